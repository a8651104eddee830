import { useFragment } from '@apollo/client/react';
import {
  HealthSummary_HealthFragmentDoc,
  type HealthSummary_HealthFragment,
} from '../components/HealthSummary.generated';

/** The newest health of a connection, or null while nothing is known of it. */
export function useHealth(connectionId: string): HealthSummary_HealthFragment | null {
  const { data, complete } = useFragment({
    fragment: HealthSummary_HealthFragmentDoc,
    from: { __typename: 'ConnectionHealth', connectionId },
  });
  return complete ? data : null;
}

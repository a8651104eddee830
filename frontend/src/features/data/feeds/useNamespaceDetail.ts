import { type Feed, useFeed } from '@/shared/feeds/useFeed';
import {
  type NamespaceDetail_NamespaceFragment,
  NamespaceDetailChangedDocument,
} from './namespaceFeed.generated';

export type NamespacesState = {
  /** Null while no node has named its namespaces. */
  readonly namespaces: readonly NamespaceDetail_NamespaceFragment[] | null;
};

/** The namespaces of a cluster with everything known about them, live. */
export function useNamespaceDetails(connectionId: string): Feed<NamespacesState> {
  return useFeed({
    document: NamespaceDetailChangedDocument,
    variables: { connectionId },
    select: (data) => data.clusterChanged,
    reduce: (state: NamespacesState | null, item) => ({
      namespaces: item.cluster?.namespaces ?? state?.namespaces ?? null,
    }),
  });
}

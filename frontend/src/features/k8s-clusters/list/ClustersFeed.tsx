import { useEffect, useEffectEvent } from 'react';
import type { FeedState } from '@/shared/feeds/feedState';
import { useFeed } from '@/shared/feeds/useFeed';
import { K8sClustersFeedDocument } from './clusters.generated';

/** How live a context is. */
export type Liveness = Pick<FeedState<unknown>, 'status' | 'at'>;

type Props = {
  readonly context: string;
  /** A cluster of the context has changed, come or gone. */
  readonly onChange: () => void;
  readonly onLiveness: (context: string, liveness: Liveness) => void;
};

/** Draws nothing: tells of each change in one context while it is mounted. */
export function ClustersFeed({ context, onChange, onLiveness }: Props) {
  const { status, at } = useFeed({
    document: K8sClustersFeedDocument,
    variables: { context },
    fetchPolicy: 'no-cache',
    select: (data) => data.k8sClustersChanged,
    reduce: () => true,
    onItem: onChange,
  });
  const tell = useEffectEvent((liveness: Liveness) => onLiveness(context, liveness));
  useEffect(() => tell({ status, at }), [status, at]);
  return null;
}

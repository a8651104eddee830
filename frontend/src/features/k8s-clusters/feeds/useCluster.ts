import { type Feed, useFeed } from '@/shared/feeds/useFeed';
import type { ClusterRef } from '../urls';
import { type ClusterPage_ClusterFragment, K8sClusterFeedDocument } from './cluster.generated';

export type ShownCluster = ClusterPage_ClusterFragment;

export type ClusterState = {
  /** Null while there is none of that name. */
  readonly cluster: ShownCluster | null;
};

/** One cluster resource with all that is found out about it, live. */
export function useCluster({ context, namespace, name }: ClusterRef): Feed<ClusterState> {
  return useFeed({
    document: K8sClusterFeedDocument,
    variables: { context: context ?? null, namespace, name },
    fetchPolicy: 'no-cache',
    select: (data) => data.k8sCluster,
    reduce: (_: ClusterState | null, item) => ({ cluster: item.cluster ?? null }),
  });
}

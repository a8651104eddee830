import type { Feed } from '@/shared/feeds/useFeed';
import { type PartState, useClusterPart } from '../cluster/parts/useClusterPart';
import type { ClusterRef } from '../urls';
import { type ClusterPage_ClusterFragment, K8sClusterFeedDocument } from './cluster.generated';

export type ShownCluster = ClusterPage_ClusterFragment;

/** What the head of a cluster's page tells, live. */
export function useCluster(at: ClusterRef): Feed<PartState<ShownCluster>> {
  return useClusterPart(K8sClusterFeedDocument, at);
}

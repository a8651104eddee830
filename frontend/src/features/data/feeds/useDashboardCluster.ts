import { type Feed, useFeed } from '@/shared/feeds/useFeed';
import {
  type DashboardCluster_ClusterFragment,
  DashboardClusterChangedDocument,
} from './clusterFeed.generated';

export type ClusterState = {
  /** Null while no node has answered since this page opened. */
  readonly cluster: DashboardCluster_ClusterFragment | null;
};

/** The state of a cluster, live. An item without a cluster only reports a problem, and keeps the last known state. */
export function useDashboardCluster(connectionId: string): Feed<ClusterState> {
  return useFeed({
    document: DashboardClusterChangedDocument,
    variables: { connectionId },
    select: (data) => data.clusterChanged,
    reduce: (state: ClusterState | null, item) => ({ cluster: item.cluster ?? state?.cluster ?? null }),
  });
}

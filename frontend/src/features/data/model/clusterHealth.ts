import type { HealthStatus } from '@/gql/schema';

type ClusterLike = {
  readonly nodesAnswered: number;
  readonly nodesTotal: number;
  readonly consistent?: boolean | null;
  readonly stopWrites?: boolean | null;
};

/** How a cluster is, from what it says of itself: down without an answer, degraded while part of it fails its users. */
export function clusterHealth(cluster: ClusterLike): HealthStatus {
  if (cluster.nodesAnswered === 0) {
    return 'DOWN';
  }
  const isWhole = cluster.nodesAnswered >= cluster.nodesTotal && cluster.consistent !== false;
  return isWhole && cluster.stopWrites !== true ? 'UP' : 'DEGRADED';
}

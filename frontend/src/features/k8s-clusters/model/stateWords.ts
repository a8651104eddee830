import type { MantineColor } from '@mantine/core';
import type { K8sClusterState } from '@/gql/schema';

export type StateWords = {
  readonly color: MantineColor;
  readonly text: string;
};

/** What this server finds a cluster to be, beside what the operator says of it. */
export const STATE_WORDS: Readonly<Record<K8sClusterState, StateWords>> = {
  CHANGING: { color: 'blue', text: 'changing' },
  DEGRADED: { color: 'orange', text: 'degraded' },
  DELETING: { color: 'gray', text: 'being deleted' },
  HEALTHY: { color: 'green', text: 'healthy' },
  PAUSED: { color: 'gray', text: 'paused' },
  STUCK: { color: 'red', text: 'stuck' },
  UNKNOWN: { color: 'gray', text: 'not known' },
  WAITING: { color: 'yellow', text: 'waiting' },
};

import type { MantineColor } from '@mantine/core';
import { IconAlertOctagon, IconAlertTriangle, IconInfoCircle, type TablerIcon } from '@tabler/icons-react';
import type { FindingCode, FindingSeverity } from '@/gql/schema';

/** The worst first. */
export const SEVERITIES = ['CRITICAL', 'WARNING', 'NOTICE'] as const satisfies readonly FindingSeverity[];

export const SEVERITY_LOOKS: Readonly<
  Record<FindingSeverity, { readonly label: string; readonly color: MantineColor; readonly icon: TablerIcon }>
> = {
  CRITICAL: { label: 'Critical', color: 'red', icon: IconAlertOctagon },
  WARNING: { label: 'Warning', color: 'yellow', icon: IconAlertTriangle },
  NOTICE: { label: 'Notice', color: 'blue', icon: IconInfoCircle },
};

/** What each check looks for. */
export const CHECK_LABELS: Readonly<Record<FindingCode, string>> = {
  CLUSTER_SPLIT: 'Nodes see one cluster',
  NODE_SILENT: 'Every node answers',
  WRITES_STOPPED: 'Writes are accepted',
  PARTITIONS_UNAVAILABLE: 'All partitions are served',
  PARTITIONS_DEAD: 'No partition is lost',
  CLOCK_SKEW: 'Clocks agree',
  STOP_WRITES_NEAR: 'Far from stopping writes',
  EVICTION_NEAR: 'Far from evicting',
  EVICTING: 'Nothing is evicted',
  CONNECTIONS_NEAR_LIMIT: 'Room for client connections',
  MIGRATIONS_LONG: 'Migrations end',
  OBJECTS_UNEVEN: 'Nodes hold alike many records',
  SINGLE_COPY: 'Records have copies',
  VERSIONS_MIXED: 'Nodes run one build',
  TTL_WITHOUT_NSUP: 'Expired records are removed',
  BEST_PRACTICE_FAILED: 'Best practices are kept',
  INDEX_INCOMPLETE: 'Indexes are ready',
  INDEX_UNUSED: 'Indexes are used',
};

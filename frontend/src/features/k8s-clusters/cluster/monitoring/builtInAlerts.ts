export type BuiltInAlert = {
  readonly name: string;
  readonly severity: 'critical' | 'warning';
  /** How long it must hold. */
  readonly after: string;
  readonly meaning: string;
};

/** The alerts the operator brings; own groups replace all of them. */
export const BUILT_IN_ALERTS: readonly BuiltInAlert[] = [
  {
    name: 'AerospikeNodeDown',
    severity: 'critical',
    after: '1 min',
    meaning: 'An exporter does not answer: its node or its pod is down.',
  },
  {
    name: 'AerospikeNamespaceStopWrites',
    severity: 'critical',
    after: 'at once',
    meaning: 'A namespace refuses writes: it is out of room.',
  },
  {
    name: 'AerospikeHighDiskUsage',
    severity: 'warning',
    after: '5 min',
    meaning: 'More than 80 % of a namespace’s device is used.',
  },
  {
    name: 'AerospikeHighMemoryUsage',
    severity: 'warning',
    after: '5 min',
    meaning: 'More than 80 % of a namespace’s memory is used.',
  },
  {
    name: 'AerospikeReconcileStale',
    severity: 'warning',
    after: '5 min',
    meaning: 'The operator has not looked at the cluster for 300 seconds.',
  },
  {
    name: 'AerospikeClusterSizeMismatch',
    severity: 'warning',
    after: '2 min',
    meaning: 'The nodes see another number of nodes than is asked for.',
  },
  {
    name: 'AerospikeOperatorCircuitBreakerActive',
    severity: 'critical',
    after: '5 min',
    meaning: 'The operator has given up after too many failures.',
  },
];

import type { NodeTable_NodeFragment } from './components/dashboard/NodeTable.generated';
import type { SetTable_SetFragment } from './components/namespaces/SetTable.generated';
import type { ThresholdTable_ThresholdFragment } from './components/namespaces/ThresholdTable.generated';
import type { DashboardCluster_ClusterFragment } from './feeds/clusterFeed.generated';
import type { NamespaceDetail_NamespaceFragment } from './feeds/namespaceFeed.generated';
import type { RecordRow } from './queries/useRecordPages';

/** Example answers for tests, typed by the schema, each complete and changeable in parts. */

export function aRecord(change: Partial<RecordRow> = {}): RecordRow {
  return {
    __typename: 'Record',
    id: 'record-1',
    key: {
      __typename: 'RecordKey',
      namespace: 'test',
      set: 'users',
      digest: 'a'.repeat(40),
      userKey: { __typename: 'UserKey', type: 'STRING', value: 'ada' },
    },
    bins: { name: 'Ada', age: 36, score: { $float: '1.0' } },
    generation: 3,
    ttl: { __typename: 'RecordTtl', never: true, seconds: null, expiresAt: null },
    lastUpdate: null,
    ...change,
  };
}

/** A record whose key, digest and name tell its number. */
export function numberedRecord(number: number): RecordRow {
  const record = aRecord({ id: `record-${String(number)}`, bins: { name: `name ${String(number)}` } });
  return {
    ...record,
    key: {
      ...record.key,
      digest: number.toString(16).padStart(40, '0'),
      userKey: { __typename: 'UserKey', type: 'STRING', value: `key-${String(number)}` },
    },
  };
}

/** The answer to a request for a page; without a cursor it is the last. */
export function recordPage(records: readonly RecordRow[], endCursor: string | null = null) {
  return {
    records: {
      __typename: 'RecordPage',
      records,
      pageInfo: { __typename: 'PageInfo', endCursor, hasNextPage: endCursor !== null },
      partitionsDone: 8,
      partitionsTotal: 4096,
      estimatedTotal: null,
    },
  };
}

export function aNode(change: Partial<NodeTable_NodeFragment> = {}): NodeTable_NodeFragment {
  return {
    __typename: 'AerospikeNode',
    id: 'BB9010000000001',
    name: 'BB9010000000001',
    connectionId: 'c1',
    address: '10.0.0.1:3000',
    addresses: ['10.0.0.1:3000'],
    active: true,
    status: {
      __typename: 'NodeStatus',
      build: '8.1.2.0',
      edition: 'Community',
      uptimeSeconds: 3600,
      clientConnections: '12',
      clusterSize: 3,
      clusterKey: 'ABCDEF',
      isPrincipal: false,
      clusterIntegrity: true,
      migrationsRemaining: '0',
      systemFreeMemoryRatio: 0.5,
      failedBestPractices: [],
    },
    ...change,
  };
}

export function aSet(change: Partial<SetTable_SetFragment> = {}): SetTable_SetFragment {
  return {
    __typename: 'Set',
    connectionId: 'c1',
    namespace: 'test',
    name: 'users',
    nodesAnswered: 3,
    nodesTotal: 3,
    objects: '100',
    objectsWithReplicas: '200',
    tombstones: '0',
    dataUsedBytes: '2048',
    secondaryIndexes: 0,
    indexEnabled: false,
    evictionDisabled: false,
    defaultTtlSeconds: '0',
    stopWritesCount: '0',
    stopWritesSize: '0',
    truncating: false,
    truncatedBefore: null,
    ...change,
  };
}

export function aThreshold(
  change: Partial<ThresholdTable_ThresholdFragment> = {},
): ThresholdTable_ThresholdFragment {
  return {
    __typename: 'Threshold',
    kind: 'STOP_WRITES_USED',
    setting: 'stop-writes-used-pct',
    limit: 0.7,
    current: 0.4,
    distance: 0.3,
    breached: false,
    disabled: false,
    ...change,
  };
}

export function aNamespace(
  change: Partial<NamespaceDetail_NamespaceFragment> = {},
): NamespaceDetail_NamespaceFragment {
  return {
    __typename: 'Namespace',
    connectionId: 'c1',
    name: 'test',
    nodesAnswered: 3,
    nodesTotal: 3,
    problems: [],
    objects: '1000',
    replicaObjects: '1000',
    tombstones: '0',
    expiredObjects: '0',
    evictedObjects: '0',
    replicationFactor: 2,
    effectiveReplicationFactor: 2,
    storageEngine: 'MEMORY',
    dataUsedBytes: '1024',
    dataTotalBytes: '4096',
    dataUsedRatio: 0.25,
    dataAvailableRatio: 0.75,
    indexUsedBytes: '64',
    setIndexUsedBytes: '0',
    secondaryIndexUsedBytes: '0',
    memoryUsedBytes: '1088',
    deviceUsedBytes: null,
    deviceTotalBytes: null,
    stopWrites: false,
    evictionThresholdBreached: false,
    clockSkewStopWrites: false,
    migrationsRemaining: '0',
    unavailablePartitions: '0',
    deadPartitions: '0',
    readSuccessRatio: 1,
    writeSuccessRatio: null,
    truncatedBefore: null,
    ttl: {
      __typename: 'NamespaceTtl',
      defaultSeconds: '0',
      nsupPeriodSeconds: '120',
      expirationEnabled: true,
      allowTtlWithoutNsup: false,
      defaultReadTouchPct: 0,
    },
    thresholds: [aThreshold()],
    sets: [aSet()],
    ...change,
  };
}

export function aCluster(
  change: Partial<DashboardCluster_ClusterFragment> = {},
): DashboardCluster_ClusterFragment {
  return {
    __typename: 'Cluster',
    connectionId: 'c1',
    name: 'demo',
    key: 'ABCDEF',
    size: 3,
    consistent: true,
    stopWrites: false,
    migrationsRemaining: '0',
    uptimeSeconds: 3600,
    clientConnections: '36',
    objects: '1000',
    nodesAnswered: 3,
    nodesTotal: 3,
    problems: [],
    sampledAt: '2026-01-01T00:00:00Z',
    nodes: [aNode()],
    namespaces: [aNamespace()],
    ...change,
  };
}

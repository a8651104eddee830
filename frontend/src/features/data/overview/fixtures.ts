import type { OverviewTable_EntryFragment } from './OverviewTable.generated';

/** A cluster that is well, changeable in parts. */
export function anEntry(change: Partial<OverviewTable_EntryFragment> = {}): OverviewTable_EntryFragment {
  return {
    __typename: 'OverviewEntry',
    connectionId: 'c1',
    name: 'orders',
    color: '#228be6',
    env: 'prod',
    clusterName: 'orders-eu',
    health: 'UP',
    problem: null,
    checkedAt: '2026-01-01T00:00:00Z',
    nodesAnswered: 3,
    nodesTotal: 3,
    builds: ['8.1.2.0'],
    namespaces: 1,
    objects: '1000',
    dataUsedBytes: '1024',
    dataTotalBytes: '4096',
    fullestNamespaceRatio: 0.25,
    clientConnections: '12',
    migrationsRemaining: '0',
    stopWrites: false,
    rates: {
      __typename: 'OverviewRates',
      sampledAt: '2026-01-01T00:00:00Z',
      readsPerSecond: 250,
      writesPerSecond: 50,
      queriesPerSecond: 0,
    },
    findings: { __typename: 'FindingCounts', critical: 0, warning: 0, notice: 0, unchecked: 0 },
    unknown: [],
    ...change,
  };
}

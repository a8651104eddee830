import type { ConnectionForm_ConnectionFragment } from './components/ConnectionForm.generated';
import type { ImportTable_EntryFragment } from './components/ImportTable.generated';
import type { HealthSummary_HealthFragment } from './components/HealthSummary.generated';
import type { ConnectionEntry } from './model/entries';

/** Typed by the schema, so that a change of it fails here first. */

export const storedConnection: ConnectionForm_ConnectionFragment = {
  __typename: 'Connection',
  id: 'c1',
  name: 'Payments',
  hosts: ['10.0.0.1:3000', '10.0.0.2:3000'],
  clusterName: 'payments',
  username: 'admin',
  hasPassword: true,
  tls: {
    __typename: 'ConnectionTls',
    enabled: false,
    serverName: null,
    authorities: [],
    clientCertificate: [],
    hasClientKey: false,
  },
  color: '#1C7ED6',
  labels: [
    { __typename: 'Label', key: 'env', value: 'production' },
    { __typename: 'Label', key: 'team', value: 'payments' },
  ],
  env: 'production',
  note: 'Ask before restarting.',
  keepsHistory: true,
  revision: '7',
};

export const storedCertificate: ConnectionForm_ConnectionFragment['tls']['authorities'][number] = {
  __typename: 'Certificate',
  subject: 'CN=db.example',
  issuer: 'CN=Example Authority',
  notBefore: '2020-01-01T00:00:00.000Z',
  notAfter: '2096-01-01T00:00:00.000Z',
};

export function importEntry(
  index: number,
  more: Partial<ImportTable_EntryFragment> = {},
): ImportTable_EntryFragment {
  return {
    __typename: 'ConnectionImportEntry',
    index,
    name: `entry ${String(index)}`,
    hosts: ['10.0.0.1:3000'],
    lateHosts: [],
    outcome: 'CREATE',
    existing: null,
    password: 'NONE',
    clientKey: 'NONE',
    errors: [],
    ...more,
  };
}

export function connectionHealth(
  connectionId: string,
  more: Partial<HealthSummary_HealthFragment> = {},
): HealthSummary_HealthFragment {
  return {
    __typename: 'ConnectionHealth',
    connectionId,
    status: 'UP',
    since: '2026-01-01T00:00:00Z',
    checkedAt: '2026-01-01T00:00:10Z',
    nodeCount: 3,
    nodesUp: 3,
    namespaces: ['test'],
    builds: ['8.1.2.0'],
    edition: 'Community',
    clusterName: 'demo',
    roundTripMs: 0.8,
    problem: null,
    ...more,
  };
}

export function connectionEntry(id: string, more: Partial<ConnectionEntry> = {}): ConnectionEntry {
  return {
    __typename: 'Connection',
    id,
    name: `Connection ${id}`,
    hosts: ['127.0.0.1:3000'],
    clusterName: null,
    color: '#1c7ed6',
    env: 'default',
    labels: [{ __typename: 'Label', key: 'env', value: 'default' }],
    note: null,
    revision: '1',
    keepsHistory: true,
    health: connectionHealth(id),
    ...more,
  };
}

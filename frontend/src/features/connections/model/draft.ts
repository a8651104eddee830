import type {
  ConnectionTlsInput,
  CreateConnectionInput,
  LabelInput,
  TestConnectionInput,
  UpdateConnectionInput,
} from '@/gql/schema';
import type { ConnectionForm_ConnectionFragment } from '../components/ConnectionForm.generated';

/** What happens to something the page never gets: it can only be kept, replaced or removed. */
export type StoredDraft =
  { readonly mode: 'keep' } | { readonly mode: 'clear' } | { readonly mode: 'set'; readonly value: string };

/** A connection while it is being edited. Empty text means "not set". */
export interface ConnectionDraft {
  name: string;
  hosts: string[];
  clusterName: string;
  username: string;
  password: StoredDraft;
  tlsEnabled: boolean;
  tlsServerName: string;
  tlsCa: StoredDraft;
  tlsCertificate: StoredDraft;
  tlsKey: StoredDraft;
  color: string;
  env: string;
  labels: LabelInput[];
  note: string;
  keepsHistory: boolean;
}

export type DraftField = keyof ConnectionDraft;

const EMPTY: StoredDraft = { mode: 'set', value: '' };

/** As it is when the page is opened. */
const untouched = (stored: boolean): StoredDraft => (stored ? { mode: 'keep' } : EMPTY);

export const DEFAULT_ENV = 'default';

export const NEW_DRAFT: Readonly<ConnectionDraft> = {
  name: '',
  hosts: [''],
  clusterName: '',
  username: '',
  password: EMPTY,
  tlsEnabled: false,
  tlsServerName: '',
  tlsCa: EMPTY,
  tlsCertificate: EMPTY,
  tlsKey: EMPTY,
  color: '#1c7ed6',
  env: DEFAULT_ENV,
  labels: [],
  note: '',
  keepsHistory: true,
};

/** A stored connection as a draft without changes. */
export function draftOf(connection: ConnectionForm_ConnectionFragment): ConnectionDraft {
  return {
    name: connection.name,
    hosts: [...connection.hosts],
    clusterName: connection.clusterName ?? '',
    username: connection.username ?? '',
    password: untouched(connection.hasPassword),
    tlsEnabled: connection.tls.enabled,
    tlsServerName: connection.tls.serverName ?? '',
    tlsCa: untouched(connection.tls.authorities.length > 0),
    tlsCertificate: untouched(connection.tls.clientCertificate.length > 0),
    tlsKey: untouched(connection.tls.hasClientKey),
    color: connection.color.toLowerCase(),
    env: connection.env,
    labels: connection.labels.filter(({ key }) => key !== 'env').map(({ key, value }) => ({ key, value })),
    note: connection.note ?? '',
    keepsHistory: connection.keepsHistory,
  };
}

/** The fields in which two drafts differ. */
export function changedFields(from: ConnectionDraft, to: ConnectionDraft): DraftField[] {
  return (Object.keys(from) as DraftField[]).filter(
    (field) => JSON.stringify(from[field]) !== JSON.stringify(to[field]),
  );
}

/** `onto` with the changes that led from `from` to `to`: the reader's edits on top of a newer state. */
export function reapply(from: ConnectionDraft, to: ConnectionDraft, onto: ConnectionDraft): ConnectionDraft {
  const edits = Object.fromEntries(changedFields(from, to).map((field) => [field, to[field]]));
  return { ...onto, ...edits };
}

export function createInput(draft: ConnectionDraft): CreateConnectionInput {
  return {
    name: draft.name.trim(),
    hosts: trimmedHosts(draft),
    clusterName: orNull(draft.clusterName),
    username: orNull(draft.username),
    password: given(draft.password) ?? null,
    tls: tlsInput(draft),
    color: draft.color,
    labels: labelInputs(draft),
    note: orNull(draft.note),
    keepsHistory: draft.keepsHistory,
  };
}

/** Only what was changed is sent: absent keeps, null unsets. */
export function updateInput(
  id: string,
  expectedRevision: string,
  base: ConnectionDraft,
  draft: ConnectionDraft,
): UpdateConnectionInput {
  const all = createInput(draft);
  const changed = new Set(changedFields(base, draft));
  const password = given(draft.password);
  return {
    id,
    expectedRevision,
    ...(changed.has('name') && { name: all.name }),
    ...(changed.has('hosts') && { hosts: all.hosts }),
    ...(changed.has('clusterName') && { clusterName: all.clusterName }),
    ...(changed.has('username') && { username: all.username }),
    ...(changed.has('password') && password !== undefined && { password }),
    ...(TLS_FIELDS.some((field) => changed.has(field)) && { tls: all.tls }),
    ...(changed.has('color') && { color: all.color }),
    ...((changed.has('labels') || changed.has('env')) && { labels: all.labels }),
    ...(changed.has('note') && { note: all.note }),
    ...(changed.has('keepsHistory') && { keepsHistory: all.keepsHistory }),
  };
}

/** What to test: the draft as it stands, with the stored password where it is kept. */
export function testInput(draft: ConnectionDraft, id: string | null): TestConnectionInput {
  const password = given(draft.password);
  return {
    ...(id !== null && { id }),
    hosts: trimmedHosts(draft),
    clusterName: orNull(draft.clusterName),
    username: orNull(draft.username),
    ...(password !== undefined && { password }),
    tls: tlsInput(draft),
  };
}

/** What to send: undefined keeps the stored one, null removes it. */
function given(draft: StoredDraft): string | null | undefined {
  switch (draft.mode) {
    case 'keep':
      return undefined;
    case 'clear':
      return null;
    case 'set':
      return draft.value === '' ? null : draft.value;
    default:
      return draft satisfies never;
  }
}

const TLS_FIELDS = ['tlsEnabled', 'tlsServerName', 'tlsCa', 'tlsCertificate', 'tlsKey'] as const;

/** While TLS is off its fields are not on the page, the key apart where it is asked for: they stay as they are stored. */
function tlsInput(draft: ConnectionDraft): ConnectionTlsInput {
  const clientKeyPem = given(draft.tlsKey);
  if (!draft.tlsEnabled) return { enabled: false, ...(clientKeyPem !== undefined && { clientKeyPem }) };
  const caPem = given(draft.tlsCa);
  const clientCertificatePem = given(draft.tlsCertificate);
  return {
    enabled: true,
    serverName: orNull(draft.tlsServerName),
    ...(caPem !== undefined && { caPem }),
    ...(clientCertificatePem !== undefined && { clientCertificatePem }),
    ...(clientKeyPem !== undefined && { clientKeyPem }),
  };
}

function labelInputs(draft: ConnectionDraft): LabelInput[] {
  const env = draft.env.trim().toLowerCase();
  const labels = draft.labels.map(({ key, value }) => ({ key: key.trim(), value: value.trim() }));
  return [{ key: 'env', value: env === '' ? DEFAULT_ENV : env }, ...labels.filter(({ key }) => key !== '')];
}

const trimmedHosts = (draft: ConnectionDraft) =>
  draft.hosts.map((host) => host.trim()).filter((host) => host !== '');

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

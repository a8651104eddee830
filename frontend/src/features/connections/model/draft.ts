import type {
  CreateConnectionInput,
  LabelInput,
  TestConnectionInput,
  UpdateConnectionInput,
} from '@/gql/schema';
import type { ConnectionForm_ConnectionFragment } from '../components/ConnectionForm.generated';

/** What happens to the stored password: it is never sent to the page, so it can only be kept, replaced or removed. */
export type PasswordDraft =
  { readonly mode: 'keep' } | { readonly mode: 'clear' } | { readonly mode: 'set'; readonly value: string };

/** A connection while it is being edited. Empty text means "not set". */
export interface ConnectionDraft {
  name: string;
  hosts: string[];
  clusterName: string;
  username: string;
  password: PasswordDraft;
  tlsEnabled: boolean;
  tlsServerName: string;
  color: string;
  env: string;
  labels: LabelInput[];
  note: string;
  keepsHistory: boolean;
}

export type DraftField = keyof ConnectionDraft;

export const DEFAULT_ENV = 'default';

export const NEW_DRAFT: Readonly<ConnectionDraft> = {
  name: '',
  hosts: [''],
  clusterName: '',
  username: '',
  password: { mode: 'set', value: '' },
  tlsEnabled: false,
  tlsServerName: '',
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
    password: connection.hasPassword ? { mode: 'keep' } : { mode: 'set', value: '' },
    tlsEnabled: connection.tls.enabled,
    tlsServerName: connection.tls.serverName ?? '',
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
    password: newPassword(draft.password) ?? null,
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
  const password = newPassword(draft.password);
  return {
    id,
    expectedRevision,
    ...(changed.has('name') && { name: all.name }),
    ...(changed.has('hosts') && { hosts: all.hosts }),
    ...(changed.has('clusterName') && { clusterName: all.clusterName }),
    ...(changed.has('username') && { username: all.username }),
    ...(changed.has('password') && password !== undefined && { password }),
    ...((changed.has('tlsEnabled') || changed.has('tlsServerName')) && { tls: all.tls }),
    ...(changed.has('color') && { color: all.color }),
    ...((changed.has('labels') || changed.has('env')) && { labels: all.labels }),
    ...(changed.has('note') && { note: all.note }),
    ...(changed.has('keepsHistory') && { keepsHistory: all.keepsHistory }),
  };
}

/** What to test: the draft as it stands, with the stored password where it is kept. */
export function testInput(draft: ConnectionDraft, id: string | null): TestConnectionInput {
  const password = newPassword(draft.password);
  return {
    ...(id !== null && { id }),
    hosts: trimmedHosts(draft),
    clusterName: orNull(draft.clusterName),
    username: orNull(draft.username),
    ...(password !== undefined && { password }),
    tls: tlsInput(draft),
  };
}

/** The password to send: undefined keeps the stored one, null removes it. */
function newPassword(password: PasswordDraft): string | null | undefined {
  switch (password.mode) {
    case 'keep':
      return undefined;
    case 'clear':
      return null;
    case 'set':
      return password.value === '' ? null : password.value;
    default:
      return password satisfies never;
  }
}

function tlsInput(draft: ConnectionDraft) {
  return { enabled: draft.tlsEnabled, serverName: draft.tlsEnabled ? orNull(draft.tlsServerName) : null };
}

function labelInputs(draft: ConnectionDraft): LabelInput[] {
  const env = draft.env.trim().toLowerCase();
  const labels = draft.labels.map(({ key, value }) => ({ key: key.trim(), value: value.trim() }));
  return [{ key: 'env', value: env === '' ? DEFAULT_ENV : env }, ...labels.filter(({ key }) => key !== '')];
}

const trimmedHosts = (draft: ConnectionDraft) =>
  draft.hosts.map((host) => host.trim()).filter((host) => host !== '');

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

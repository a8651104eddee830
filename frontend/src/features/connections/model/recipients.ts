import type { ConnectionDraft, StoredDraft } from './draft';
import { DEFAULT_PORT } from './host';

/** Why stored secrets must be given again; null for one that may be kept. */
export type AskedAgain = { readonly password: string | null; readonly tlsKey: string | null };

export const NOTHING_ASKED: AskedAgain = { password: null, tlsKey: null };

/**
 * A stored secret is sent only to whom it was given for. The gateway decides in the end, and refuses; this asks before
 * it has to.
 */
export function askedAgain(base: ConnectionDraft, draft: ConnectionDraft): AskedAgain {
  const hosts = hasNewHosts(base, draft) ? 'Hosts were added or changed.' : null;
  const noTls = base.tlsEnabled && !draft.tlsEnabled ? 'TLS is switched off.' : null;
  const trust = draft.tlsEnabled ? newTrust(base, draft) : null;
  return {
    password: isKept(base.password, draft.password)
      ? (hosts ?? noTls ?? (base.tlsEnabled ? trust : null))
      : null,
    tlsKey:
      isKept(base.tlsKey, draft.tlsKey) && isKept(base.tlsCertificate, draft.tlsCertificate)
        ? (hosts ?? trust)
        : null,
  };
}

/** What a field shows: where the stored secret may not be kept, there is only a new one to be typed, or none. */
export function shownSecret(value: StoredDraft, asked: string | null): StoredDraft {
  return asked !== null && value.mode === 'keep' ? { mode: 'set', value: '' } : value;
}

const isKept = (stored: StoredDraft, draft: StoredDraft) => stored.mode === 'keep' && draft.mode === 'keep';

/** Another name or another authority lets another server prove that it is the one meant. */
function newTrust(base: ConnectionDraft, draft: ConnectionDraft): string | null {
  if (base.tlsServerName.trim() !== draft.tlsServerName.trim()) return 'The name in the certificate changed.';
  return JSON.stringify(base.tlsCa) === JSON.stringify(draft.tlsCa)
    ? null
    : 'The trusted authorities changed.';
}

function hasNewHosts(base: ConnectionDraft, draft: ConnectionDraft): boolean {
  const known = new Set(base.hosts.map(place));
  return draft.hosts.some((host) => host.trim() !== '' && !known.has(place(host)));
}

/** A host as it is told from others: whatever the case of its letters, its port always there. */
function place(host: string): string {
  const text = host.trim().toLowerCase();
  const [, v6, name, port] = /^(?:\[(.+)\]|([^:]+))(?::(\d+))?$/.exec(text) ?? [];
  return JSON.stringify([v6 ?? name ?? text, Number(port ?? DEFAULT_PORT)]);
}

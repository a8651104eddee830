import { failed, ok, type Result } from '@/shared/lib/result';
import { utf8Length } from './bytes';

/**
 * The set of a record: its name, null for a record in no set, undefined where it is not known. A digest finds its record in
 * whatever set, and the server does not tell which one that was.
 */
export type SetOf = string | null | undefined;

/** Where a record is, for people to read: `test.users`. */
export function placeText(namespace: string, set: SetOf): string {
  if (set === undefined) {
    return `${namespace}, set unknown`;
  }
  return set === null ? `${namespace}, in no set` : `${namespace}.${set}`;
}

/** What someone says of a set that is not known. Nothing is taken for granted: to be in no set is a choice, too. */
export type SetChoice = { readonly mode: 'unsaid' | 'named' | 'none'; readonly name: string };

export const UNSAID: SetChoice = { mode: 'unsaid', name: '' };

const MAX_SET_BYTES = 63;

export function parseSet({ mode, name }: SetChoice): Result<string | null> {
  switch (mode) {
    case 'unsaid':
      return failed('Say which set the record belongs in.');
    case 'none':
      return ok(null);
    case 'named':
      return name === '' || utf8Length(name) > MAX_SET_BYTES || /[:;=,\p{Cc}]/u.test(name)
        ? failed('A set has 1 to 63 bytes and no ":", ";", "=", "," or control character.')
        : ok(name);
  }
}

type WithKey = {
  readonly key: { readonly digest: string; readonly set?: string | null; readonly userKey?: unknown };
};

/** Rows with their newest states. What a newer answer does not know of a key, the row still does. */
export function renewed<R extends WithKey>(records: readonly R[]): (old: R) => R {
  const newer = new Map(records.map((record) => [record.key.digest, record]));
  return (old) => {
    const now = newer.get(old.key.digest);
    if (now === undefined) {
      return old;
    }
    const set = now.key.set === undefined ? old.key.set : now.key.set;
    return { ...now, key: { ...now.key, set, userKey: now.key.userKey ?? old.key.userKey } };
  };
}

/** Rows without those that are gone. */
export function without(digests: ReadonlySet<string>): <R extends WithKey>(old: R) => R | null {
  return (old) => (digests.has(old.key.digest) ? null : old);
}

/** A record with its set as it is known, whatever an answer repeats of the question. */
export function inSet<R extends { readonly key: { readonly set?: string | null } }>(
  record: R,
  set: SetOf,
): R {
  return { ...record, key: { ...record.key, set } };
}

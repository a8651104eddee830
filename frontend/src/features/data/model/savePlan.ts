import { failed, ok, type Result } from '@/shared/lib/result';
import { changesOf, type ChangeCounts, type Draft } from './draft';
import type { KeyRef } from './recordKey';
import { parseTtl, type TtlChoice, type TtlInputValue } from './ttl';
import type { Bins } from './value';

/** What a save writes. Without a changed bin it touches: only the time to live is written. */
export type SavePlan =
  | { readonly kind: 'touch'; readonly key: KeyRef; readonly ttl: TtlInputValue; readonly generation: number }
  | {
      readonly kind: 'put';
      readonly key: KeyRef;
      readonly ttl: TtlInputValue;
      readonly bins: Bins;
      /** Null creates the record; a number changes that very generation. */
      readonly generation: number | null;
    };

type Form = {
  readonly key: Result<KeyRef>;
  readonly draft: Draft;
  readonly ttl: TtlChoice;
  readonly generation: number | null;
};

/** Turns a form into what is sent, or says the first thing that keeps it from being sent. */
export function planSave({ key, draft, ttl, generation }: Form): Result<SavePlan> {
  if (!key.ok) {
    return key;
  }
  const changes = changesOf(draft);
  if (!changes.ok) {
    return changes;
  }
  const life = parseTtl(ttl);
  if (!life.ok) {
    return life;
  }
  const { bins } = changes.value;
  const isEmpty = Object.keys(bins).length === 0;
  const common = { key: key.value, ttl: life.value };
  if (isEmpty && generation !== null) {
    return ok({ kind: 'touch', ...common, generation });
  }
  return isEmpty
    ? failed('A record needs at least one bin.')
    : ok({ kind: 'put', ...common, bins, generation });
}

/** What a save would do, in a few words: `set 2, remove 1, keep 4, new time to live`. */
export function summaryOf(counts: ChangeCounts, ttlChanged: boolean): string {
  const { set, removed, kept } = counts;
  const parts = [
    set > 0 ? `set ${String(set)}` : null,
    removed > 0 ? `remove ${String(removed)}` : null,
    (set > 0 || removed > 0) && kept > 0 ? `keep ${String(kept)}` : null,
    ttlChanged ? 'new time to live' : null,
  ].filter((part) => part !== null);
  return parts.join(', ') || 'No changes';
}

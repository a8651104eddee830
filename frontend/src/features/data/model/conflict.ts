import type { TtlChoice } from './ttl';
import { type AerospikeValue, type Bins, ownValue, valuesEqual } from './value';

/** A record's time to live, as its fragment selects it. */
export type Life = {
  readonly never: boolean;
  readonly seconds?: number | null;
  readonly expiresAt?: string | null;
};

/** The record as it is now, which a CONFLICT carries in `extensions.details.current`. */
export type CurrentRecord = { readonly generation: number; readonly bins: Bins; readonly ttl: Life | null };

/** What became of the record meanwhile: changed, gone, or the gateway could not read it. */
export type Meanwhile =
  | { readonly status: 'changed'; readonly record: CurrentRecord }
  | { readonly status: 'gone' }
  | { readonly status: 'unread' };

/** Reads what became of the record from the details of a CONFLICT. */
export function meanwhileOf(details: unknown): Meanwhile {
  if (!isObject(details) || !Object.hasOwn(details, 'current')) {
    return { status: 'unread' };
  }
  if (details.current === null) {
    return { status: 'gone' };
  }
  if (!isObject(details.current)) {
    return { status: 'unread' };
  }
  const { generation, bins, ttl } = details.current;
  return typeof generation === 'number' && isObject(bins)
    ? { status: 'changed', record: { generation, bins: bins as Bins, ttl: lifeOf(ttl) } }
    : { status: 'unread' };
}

/** The server's result code for "no such record", which a write of a deleted record answers. */
const RECORD_NOT_FOUND = 2;

export function isRecordGone(details: unknown): boolean {
  return isObject(details) && details.resultCode === RECORD_NOT_FOUND;
}

export type Side = 'mine' | 'theirs';

/** Who changed something since the record was opened; `agreed` when both did, to the same. */
export type Change = Side | 'agreed' | 'clash';

/** One bin of a three-way view. Undefined is an absent bin. */
export type MergeRow = {
  readonly name: string;
  readonly base: AerospikeValue | undefined;
  readonly theirs: AerospikeValue | undefined;
  readonly mine: AerospikeValue | undefined;
  readonly change: Change;
};

/** The bins that differ from what was opened, on either side. `edits` holds changed bins; null removes one. */
export function mergeRows(base: Bins, theirs: Bins, edits: Bins): readonly MergeRow[] {
  const names = new Set([...Object.keys(base), ...Object.keys(theirs), ...Object.keys(edits)]);
  return [...names].flatMap((name): MergeRow[] => {
    const before = ownValue(base, name);
    const now = ownValue(theirs, name);
    const edit = ownValue(edits, name);
    const mine = edit === undefined ? before : (edit ?? undefined);
    const change = changeOf(!sameValue(mine, before), !sameValue(now, before), sameValue(mine, now));
    return change === null ? [] : [{ name, base: before, theirs: now, mine, change }];
  });
}

/** What is chosen without asking: what only one side changed. */
export function preselected(rows: readonly Pick<MergeRow, 'name' | 'change'>[]): ReadonlyMap<string, Side> {
  return new Map(
    rows.flatMap(({ name, change }): [string, Side][] =>
      change === 'clash' ? [] : [[name, change === 'mine' ? 'mine' : 'theirs']],
    ),
  );
}

/** Bins for which someone still has to choose. */
export function undecided(
  rows: readonly Pick<MergeRow, 'name'>[],
  choices: ReadonlyMap<string, Side>,
): readonly string[] {
  return rows.flatMap(({ name }) => (choices.has(name) ? [] : [name]));
}

/** Whose time to live differs from the one opened; null when nobody's. */
export function lifeChange(base: Life, theirs: Life | null, choice: TtlChoice): Change | null {
  const mineChanged = choice.mode !== 'keep';
  const theirsChanged = theirs !== null && !sameLife(base, theirs);
  const agree = mineChanged && theirsChanged && choice.mode === 'never' && theirs.never;
  return changeOf(mineChanged, theirsChanged, agree);
}

function changeOf(mine: boolean, theirs: boolean, agree: boolean): Change | null {
  if (mine && theirs) {
    return agree ? 'agreed' : 'clash';
  }
  return mine ? 'mine' : theirs ? 'theirs' : null;
}

/** Times of expiry are known to the second, and rounded by whoever asks. */
const TOLERANCE_MS = 2_000;

function sameLife(left: Life, right: Life): boolean {
  if (left.never || right.never) {
    return left.never === right.never;
  }
  const [a, b] = [Date.parse(left.expiresAt ?? ''), Date.parse(right.expiresAt ?? '')];
  return Number.isNaN(a) || Number.isNaN(b)
    ? left.expiresAt === right.expiresAt
    : Math.abs(a - b) <= TOLERANCE_MS;
}

function sameValue(left: AerospikeValue | undefined, right: AerospikeValue | undefined): boolean {
  return left === undefined || right === undefined ? left === right : valuesEqual(left, right);
}

function lifeOf(ttl: unknown): Life | null {
  return isObject(ttl) && typeof ttl.never === 'boolean' ? (ttl as Life) : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

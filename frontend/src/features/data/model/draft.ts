import { failed, ok, type Result } from '@/shared/lib/result';
import { binNameProblem } from './binName';
import type { NodeKind } from './binInput';
import { formatJson } from './json';
import { type AerospikeValue, type Bins, ownValue, valuesEqual } from './value';
import { draftOfValue, emptyDraft, kindOfDraft, retype, type ValueDraft, valueOf } from './valueDraft';

/** One bin in the editor. Rows keep their `id` while they are renamed or retyped. */
export type BinDraft = {
  readonly id: number;
  readonly name: string;
  readonly value: ValueDraft;
  /** The value as loaded; undefined for a bin added here. */
  readonly original: AerospikeValue | undefined;
  readonly removed: boolean;
};

/** What a save sends: changed bins by their new value, removed ones by null. Untouched bins are absent. */
export type BinChanges = { readonly bins: Bins } & ChangeCounts;

/** How many bins a save sets, removes and leaves alone. */
export type ChangeCounts = { readonly set: number; readonly removed: number; readonly kept: number };

export type Draft = { readonly rows: readonly BinDraft[]; readonly nextId: number };

export type DraftAction =
  | { readonly type: 'edited'; readonly id: number; readonly value: ValueDraft }
  | { readonly type: 'retyped'; readonly id: number; readonly kind: NodeKind }
  | { readonly type: 'reset'; readonly id: number }
  | { readonly type: 'renamed'; readonly id: number; readonly name: string }
  | { readonly type: 'added' }
  | { readonly type: 'discarded'; readonly id: number }
  | { readonly type: 'removed'; readonly id: number; readonly removed: boolean }
  | { readonly type: 'replaced'; readonly bins: Bins }
  /** Puts a newer record under the edits of the named bins; all other bins follow the newer record. */
  | { readonly type: 'rebased'; readonly original: Bins; readonly mine: ReadonlySet<string> }
  | { readonly type: 'loaded'; readonly original: Bins };

/** A draft of a stored record, nothing changed yet. */
export function draftOf(original: Bins): Draft {
  const rows = Object.entries(original).map(([name, value], id) => rowOf(id, name, value, value));
  return { rows, nextId: rows.length };
}

export function reduceDraft(draft: Draft, action: DraftAction): Draft {
  switch (action.type) {
    case 'edited':
      return changeRow(draft, action.id, (row) => ({ ...row, value: action.value }));
    case 'retyped':
      return changeRow(draft, action.id, (row) => ({ ...row, value: retypedValue(row, action.kind) }));
    case 'reset':
      return changeRow(draft, action.id, (row) =>
        row.original === undefined ? row : rowOf(row.id, row.name, row.original, row.original),
      );
    case 'renamed':
      return changeRow(draft, action.id, (row) =>
        row.original === undefined ? { ...row, name: action.name } : row,
      );
    case 'added':
      return {
        rows: [
          ...draft.rows,
          { id: draft.nextId, name: '', value: emptyDraft('string'), original: undefined, removed: false },
        ],
        nextId: draft.nextId + 1,
      };
    case 'discarded':
      return {
        ...draft,
        rows: draft.rows.filter((row) => row.id !== action.id || row.original !== undefined),
      };
    case 'removed':
      return changeRow(draft, action.id, (row) => ({ ...row, removed: action.removed }));
    case 'replaced':
      return replaceBins(draft, action.bins);
    case 'rebased':
      return rebase(draft, action.original, action.mine);
    case 'loaded':
      return draftOf(action.original);
  }
}

/** What is wrong with a row, and in which of its fields. */
export type RowProblem = { readonly field: 'name' | 'value'; readonly text: string };

/** Why a row cannot be saved, or null when it can. Rows that stay as loaded are never a problem. */
export function rowProblem(draft: Draft, row: BinDraft): RowProblem | null {
  if (row.removed) {
    return null;
  }
  if (row.original === undefined) {
    const taken = new Set(draft.rows.filter((other) => other.id !== row.id).map((other) => other.name));
    const problem = binNameProblem(row.name, taken);
    if (problem !== null) {
      return { field: 'name', text: problem };
    }
  }
  const value = valueOf(row.value);
  return value.ok ? null : { field: 'value', text: value.problem };
}

/** Whether saving would write or remove the row's bin. A row that does not parse counts as changed. */
export function isChanged(row: BinDraft): boolean {
  if (row.original === undefined || row.removed) {
    return true;
  }
  const value = valueOf(row.value);
  return !value.ok || !valuesEqual(value.value, row.original);
}

export function countChanges(draft: Draft): ChangeCounts {
  const changed = draft.rows.filter(isChanged);
  const removed = changed.filter((row) => row.removed).length;
  return { set: changed.length - removed, removed, kept: draft.rows.length - changed.length };
}

/** The bins to send, or the first problem. */
export function changesOf(draft: Draft): Result<BinChanges> {
  const entries: [string, AerospikeValue][] = [];
  for (const row of draft.rows.filter(isChanged)) {
    const problem = rowProblem(draft, row);
    const value = valueOf(row.value);
    if (problem !== null || (!value.ok && !row.removed)) {
      return failed(
        `${row.name === '' ? 'New bin' : row.name}: ${problem?.text ?? 'its value cannot be read.'}`,
      );
    }
    entries.push([row.name, row.removed || !value.ok ? null : value.value]);
  }
  return ok({ bins: Object.fromEntries(entries), ...countChanges(draft) });
}

/** Whether every row can be read. Only then can the record be shown as JSON without losing what was typed. */
export function isReadable(draft: Draft): boolean {
  return draft.rows.every((row) => rowProblem(draft, row) === null);
}

/** All bins as they would be after saving. Values that cannot be read are left out. */
export function binsOf(draft: Draft): Bins {
  const entries = draft.rows.flatMap((row): [string, AerospikeValue][] => {
    const value = valueOf(row.value);
    return row.removed || !value.ok ? [] : [[row.name, value.value]];
  });
  return Object.fromEntries(entries);
}

/** The record as it would be after saving, as JSON text. */
export function draftJson(draft: Draft): string {
  return formatJson(binsOf(draft));
}

/** Whether every bin would be gone, which makes the server delete the record. */
export function removesEverything(draft: Draft): boolean {
  return draft.rows.length > 0 && draft.rows.every((row) => row.removed);
}

function rowOf(
  id: number,
  name: string,
  value: AerospikeValue,
  original: AerospikeValue | undefined,
): BinDraft {
  return { id, name, value: draftOfValue(value), original, removed: false };
}

/** Back at the loaded type, the loaded value stands again. */
function retypedValue(row: BinDraft, kind: NodeKind): ValueDraft {
  const loaded = row.original === undefined ? null : draftOfValue(row.original);
  return loaded !== null && kindOfDraft(loaded) === kind ? loaded : retype(row.value, kind);
}

function changeRow(draft: Draft, id: number, change: (row: BinDraft) => BinDraft): Draft {
  return { ...draft, rows: draft.rows.map((row) => (row.id === id ? change(row) : row)) };
}

/** Takes the whole record from JSON: loaded bins that are not in it, or null in it, become explicit removals. */
function replaceBins(draft: Draft, bins: Bins): Draft {
  let nextId = draft.nextId;
  const kept = draft.rows.flatMap((row) => {
    const value = ownValue(bins, row.name);
    if (value === undefined || value === null) {
      return row.original === undefined ? [] : [{ ...row, removed: true }];
    }
    const isOriginal = row.original !== undefined && valuesEqual(value, row.original);
    return [rowOf(row.id, row.name, isOriginal ? (row.original ?? value) : value, row.original)];
  });
  const names = new Set(draft.rows.map((row) => row.name));
  const added = Object.entries(bins)
    .filter(([name, value]) => !names.has(name) && value !== null)
    .map(([name, value]) => {
      nextId += 1;
      return rowOf(nextId - 1, name, value, undefined);
    });
  return { rows: [...kept, ...added], nextId };
}

/** Keeps the edits of `mine` and puts a newer record under them; everything else follows the newer record. */
function rebase(draft: Draft, original: Bins, mine: ReadonlySet<string>): Draft {
  const edits = draft.rows.filter((row) => mine.has(row.name) && isChanged(row));
  const edited = new Map(edits.map((row) => [row.name, row]));
  let nextId = draft.nextId;
  const rows: BinDraft[] = Object.entries(original).map(([name, value]) => {
    const edit = edited.get(name);
    if (edit !== undefined) {
      edited.delete(name);
      return { ...edit, original: value };
    }
    nextId += 1;
    return rowOf(nextId - 1, name, value, value);
  });
  // An edited bin that the newer record lacks is written again; a removal of it has nothing left to do.
  const orphans = [...edited.values()]
    .filter((row) => !row.removed)
    .map((row) => ({ ...row, original: undefined }));
  return { rows: [...rows, ...orphans], nextId };
}

import { binNameProblem } from './binName';
import { emptyInput, type InputKind, inputKindOf, inputText, parseInput } from './binInput';
import { formatJson, parseJson } from './json';
import { ok, failed, type Result } from './result';
import { type AerospikeValue, type Bins, ownValue, valuesEqual } from './value';

/** One bin in the editor. Rows keep their `id` while they are renamed or retyped. */
export type BinDraft = {
  readonly id: number;
  readonly name: string;
  /** Null for a value that can be kept or removed, but not typed. */
  readonly kind: InputKind | null;
  readonly text: string;
  /** The value as loaded; undefined for a bin added here. */
  readonly original: AerospikeValue | undefined;
  readonly removed: boolean;
};

/** What a save sends: changed bins by their new value, removed ones by null. Untouched bins are absent. */
export type BinChanges = { readonly bins: Bins; readonly count: number };

export type Draft = { readonly rows: readonly BinDraft[]; readonly nextId: number };

export type DraftAction =
  | { readonly type: 'edited'; readonly id: number; readonly text: string }
  | { readonly type: 'retyped'; readonly id: number; readonly kind: InputKind }
  | { readonly type: 'renamed'; readonly id: number; readonly name: string }
  | { readonly type: 'added' }
  | { readonly type: 'discarded'; readonly id: number }
  | { readonly type: 'removed'; readonly id: number; readonly removed: boolean }
  | { readonly type: 'replaced'; readonly bins: Bins }
  | { readonly type: 'rebased'; readonly original: Bins }
  | { readonly type: 'loaded'; readonly original: Bins };

/** A draft of a stored record, nothing changed yet. */
export function draftOf(original: Bins): Draft {
  const rows = Object.entries(original).map(([name, value], id) => rowOf(id, name, value, value));
  return { rows, nextId: rows.length };
}

export function reduceDraft(draft: Draft, action: DraftAction): Draft {
  switch (action.type) {
    case 'edited':
      return changeRow(draft, action.id, (row) => ({ ...row, text: action.text }));
    case 'retyped':
      return changeRow(draft, action.id, (row) => ({
        ...row,
        kind: action.kind,
        text: retypedText(row, action.kind),
      }));
    case 'renamed':
      return changeRow(draft, action.id, (row) =>
        row.original === undefined ? { ...row, name: action.name } : row,
      );
    case 'added':
      return {
        rows: [
          ...draft.rows,
          { id: draft.nextId, name: '', kind: 'string', text: '', original: undefined, removed: false },
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
      return rebase(draft, action.original);
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
  const value = rowValue(row);
  return value.ok ? null : { field: 'value', text: value.problem };
}

/** Whether saving would write or remove the row's bin. A row that does not parse counts as changed. */
export function isChanged(row: BinDraft): boolean {
  if (row.original === undefined) {
    return true;
  }
  if (row.removed) {
    return true;
  }
  const value = rowValue(row);
  return !value.ok || !valuesEqual(value.value, row.original);
}

/** The bins to send, or the first problem. */
export function changesOf(draft: Draft): Result<BinChanges> {
  const entries: [string, AerospikeValue][] = [];
  for (const row of draft.rows) {
    if (!isChanged(row)) {
      continue;
    }
    const problem = rowProblem(draft, row);
    const value = rowValue(row);
    if (problem !== null || !value.ok) {
      return failed(
        `${row.name === '' ? 'New bin' : row.name}: ${problem?.text ?? 'its value cannot be read.'}`,
      );
    }
    entries.push([row.name, row.removed ? null : value.value]);
  }
  return ok({ bins: Object.fromEntries(entries), count: entries.length });
}

/** The record as it would be after saving, as JSON text. Rows that do not parse keep their loaded value, or are left out. */
export function draftJson(draft: Draft): string {
  const entries: [string, AerospikeValue][] = [];
  for (const row of draft.rows) {
    const value = rowValue(row);
    const shown = value.ok ? value.value : row.original;
    if (!row.removed && shown !== undefined) {
      entries.push([row.name, shown]);
    }
  }
  return formatJson(Object.fromEntries(entries));
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
  return { id, name, kind: inputKindOf(value), text: inputText(value), original, removed: false };
}

/** The value a row stands for. An untouched text is the loaded value itself, whatever its spelling or type. */
function rowValue(row: BinDraft): Result<AerospikeValue> {
  const { original } = row;
  if (original !== undefined && inputKindOf(original) === row.kind && inputText(original) === row.text) {
    return ok(original);
  }
  return row.kind === null ? parseJson(row.text) : parseInput(row.kind, row.text);
}

function retypedText(row: BinDraft, kind: InputKind): string {
  if (row.original !== undefined && inputKindOf(row.original) === kind) {
    return inputText(row.original);
  }
  return parseInput(kind, row.text).ok && kind !== 'list' && kind !== 'map' ? row.text : emptyInput(kind);
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
    const changed = row.original === undefined || !valuesEqual(value, row.original);
    return [rowOf(row.id, row.name, changed ? value : (row.original ?? value), row.original)];
  });
  const known = new Set(kept.map((row) => row.name));
  const added = Object.entries(bins)
    .filter(([name, value]) => value !== null && !known.has(name))
    .map(([name, value]) => {
      nextId += 1;
      return rowOf(nextId - 1, name, value, undefined);
    });
  return { rows: [...kept, ...added], nextId };
}

/** Keeps the edits and puts a newer record under them: what was not touched here follows the newer record. */
function rebase(draft: Draft, original: Bins): Draft {
  const edits = draft.rows.filter(isChanged);
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

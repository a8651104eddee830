import { failed, ok, type Result } from '@/shared/lib/result';
import { KEY_KINDS } from './binInput';
import { type AerospikeValue, classify, type MapOrder, mapEntries } from './value';
import {
  type ContainerDraft,
  draftOfValue,
  emptyDraft,
  type Entry,
  kindOfDraft,
  type ValueDraft,
  valueOf,
} from './valueDraft';

/** Edits inside lists and maps. Each answers a new container; nothing outside the edited entry is rebuilt. */

const opened = new WeakMap<ContainerDraft, readonly Entry[]>();

/** The entries of a container; made of the loaded value when nothing inside was edited. */
export function entriesOf(container: ContainerDraft): readonly Entry[] {
  if (container.entries !== null) {
    return container.entries;
  }
  const known = opened.get(container);
  if (known !== undefined) {
    return known;
  }
  const entries = loadedEntries(container.loaded);
  opened.set(container, entries);
  return entries;
}

/** Number of entries, without making drafts of them. */
export function sizeOf(container: ContainerDraft): number {
  if (container.entries !== null) {
    return container.entries.length;
  }
  const typed = classify(container.loaded);
  return typed.kind === 'list' ? typed.items.length : typed.kind === 'map' ? typed.size : 0;
}

export function replaceValue(container: ContainerDraft, id: number, value: ValueDraft): ContainerDraft {
  return withEntry(container, id, (entry) => ({ ...entry, value }));
}

export function replaceKey(container: ContainerDraft, id: number, key: ValueDraft): ContainerDraft {
  return withEntry(container, id, (entry) => ({ ...entry, key }));
}

/** Adds an entry at the end: an empty text, under an empty text in a map. */
export function addEntry(container: ContainerDraft): ContainerDraft {
  const entries = entriesOf(container);
  const id = Math.max(container.nextId, entries.length);
  const key = container.kind === 'map' ? emptyDraft('string') : null;
  return {
    ...container,
    entries: [...entries, { id, key, value: emptyDraft('string') }],
    nextId: id + 1,
  };
}

export function removeEntry(container: ContainerDraft, id: number): ContainerDraft {
  const entries = entriesOf(container);
  return {
    ...container,
    entries: entries.filter((entry) => entry.id !== id),
    nextId: Math.max(container.nextId, entries.length),
  };
}

/** Moves a list's entry up (-1) or down (1); at an end it stays. */
export function moveEntry(container: ContainerDraft, id: number, by: -1 | 1): ContainerDraft {
  const entries = [...entriesOf(container)];
  const from = entries.findIndex((entry) => entry.id === id);
  const moved = entries[from];
  const other = entries[from + by];
  if (moved === undefined || other === undefined) {
    return container;
  }
  entries[from] = other;
  entries[from + by] = moved;
  return { ...container, entries, nextId: Math.max(container.nextId, entries.length) };
}

export function reorder(container: ContainerDraft, order: MapOrder): ContainerDraft {
  return { ...container, entries: entriesOf(container), order };
}

/** Why a map's key cannot be one, or null when it can. */
export function keyProblem(container: ContainerDraft, entry: Entry): string | null {
  if (entry.key === null) {
    return null;
  }
  const kind = kindOfDraft(entry.key);
  if (kind === null || !KEY_KINDS.includes(kind)) {
    return 'Keys of maps are texts, integers or bytes.';
  }
  const key = valueOf(entry.key);
  if (!key.ok) {
    return key.problem;
  }
  return (keyCounts(container).get(JSON.stringify(key.value)) ?? 0) > 1
    ? 'The map has this key twice.'
    : null;
}

/** The value of a container: plain JSON where that is lossless, otherwise tagged. */
export function containerValue(container: ContainerDraft): Result<AerospikeValue> {
  if (container.entries === null) {
    return ok(container.loaded);
  }
  return container.kind === 'list' ? listValue(container.entries) : mapValue(container, container.entries);
}

function listValue(entries: readonly Entry[]): Result<AerospikeValue> {
  const items: AerospikeValue[] = [];
  for (const [index, entry] of entries.entries()) {
    const value = valueOf(entry.value);
    if (!value.ok) {
      return inside(`[${String(index)}]`, value.problem);
    }
    items.push(value.value);
  }
  return ok(items);
}

function mapValue(container: ContainerDraft, entries: readonly Entry[]): Result<AerospikeValue> {
  if (container.order === 'KEY_VALUE_ORDERED') {
    return failed('A map ordered by key and value can be kept, not written: choose another order.');
  }
  const pairs: [AerospikeValue, AerospikeValue][] = [];
  for (const entry of entries) {
    const key = entry.key === null ? failed('A key is missing.') : valueOf(entry.key);
    const problem = keyProblem(container, entry);
    if (!key.ok || problem !== null) {
      return failed(problem ?? 'A key cannot be read.');
    }
    const value = valueOf(entry.value);
    if (!value.ok) {
      return inside(
        `.${typeof key.value === 'string' ? key.value : JSON.stringify(key.value)}`,
        value.problem,
      );
    }
    pairs.push([key.value, value.value]);
  }
  const isPlain =
    container.order === 'UNORDERED' &&
    pairs.every(([key]) => typeof key === 'string' && !key.startsWith('$'));
  return ok(
    isPlain
      ? Object.fromEntries(pairs as [string, AerospikeValue][])
      : { $map: pairs, $order: container.order },
  );
}

/** Puts a step in front of where a problem is: `At [2].name: …`. */
function inside(step: string, problem: string): Result<never> {
  const nested = /^At ([^ ].*?): (.*)$/s.exec(problem);
  return failed(
    nested === null ? `At ${step}: ${problem}` : `At ${step}${nested[1] ?? ''}: ${nested[2] ?? ''}`,
  );
}

function loadedEntries(loaded: AerospikeValue): readonly Entry[] {
  if (Array.isArray(loaded)) {
    return (loaded as readonly AerospikeValue[]).map((value, id) => ({
      id,
      key: null,
      value: draftOfValue(value),
    }));
  }
  return mapEntries(loaded).map(([key, value], id) => ({
    id,
    key: draftOfValue(key),
    value: draftOfValue(value),
  }));
}

function withEntry(container: ContainerDraft, id: number, change: (entry: Entry) => Entry): ContainerDraft {
  const entries = entriesOf(container);
  return {
    ...container,
    entries: entries.map((entry) => (entry.id === id ? change(entry) : entry)),
    nextId: Math.max(container.nextId, entries.length),
  };
}

const counts = new WeakMap<readonly Entry[], ReadonlyMap<string, number>>();

function keyCounts(container: ContainerDraft): ReadonlyMap<string, number> {
  const entries = entriesOf(container);
  const known = counts.get(entries);
  if (known !== undefined) {
    return known;
  }
  const found = new Map<string, number>();
  for (const { key } of entries) {
    const value = key === null ? null : valueOf(key);
    if (value?.ok === true) {
      const text = JSON.stringify(value.value);
      found.set(text, (found.get(text) ?? 0) + 1);
    }
  }
  counts.set(entries, found);
  return found;
}

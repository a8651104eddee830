import { isDefault, readLayout, type TableLayout } from './tableLayout';

/**
 * Layouts in the browser's storage, one for each connection, namespace and set, under one key. The version is part of that
 * key: what an older page stored in another form is left alone. Storage may be full, broken or forbidden; then a layout
 * lasts as long as the page.
 */

export const STORAGE_KEY = 'acm.recordTables.v1';
/** Sets that are remembered; the ones used longest ago go first. */
export const MAX_LAYOUTS = 100;

/** Storage as far as it is needed, so that tests can break it. */
export type LayoutStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

type Place = { readonly connectionId: string; readonly namespace: string; readonly set: string | null };
type Entry = readonly [place: string, layout: unknown];

export function loadLayout(place: Place, storage = browserStorage()): TableLayout {
  const id = placeId(place);
  const entry = readEntries(storage).find(([other]) => other === id);
  return readLayout(entry?.[1]);
}

/** Remembers a layout as the one used last; a default one is forgotten. */
export function saveLayout(place: Place, layout: TableLayout, storage = browserStorage()): void {
  const id = placeId(place);
  const others = readEntries(storage).filter(([other]) => other !== id);
  const entries: Entry[] = isDefault(layout) ? others : [...others, [id, layout]];
  try {
    if (entries.length === 0) {
      storage?.removeItem(STORAGE_KEY);
    } else {
      storage?.setItem(STORAGE_KEY, JSON.stringify(entries.slice(-MAX_LAYOUTS)));
    }
  } catch {
    // Full or forbidden: the layout lasts as long as the page.
  }
}

/** Null where the browser forbids storage; merely naming it throws there. */
function browserStorage(): LayoutStorage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

function readEntries(storage: LayoutStorage | null): Entry[] {
  try {
    const stored: unknown = JSON.parse(storage?.getItem(STORAGE_KEY) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isEntry) : [];
  } catch {
    return [];
  }
}

function isEntry(value: unknown): value is Entry {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string';
}

/** Names may hold any separator, so the parts are quoted. */
function placeId({ connectionId, namespace, set }: Place): string {
  return JSON.stringify([connectionId, namespace, set]);
}

/**
 * What was run, in the browser's storage: a list for each connection, the newest last, under one key. The version is part of
 * that key. Storage may be full, broken or forbidden; then the history lasts as long as the page.
 */

export const HISTORY_KEY = 'acm.terminal.history.v1';
/** Texts that are kept of a connection. */
export const MAX_TEXTS = 200;
/** Connections whose texts are kept; the one used longest ago goes first. */
export const MAX_CONNECTIONS = 20;
/** Longer texts are not kept: they come from files. */
export const MAX_TEXT_CHARS = 4_000;

/** Storage as far as it is needed, so that tests can break it. */
export type HistoryStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

type Entry = readonly [connectionId: string, texts: readonly string[]];

export function loadHistory(connectionId: string, storage = browserStorage()): readonly string[] {
  return readEntries(storage).find(([id]) => id === connectionId)?.[1] ?? [];
}

export function saveHistory(
  connectionId: string,
  texts: readonly string[],
  storage = browserStorage(),
): void {
  const others = readEntries(storage).filter(([id]) => id !== connectionId);
  const entries: Entry[] = texts.length === 0 ? others : [...others, [connectionId, texts]];
  try {
    storage?.setItem(HISTORY_KEY, JSON.stringify(entries.slice(-MAX_CONNECTIONS)));
  } catch {
    // Full or forbidden: the history lasts as long as the page.
  }
}

/** The history with a text as its newest; the same text is there once. */
export function remember(texts: readonly string[], text: string): readonly string[] {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > MAX_TEXT_CHARS) {
    return texts;
  }
  return [...texts.filter((other) => other !== trimmed), trimmed].slice(-MAX_TEXTS);
}

/** Texts that hold all words of a search, in any order and case, the newest first. */
export function searchHistory(texts: readonly string[], search: string): readonly string[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return texts
    .filter((text) => {
      const lower = text.toLowerCase();
      return words.every((word) => lower.includes(word));
    })
    .toReversed();
}

/** A place in the history as arrows walk through it; `index` is behind the last for what is being written. */
export type Recall = { readonly index: number; readonly draft: string };

/** One step back (-1) or forward (+1); null where there is none. `written` is what stands in the prompt. */
export function stepBack(
  texts: readonly string[],
  from: Recall | null,
  step: -1 | 1,
  written: string,
): (Recall & { readonly text: string }) | null {
  const draft = from?.draft ?? written;
  const index = (from?.index ?? texts.length) + step;
  if (index < 0 || index > texts.length) {
    return null;
  }
  return { index, draft, text: texts[index] ?? draft };
}

/** Null where the browser forbids storage; merely naming it throws there. */
function browserStorage(): HistoryStorage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

function readEntries(storage: HistoryStorage | null): Entry[] {
  try {
    const stored: unknown = JSON.parse(storage?.getItem(HISTORY_KEY) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isEntry) : [];
  } catch {
    return [];
  }
}

function isEntry(value: unknown): value is Entry {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    typeof value[0] === 'string' &&
    Array.isArray(value[1]) &&
    value[1].every((text) => typeof text === 'string')
  );
}

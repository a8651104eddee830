/**
 * Clusters that are being described, in the browser's storage: one for each context and beginning, under one key. The
 * version is part of that key: what an older page stored in another form is left alone.
 */

export const STORAGE_KEY = 'acm.k8sDrafts.v1';
/** Drafts that are kept; the oldest go first. */
const MAX_DRAFTS = 10;

export type SavedDraft = {
  readonly context: string;
  /** The beginning, as addresses say it. */
  readonly from: string;
  readonly text: string;
  readonly autoConnect: boolean;
  readonly at: string;
};

type Key = Pick<SavedDraft, 'context' | 'from'>;
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem'>;

/** The newest first. */
export function savedDrafts(context: string, storage = browserStorage()): readonly SavedDraft[] {
  return readAll(storage)
    .filter((draft) => draft.context === context)
    .reverse();
}

/** Whether it was kept: storage may be full, broken or forbidden. */
export function saveDraft(draft: SavedDraft, storage = browserStorage()): boolean {
  return writeAll([...others(draft, storage), draft].slice(-MAX_DRAFTS), storage);
}

export function forgetDraft(key: Key, storage = browserStorage()): void {
  writeAll(others(key, storage), storage);
}

function others(key: Key, storage: DraftStorage | null): readonly SavedDraft[] {
  return readAll(storage).filter(({ context, from }) => context !== key.context || from !== key.from);
}

function writeAll(drafts: readonly SavedDraft[], storage: DraftStorage | null): boolean {
  try {
    storage?.setItem(STORAGE_KEY, JSON.stringify(drafts));
    return storage !== null;
  } catch {
    return false;
  }
}

function readAll(storage: DraftStorage | null): readonly SavedDraft[] {
  try {
    const stored: unknown = JSON.parse(storage?.getItem(STORAGE_KEY) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isDraft) : [];
  } catch {
    return [];
  }
}

function isDraft(value: unknown): value is SavedDraft {
  if (typeof value !== 'object' || value === null) return false;
  const { context, from, text, autoConnect, at } = value as Record<string, unknown>;
  return (
    [context, from, text, at].every((each) => typeof each === 'string') && typeof autoConnect === 'boolean'
  );
}

/** Null where the browser forbids storage; merely naming it throws there. */
function browserStorage(): DraftStorage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

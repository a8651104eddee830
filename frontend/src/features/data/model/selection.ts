/**
 * Records marked for an action, by digest. Marks live only as long as their records are loaded: what is not on any loaded
 * page is neither counted nor acted upon.
 */
export type Selection = ReadonlySet<string>;

export const NOTHING_SELECTED: Selection = new Set();

/** What the box above the rows shows. */
export type Extent = 'none' | 'some' | 'all';

export function toggled(selection: Selection, digest: string): Selection {
  const next = new Set(selection);
  if (!next.delete(digest)) {
    next.add(digest);
  }
  return next;
}

/** Marks or unmarks many at once. */
export function withAll(selection: Selection, digests: Iterable<string>, on: boolean): Selection {
  const next = new Set(selection);
  for (const digest of digests) {
    if (on) {
      next.add(digest);
    } else {
      next.delete(digest);
    }
  }
  return next;
}

/** The digests from one row to another, whichever comes first; the second alone when the first is not there. */
export function range(digests: readonly string[], from: string | null, to: string): readonly string[] {
  const end = digests.indexOf(to);
  const start = from === null ? -1 : digests.indexOf(from);
  return start < 0 || end < 0 ? [to] : digests.slice(Math.min(start, end), Math.max(start, end) + 1);
}

export function extentOf(selection: Selection, digests: readonly string[]): Extent {
  const count = digests.reduce((sum, digest) => sum + (selection.has(digest) ? 1 : 0), 0);
  return count === 0 ? 'none' : count === digests.length ? 'all' : 'some';
}

/**
 * The pages of a scan that were read, so that going back never reads again. A page is named by the cursor it starts after;
 * the first by null. Bounded by records, not pages: the page looked at and those read last stay.
 */

export const MAX_CACHED_RECORDS = 10_000;
/** Cursors remembered for going back; far more than anyone pages through by hand. */
const MAX_LINKS = 2_000;

export type PageStart = string | null;

export type CachedPage<R> = {
  readonly records: readonly R[];
  readonly endCursor: string | null;
  readonly hasNext: boolean;
  readonly partitionsDone: number;
  readonly partitionsTotal: number;
  /** Null when unknown. */
  readonly estimatedTotal: string | null;
};

export type PageCache<R> = {
  /** In the order they were read. */
  readonly pages: ReadonlyMap<PageStart, CachedPage<R>>;
  /** Where the page before the one that starts here starts. */
  readonly previous: ReadonlyMap<string, PageStart>;
};

export function emptyPageCache<R>(): PageCache<R> {
  return { pages: new Map(), previous: new Map() };
}

/** The cache with one more page; the oldest ones go when there would be too many records. */
export function addPage<R>(cache: PageCache<R>, start: PageStart, page: CachedPage<R>): PageCache<R> {
  const pages = new Map(cache.pages);
  pages.delete(start);
  pages.set(start, page);
  let total = 0;
  for (const one of pages.values()) {
    total += one.records.length;
  }
  for (const [key, one] of pages) {
    if (total <= MAX_CACHED_RECORDS || pages.size === 1 || key === start) {
      break;
    }
    pages.delete(key);
    total -= one.records.length;
  }
  const previous = new Map(cache.previous);
  if (page.endCursor !== null && page.hasNext && previous.size < MAX_LINKS) {
    previous.set(page.endCursor, start);
  }
  return { pages, previous };
}

/** Where the page before `start` starts; undefined on the first page, and when a link opened the middle of a scan. */
export function previousStart<R>(cache: PageCache<R>, start: PageStart): PageStart | undefined {
  return start === null ? undefined : cache.previous.get(start);
}

/** One-based number of a page; null when a link opened the middle of a scan. */
export function pageNumber<R>(cache: PageCache<R>, start: PageStart): number | null {
  let number = 1;
  for (let at = start; at !== null; number += 1) {
    const before = cache.previous.get(at);
    if (before === undefined || number > MAX_LINKS) {
      return null;
    }
    at = before;
  }
  return number;
}

/** Changes every cached record through `change`; null removes it. Used after a save, instead of reading the page again. */
export function mapRecords<R>(cache: PageCache<R>, change: (record: R) => R | null): PageCache<R> {
  const pages = new Map<PageStart, CachedPage<R>>();
  for (const [start, page] of cache.pages) {
    pages.set(start, { ...page, records: page.records.map(change).filter((record) => record !== null) });
  }
  return { ...cache, pages };
}

/**
 * The pages of a scan that were read, so that going back never reads again. A page is named by the cursor it starts after;
 * the first by null. Bounded by records and by what they weigh: the page looked at and those read last stay.
 */

export const MAX_CACHED_RECORDS = 10_000;
/** About as many characters; see `weigh`. */
export const MAX_CACHED_WEIGHT = 64 * 1024 * 1024;
/** A page that weighs this much is not filled up further: the gateway ends a page for its bytes, too. */
export const MAX_FILLED_WEIGHT = 8 * 1024 * 1024;
/** Cursors remembered for going back; far more than anyone pages through by hand. */
const MAX_LINKS = 2_000;

export type PageStart = string | null;

export type CachedPage<R> = {
  readonly records: readonly R[];
  /** How many records were read; some may have been deleted since. */
  readonly read: number;
  readonly weight: number;
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
  let count = 0;
  let weight = 0;
  for (const one of pages.values()) {
    count += one.records.length;
    weight += one.weight;
  }
  for (const [key, one] of pages) {
    if ((count <= MAX_CACHED_RECORDS && weight <= MAX_CACHED_WEIGHT) || pages.size === 1 || key === start) {
      break;
    }
    pages.delete(key);
    count -= one.records.length;
    weight -= one.weight;
  }
  const previous = new Map(cache.previous);
  if (page.endCursor !== null && page.hasNext && previous.size < MAX_LINKS) {
    previous.set(page.endCursor, start);
  }
  return { pages, previous };
}

/** The page with what was found when the search for its records went on. */
export function joined<R>(page: CachedPage<R> | null, more: CachedPage<R>): CachedPage<R> {
  if (page === null) {
    return more;
  }
  return {
    ...more,
    records: [...page.records, ...more.records],
    read: page.read + more.read,
    weight: page.weight + more.weight,
  };
}

/** How many records a page still lacks when the search for them can go on; 0 when it is whole. */
export function missing(page: CachedPage<unknown>, pageSize: number): number {
  return page.hasNext && page.endCursor !== null && page.weight < MAX_FILLED_WEIGHT
    ? Math.max(pageSize - page.read, 0)
    : 0;
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

import { keyRefFromUrl, type RecordRef } from './model/recordKey';

/** Paths of this feature, relative to the router's root. Everything a screen shows is in its URL. */

export const PAGE_SIZES = [25, 50, 100, 200, 500, 1000] as const;
export type PageSize = (typeof PAGE_SIZES)[number];
export const DEFAULT_PAGE_SIZE: PageSize = 50;

export const WINDOWS_MINUTES = [1, 5, 15, 60] as const;
export type WindowMinutes = (typeof WINDOWS_MINUTES)[number];
export const DEFAULT_WINDOW_MINUTES: WindowMinutes = 5;

export const GROUPINGS = ['cluster', 'node', 'namespace'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export function dashboardUrl(connectionId: string): string {
  return `${connectionBase(connectionId)}/dashboard`;
}

export function namespacesUrl(connectionId: string): string {
  return `${connectionBase(connectionId)}/namespaces`;
}

export function namespaceUrl(connectionId: string, namespace: string): string {
  return `${namespacesUrl(connectionId)}/${encodeURIComponent(namespace)}`;
}

/** The record browser of a set; null means every record of the namespace. */
export function recordsUrl(
  connectionId: string,
  namespace: string,
  set: string | null,
  view?: Partial<RecordsView>,
): string {
  const path =
    set === null
      ? `${namespaceUrl(connectionId, namespace)}/records`
      : `${namespaceUrl(connectionId, namespace)}/sets/${encodeURIComponent(set)}`;
  const query = recordsSearch({ ...EMPTY_RECORDS_VIEW, ...view }).toString();
  return query === '' ? path : `${path}?${query}`;
}

/** What is open beside the table. */
export type OpenRecord = ({ readonly mode: 'edit' } & RecordRef) | { readonly mode: 'new' } | null;

export type RecordsView = {
  /** Null where the address does not say: then what was chosen for this set last counts. */
  readonly pageSize: PageSize | null;
  /** Cursor the page starts after; null for the first page. */
  readonly after: string | null;
  /** Bins to read, none for keys and metadata alone; null where the address does not say. */
  readonly bins: readonly string[] | null;
  readonly open: OpenRecord;
};

export const EMPTY_RECORDS_VIEW: RecordsView = {
  pageSize: null,
  after: null,
  bins: null,
  open: null,
};

/** What is not chosen is left out, so the shortest URL shows the plain screen. */
export function recordsSearch(view: RecordsView): URLSearchParams {
  const search = new URLSearchParams();
  if (view.pageSize !== null) {
    search.set('size', String(view.pageSize));
  }
  if (view.after !== null) {
    search.set('after', view.after);
  }
  if (view.bins?.length === 0) {
    search.set('bins', 'none');
  }
  for (const bin of view.bins ?? []) {
    search.append('bin', bin);
  }
  if (view.open?.mode === 'new') {
    search.set('new', '1');
  } else if (view.open?.mode === 'edit') {
    search.set('keyType', view.open.key.kind);
    search.set('key', view.open.key.value);
    if (view.open.set !== undefined) {
      // No set has an empty name.
      search.set('set', view.open.set ?? '');
    }
  }
  return search;
}

/** Reads a URL; what is not understood falls back to the default, because URLs are typed and shared by people. */
export function readRecordsView(search: URLSearchParams): RecordsView {
  const bins = search.getAll('bin').filter((bin) => bin !== '');
  return {
    pageSize: oneOf(PAGE_SIZES, Number(search.get('size')), null),
    after: search.get('after'),
    bins: bins.length === 0 && search.get('bins') !== 'none' ? null : bins,
    open: readOpen(search),
  };
}

export type DashboardView = { readonly windowMinutes: WindowMinutes; readonly grouping: Grouping };

export function dashboardSearch(view: DashboardView): URLSearchParams {
  const search = new URLSearchParams();
  if (view.windowMinutes !== DEFAULT_WINDOW_MINUTES) {
    search.set('window', String(view.windowMinutes));
  }
  if (view.grouping !== 'cluster') {
    search.set('by', view.grouping);
  }
  return search;
}

export function readDashboardView(search: URLSearchParams): DashboardView {
  return {
    windowMinutes: oneOf(WINDOWS_MINUTES, Number(search.get('window')), DEFAULT_WINDOW_MINUTES),
    grouping: oneOf(GROUPINGS, search.get('by'), 'cluster'),
  };
}

function readOpen(search: URLSearchParams): OpenRecord {
  if (search.get('new') === '1') {
    return { mode: 'new' };
  }
  const key = keyRefFromUrl(search.get('keyType'), search.get('key'));
  const set = search.get('set');
  return key === null ? null : { mode: 'edit', key, ...(set !== null && { set: set === '' ? null : set }) };
}

/** The choice that equals the value, or the fallback. */
export function oneOf<T, F extends T | null>(choices: readonly T[], value: unknown, fallback: F): T | F {
  return choices.find((choice) => choice === value) ?? fallback;
}

/** What all addresses of a connection begin with. */
export function connectionBase(connectionId: string): string {
  return `/connections/${encodeURIComponent(connectionId)}`;
}

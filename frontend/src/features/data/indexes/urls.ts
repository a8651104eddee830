import { EMPTY_INDEX, type IndexDraft, readDraftText } from './model/indexDraft';

/** Which index is looked at: a namespace has one of each name. */
export type IndexRef = { readonly namespace: string; readonly name: string };

/** What the page of indexes shows: the list of one namespace or of all, and what is open beside it. */
export type IndexesView = {
  readonly namespace: string | null;
  readonly open: IndexRef | null;
  /** The index that is being put together; null while none is. */
  readonly draft: IndexDraft | null;
};

export const EMPTY_INDEXES_VIEW: IndexesView = { namespace: null, open: null, draft: null };

export function indexesUrl(connectionId: string, view?: Partial<IndexesView>): string {
  const path = `/connections/${encodeURIComponent(connectionId)}/indexes`;
  const search = indexesSearch({ ...EMPTY_INDEXES_VIEW, ...view }).toString();
  return search === '' ? path : `${path}?${search}`;
}

/** Leads to the form of a new index, with what is known of it filled in. */
export function newIndexUrl(connectionId: string, draft: Partial<IndexDraft>): string {
  return indexesUrl(connectionId, { draft: { ...EMPTY_INDEX, ...draft } });
}

export function indexesSearch({ namespace, open, draft }: IndexesView): URLSearchParams {
  const search = new URLSearchParams();
  if (namespace !== null) {
    search.set('namespace', namespace);
  }
  if (open !== null) {
    search.set('of', open.namespace);
    search.set('index', open.name);
  }
  if (draft !== null) {
    search.set('new', JSON.stringify(draft));
  }
  return search;
}

export function readIndexesView(search: URLSearchParams): IndexesView {
  const of = search.get('of');
  const name = search.get('index');
  return {
    namespace: search.get('namespace'),
    open: of === null || name === null ? null : { namespace: of, name },
    draft: readDraftText(search.get('new')),
  };
}

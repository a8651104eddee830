import { EMPTY_RECORDS_VIEW, type OpenRecord, readRecordsView, recordsSearch } from '../urls';
import { draftText, type QueryDraft, readDraftText } from './model/queryDraft';

/** What the page of queries shows: the query as it is put together, and the record that is open. */
export type QueryView = { readonly draft: QueryDraft; readonly open: OpenRecord };

export function queryUrl(connectionId: string, view?: Partial<QueryView>): string {
  const path = `/connections/${encodeURIComponent(connectionId)}/query`;
  const search = querySearch({ draft: readDraftText(null), open: null, ...view }).toString();
  return search === '' ? path : `${path}?${search}`;
}

export function querySearch({ draft, open }: QueryView): URLSearchParams {
  const search = recordsSearch({ ...EMPTY_RECORDS_VIEW, open });
  const text = draftText(draft);
  if (text !== '') {
    search.set('q', text);
  }
  return search;
}

export function readQueryView(search: URLSearchParams): QueryView {
  return { draft: readDraftText(search.get('q')), open: readRecordsView(search).open };
}

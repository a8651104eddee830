import { useSearchParams } from 'react-router';
import { useAddressDraft } from '@/shared/lib/useAddressDraft';
import { DIALOG_PARAM } from '@/shared/lib/useUrlDialog';
import type { OpenRecord } from '../../urls';
import { draftText, type QueryDraft, readDraftText } from '../model/queryDraft';
import { querySearch, readQueryView } from '../urls';

/** The query as it is put together, and the record that is open. Both are in the address, and come from there. */
export function useQueryView() {
  const [search, setSearch] = useSearchParams();
  const { open } = readQueryView(search);
  const { draft, setDraft, isBehind, settle } = useAddressDraft<QueryDraft>({
    address: search.get('q') ?? '',
    read: readDraftText,
    textOf: draftText,
    write: (rested) =>
      setSearch((now) => withDialogOf(now, querySearch({ draft: rested, open })), { replace: true }),
  });
  const put = (next: QueryDraft, record: OpenRecord, replace: boolean) => {
    settle(next);
    setSearch(querySearch({ draft: next, open: record }), { replace });
  };
  return {
    draft,
    open,
    setDraft,
    setOpen: (record: OpenRecord) => put(draft, record, false),
    /** Puts a query in the address now, and closes the record that is open. */
    settle: (next: QueryDraft) => put(next, null, true),
    /** Puts the query in the address now, for what is about to cover it: whoever comes back finds it there. */
    keep: () => {
      if (isBehind) put(draft, open, true);
    },
  };
}

function withDialogOf(now: URLSearchParams, next: URLSearchParams): URLSearchParams {
  const dialog = now.get(DIALOG_PARAM);
  if (dialog !== null) {
    next.set(DIALOG_PARAM, dialog);
  }
  return next;
}

import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { DIALOG_PARAM } from '@/shared/lib/useUrlDialog';
import type { OpenRecord } from '../../urls';
import { draftText, type QueryDraft, readDraftText } from '../model/queryDraft';
import { querySearch, readQueryView } from '../urls';

/** The address follows what is typed once it rests: browsers refuse to change it many times a second. */
const REST_MS = 300;

type Held = {
  readonly draft: QueryDraft;
  /** The address the draft came from. */
  readonly address: string | null;
  /** The address this page has written itself. */
  readonly written: string | null;
};

/** The query as it is put together, and the record that is open. Both are in the address, and come from there. */
export function useQueryView() {
  const [search, setSearch] = useSearchParams();
  const address = search.get('q');
  const [held, setHeld] = useState<Held>(() => ({ draft: readDraftText(address), address, written: null }));
  if (address !== held.address) {
    // One that someone followed or went back to brings its own query.
    const isOwn = (address ?? '') === held.written;
    setHeld({ ...held, address, ...(!isOwn && { draft: readDraftText(address) }) });
  }
  const { open } = readQueryView(search);
  const { draft } = held;

  useEffect(() => {
    const text = draftText(draft);
    if (text === (held.address ?? '')) {
      return;
    }
    const timer = setTimeout(() => {
      setHeld((now) => ({ ...now, written: text }));
      setSearch((now) => withDialogOf(now, querySearch({ draft, open })), { replace: true });
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [draft, held.address, open, setSearch]);

  const write = (next: QueryDraft, record: OpenRecord, replace: boolean) => {
    setHeld((now) => ({ ...now, written: draftText(next) }));
    setSearch(querySearch({ draft: next, open: record }), { replace });
  };
  return {
    draft,
    open,
    setDraft: (next: QueryDraft) => setHeld((now) => ({ ...now, draft: next })),
    setOpen: (record: OpenRecord) => write(draft, record, false),
    /** Puts a query in the address now, and closes the record that is open. */
    settle: (next: QueryDraft) => write(next, null, true),
    /** Puts the query in the address now, for what is about to cover it: whoever comes back finds it there. */
    keep: () => {
      if (draftText(draft) !== (address ?? '')) {
        write(draft, open, true);
      }
    },
  };
}

export function withDialogOf(now: URLSearchParams, next: URLSearchParams): URLSearchParams {
  const dialog = now.get(DIALOG_PARAM);
  if (dialog !== null) {
    next.set(DIALOG_PARAM, dialog);
  }
  return next;
}

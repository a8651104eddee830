import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { DIALOG_PARAM } from '@/shared/lib/useUrlDialog';
import type { OpenRecord } from '../../urls';
import { draftText, type QueryDraft, readDraftText } from '../model/queryDraft';
import { querySearch, readQueryView } from '../urls';

/** The address follows what is typed once it rests: browsers refuse to change it many times a second. */
const REST_MS = 300;

/** The query as it is put together, and the record that is open. Both are in the address, and come from there. */
export function useQueryView() {
  const [search, setSearch] = useSearchParams();
  const address = search.get('q') ?? '';
  const [draft, setDraft] = useState(() => readDraftText(address));
  const seen = useRef(address);
  /** What this page has written itself and has not seen in the address yet, the oldest first. */
  const underWay = useRef<readonly string[]>([]);
  const { open } = readQueryView(search);

  // Not while rendering: the address changes in a transition, which what is typed interrupts, and then both are seen in turn.
  useLayoutEffect(() => {
    if (address === seen.current) {
      return;
    }
    seen.current = address;
    const at = underWay.current.indexOf(address);
    underWay.current = underWay.current.slice(at < 0 ? Infinity : at + 1);
    if (at < 0) {
      // One that someone followed or went back to brings its own query; one of this page's own may be older than the draft.
      setDraft(readDraftText(address));
    }
  }, [address]);

  useEffect(() => {
    const text = draftText(draft);
    if (text === address) {
      return;
    }
    const timer = setTimeout(() => {
      send(underWay, seen, text);
      setSearch((now) => withDialogOf(now, querySearch({ draft, open })), { replace: true });
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [draft, address, open, setSearch]);

  const write = (next: QueryDraft, record: OpenRecord, replace: boolean) => {
    send(underWay, seen, draftText(next));
    setDraft(next);
    setSearch(querySearch({ draft: next, open: record }), { replace });
  };
  return {
    draft,
    open,
    setDraft,
    setOpen: (record: OpenRecord) => write(draft, record, false),
    /** Puts a query in the address now, and closes the record that is open. */
    settle: (next: QueryDraft) => write(next, null, true),
    /** Puts the query in the address now, for what is about to cover it: whoever comes back finds it there. */
    keep: () => {
      if (draftText(draft) !== address) {
        write(draft, open, true);
      }
    },
  };
}

function send(underWay: RefObject<readonly string[]>, seen: RefObject<string>, text: string): void {
  if (text !== (underWay.current.at(-1) ?? seen.current)) {
    underWay.current = [...underWay.current, text];
  }
}

function withDialogOf(now: URLSearchParams, next: URLSearchParams): URLSearchParams {
  const dialog = now.get(DIALOG_PARAM);
  if (dialog !== null) {
    next.set(DIALOG_PARAM, dialog);
  }
  return next;
}

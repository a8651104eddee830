import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { draftText, NEW_QUERY, type QueryDraft, readDraftText } from '../query/model/queryDraft';
import { withDialogOf } from '../query/pages/useQueryView';
import { type CallDraft, draftOfCall, viewOfCall } from './callDraft';
import { callSearch, readCallView } from './urls';

/** The address follows what is typed once it rests: browsers refuse to change it many times a second. */
const REST_MS = 300;

type Held = {
  readonly draft: CallDraft;
  readonly query: QueryDraft;
  /** The address they came from, or were written to. */
  readonly address: string;
  /** The address this page has written itself. */
  readonly written: string | null;
};

/** The call as it is put together. It is in the address, and comes from there. */
export function useCallView() {
  const [search, setSearch] = useSearchParams();
  const address = callSearch(readCallView(search)).toString();
  const [held, setHeld] = useState<Held>(() => read(address));
  const text = callSearch(viewOfCall(held.draft, draftText(held.query))).toString();
  if (address !== held.address) {
    // One that someone followed or went back to brings its own call; one that was written here is there already.
    setHeld(address === held.written ? { ...held, address } : read(address));
  }

  useEffect(() => {
    if (text === held.address) {
      return undefined;
    }
    const timer = setTimeout(() => {
      setHeld((now) => ({ ...now, written: text }));
      setSearch((now) => withDialogOf(now, new URLSearchParams(text)), { replace: true });
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [text, held.address, setSearch]);

  return {
    draft: held.draft,
    query: held.query,
    setDraft: (draft: CallDraft) => setHeld((now) => ({ ...now, draft })),
    setQuery: (query: QueryDraft) => setHeld((now) => ({ ...now, query })),
  };
}

function read(address: string): Held {
  const view = readCallView(new URLSearchParams(address));
  const query = view.query === '' ? NEW_QUERY : readDraftText(view.query);
  return {
    draft: draftOfCall(view),
    query: query.way === 'keys' ? { ...query, way: 'scan' } : query,
    address,
    written: null,
  };
}

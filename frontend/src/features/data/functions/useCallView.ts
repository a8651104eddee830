import { useEffect, useState } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import { draftText, NEW_QUERY, type QueryDraft, readDraftText } from '../query/model/queryDraft';
import { withDialogOf } from '../query/pages/useQueryView';
import { type CallDraft, draftOfCall, placedOn, viewOfCall } from './callDraft';
import { type CallOn, callSearch, readCallView } from './urls';

/** The address follows what is typed once it rests: browsers refuse to change it many times a second. */
const REST_MS = 300;

/** Marks an address that this page has written itself: it brings nothing new, and may be behind what was typed since. */
const WRITTEN_HERE = 'call-written-here';

type Held = {
  readonly draft: CallDraft;
  readonly query: QueryDraft;
  /** The address they came from, or were written to. */
  readonly address: string;
};

/** The call as it is put together. It is in the address, and comes from there. */
export function useCallView() {
  const [search, setSearch] = useSearchParams();
  const { state } = useLocation() as { readonly state: unknown };
  const address = callSearch(readCallView(search)).toString();
  const [held, setHeld] = useState<Held>(() => read(address));
  const text = callSearch(viewOfCall(held.draft, draftText(held.query))).toString();
  if (address !== held.address) {
    // One that someone followed or went back to brings its own call.
    setHeld(state === WRITTEN_HERE ? { ...held, address } : read(address));
  }

  useEffect(() => {
    if (text === held.address) {
      return undefined;
    }
    const timer = setTimeout(
      () =>
        setSearch((now) => withDialogOf(now, new URLSearchParams(text)), {
          replace: true,
          state: WRITTEN_HERE,
        }),
      REST_MS,
    );
    return () => clearTimeout(timer);
  }, [text, held.address, setSearch]);

  return {
    draft: held.draft,
    query: held.query,
    setDraft: (draft: CallDraft) => setHeld((now) => ({ ...now, draft })),
    /** Calls it on something else; a place that was said goes along where none was. */
    setOn: (on: CallOn) => setHeld((now) => ({ ...now, ...placedOn(on, now.draft, now.query) })),
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
  };
}

import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import { draftText, NEW_QUERY, type QueryDraft, readDraftText } from '../query/model/queryDraft';
import { type CallDraft, draftOfCall, placedOn, viewOfCall } from './callDraft';
import { type CallOn, callSearch, readCallView } from './urls';

/** The address follows what is typed once it rests: browsers refuse to change it many times a second. */
const REST_MS = 300;

/** Marks an address that this page has written itself: it brings nothing new, and may be behind what was typed since. */
const WRITTEN_HERE = 'call-written-here';

type Held = { readonly draft: CallDraft; readonly query: QueryDraft };

/** The call as it is put together. It is in the address, and comes from there. */
export function useCallView() {
  const [search, setSearch] = useSearchParams();
  const { state } = useLocation() as { readonly state: unknown };
  const address = callSearch(readCallView(search)).toString();
  const [held, setHeld] = useState<Held>(() => read(address));
  const seen = useRef(address);
  /** Whether any of this page's own addresses is from this visit. */
  const written = useRef(false);
  const text = callSearch(viewOfCall(held.draft, draftText(held.query))).toString();

  // Not while rendering: the address changes in a transition, which what is typed interrupts.
  useLayoutEffect(() => {
    if (address === seen.current) {
      return;
    }
    seen.current = address;
    const isOwn = written.current && state === WRITTEN_HERE;
    if (!isOwn) {
      // One that someone followed or went back to brings its own call.
      setHeld(read(address));
    }
  }, [address, state]);

  useEffect(() => {
    if (text === address) {
      return undefined;
    }
    const timer = setTimeout(() => {
      written.current = true;
      setSearch(new URLSearchParams(text), { replace: true, state: WRITTEN_HERE });
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [text, address, setSearch]);

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
  };
}

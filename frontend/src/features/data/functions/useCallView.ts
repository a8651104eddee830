import { useSearchParams } from 'react-router';
import { useAddressDraft } from '@/shared/lib/useAddressDraft';
import { draftText, NEW_QUERY, type QueryDraft, readDraftText } from '../query/model/queryDraft';
import { type CallDraft, draftOfCall, placedOn, viewOfCall } from './callDraft';
import { type CallOn, callSearch, readCallView } from './urls';

type Held = { readonly draft: CallDraft; readonly query: QueryDraft };

/** The call as it is put together. It is in the address, and comes from there. */
export function useCallView() {
  const [search, setSearch] = useSearchParams();
  const { draft: held, setDraft: setHeld } = useAddressDraft<Held>({
    address: callSearch(readCallView(search)).toString(),
    read,
    textOf,
    write: (rested) => setSearch(new URLSearchParams(textOf(rested)), { replace: true }),
  });
  return {
    draft: held.draft,
    query: held.query,
    setDraft: (draft: CallDraft) => setHeld((now) => ({ ...now, draft })),
    /** Calls it on something else; a place that was said goes along where none was. */
    setOn: (on: CallOn) => setHeld((now) => ({ ...now, ...placedOn(on, now.draft, now.query) })),
    setQuery: (query: QueryDraft) => setHeld((now) => ({ ...now, query })),
  };
}

function textOf({ draft, query }: Held): string {
  return callSearch(viewOfCall(draft, draftText(query))).toString();
}

function read(address: string): Held {
  const view = readCallView(new URLSearchParams(address));
  const query = view.query === '' ? NEW_QUERY : readDraftText(view.query);
  return {
    draft: draftOfCall(view),
    query: query.way === 'keys' ? { ...query, way: 'scan' } : query,
  };
}

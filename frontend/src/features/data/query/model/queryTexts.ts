import type { RecordQueryInput } from '@/gql/schema';
import { type KeyRef, toUserKeyInput } from '../../model/recordKey';
import { type Aql, aqlOf, aqlOfKeys } from './aql';
import { curlText, keysRequest, pageRequest, type Request, streamRequest } from './texts';

/** A query in the languages it can be taken away in. */
export type QueryTexts = {
  /** Null where there is nothing to stream. */
  readonly stream: Request | null;
  readonly page: Request;
  readonly curl: string;
  readonly aql: Aql;
};

export function queryTexts(query: RecordQueryInput, limit: string | null, origin: string): QueryTexts {
  const page = pageRequest(query, limit);
  return {
    stream: streamRequest(query, limit),
    page,
    curl: curlText(page, origin),
    aql: aqlOf(query, limit),
  };
}

/** `query` tells where, and which bins; what it looks for does not count. */
export function keysTexts(query: RecordQueryInput, keys: readonly KeyRef[], origin: string): QueryTexts {
  const { connectionId, namespace, set = null, bins, metadataOnly } = query;
  const read = metadataOnly === true ? [] : bins;
  const page = keysRequest({
    connectionId,
    keys: keys.map((key) => ({ namespace, ...(set !== null && { set }), userKey: toUserKeyInput(key) })),
    ...(read !== undefined && read !== null && { bins: read }),
  });
  return { stream: null, page, curl: curlText(page, origin), aql: aqlOfKeys(query, keys) };
}

import type { FilterInput, IndexPredicateInput, RecordQueryInput } from '@/gql/schema';
import type { Division } from '../../model/keyList';
import { KEY_INPUT_OPTIONS, type KeyInputKind } from '../../model/recordKey';
import { canonicalInt64 } from '../../model/integer';
import { binNameProblem } from '../../model/binName';
import { build, draftOf, type DraftProblem, readDraft } from './draft';
import { FILTER, INDEX } from './inputs';
import { type Draft, type DraftObject, emptyOf, isObject } from './spec';

/** How records are looked for: by looking at all of them, by a secondary index, or by their keys. */
export type Way = 'scan' | 'index' | 'keys';

/** What is read of each record: all bins, those named, or metadata alone. */
export type Reading = 'all' | 'chosen' | 'none';

export type KeysDraft = {
  readonly kind: KeyInputKind;
  readonly division: Division;
  readonly text: string;
};

/** A query as it is put together, finished or not. */
export type QueryDraft = {
  readonly way: Way;
  readonly namespace: string;
  /** Empty for every record of the namespace. */
  readonly set: string;
  readonly index: DraftObject;
  readonly filter: Draft | null;
  readonly reading: Reading;
  readonly bins: readonly string[];
  /** Empty for no limit. */
  readonly limit: string;
  readonly keys: KeysDraft;
};

const NEW_INDEX: DraftObject = { ...(emptyOf(INDEX) as DraftObject), bin: '' };

/** A limit is there from the start: who wants every record of a large set says so. */
export const NEW_QUERY: QueryDraft = {
  way: 'scan',
  namespace: '',
  set: '',
  index: NEW_INDEX,
  filter: null,
  reading: 'all',
  bins: [],
  limit: '1000',
  keys: { kind: 'string', division: 'lines', text: '' },
};

export type BuiltQuery = {
  /** What is sent; null when something cannot be. */
  readonly query: RecordQueryInput | null;
  readonly limit: string | null;
  readonly problems: readonly DraftProblem[];
};

/** The input a draft of a scan, or of a query by an index, stands for. */
export function buildQuery(connectionId: string, draft: QueryDraft): BuiltQuery {
  const problems: DraftProblem[] = [];
  if (draft.namespace === '') {
    problems.push({ field: 'query.namespace', reason: 'Choose a namespace.', empty: true });
  }
  const index =
    draft.way === 'index'
      ? (build(INDEX, draft.index, 'query.index', problems) as IndexPredicateInput)
      : undefined;
  const filter =
    draft.filter === null
      ? undefined
      : (build(FILTER, draft.filter, 'query.filter', problems) as FilterInput);
  if (draft.reading === 'chosen') {
    const wrong = draft.bins.map((bin) => binNameProblem(bin, new Set())).find((problem) => problem !== null);
    if (wrong !== undefined || draft.bins.length === 0) {
      const empty = draft.bins.length === 0;
      problems.push({ field: 'query.bins', reason: wrong ?? 'Name at least one bin.', empty });
    }
  }
  const limit = draft.limit.trim() === '' ? null : canonicalInt64(draft.limit);
  if (draft.limit.trim() !== '' && (limit === null || BigInt(limit) < 1n)) {
    problems.push({
      field: 'limit',
      reason: 'Enter a whole number above zero, or nothing for all records.',
      empty: false,
    });
  }
  const query: RecordQueryInput = {
    connectionId,
    namespace: draft.namespace,
    ...(draft.set !== '' && { set: draft.set }),
    ...(index !== undefined && { index }),
    ...(filter !== undefined && { filter }),
    ...(draft.reading === 'chosen' && { bins: [...draft.bins] }),
    ...(draft.reading === 'none' && { metadataOnly: true }),
  };
  return { query: problems.length === 0 ? query : null, limit, problems };
}

/** The draft of a stored query. Null when it is not one this page understands. */
export function draftOfQuery(input: unknown): QueryDraft | null {
  if (!isObject(input) || typeof input.namespace !== 'string') {
    return null;
  }
  const stored = input as Readonly<Record<string, unknown>>;
  const index = isAbsent(stored.index) ? NEW_INDEX : draftOf(INDEX, stored.index);
  const filter = isAbsent(stored.filter) ? null : draftOf(FILTER, stored.filter);
  if (!isObject(index) || (filter === null && !isAbsent(stored.filter))) {
    return null;
  }
  const bins = Array.isArray(stored.bins) ? stored.bins.filter((bin) => typeof bin === 'string') : null;
  const isBare = stored.metadataOnly === true || bins?.length === 0;
  return {
    ...NEW_QUERY,
    way: isAbsent(stored.index) ? 'scan' : 'index',
    namespace: input.namespace,
    set: typeof stored.set === 'string' ? stored.set : '',
    index,
    filter,
    reading: isBare ? 'none' : bins === null ? 'all' : 'chosen',
    bins: isBare ? [] : (bins ?? []),
  };
}

/** What an address keeps of a draft: what is not as in a new query, so that the plain page has the plain address. */
export function draftText(draft: QueryDraft): string {
  const changed = Object.entries(draft).filter(
    ([name, part]) => JSON.stringify(part) !== JSON.stringify(NEW_QUERY[name as keyof QueryDraft]),
  );
  return changed.length === 0 ? '' : JSON.stringify(Object.fromEntries(changed));
}

/** Reads an address; what is not understood is as in a new query, because addresses are typed and shared by people. */
export function readDraftText(text: string | null): QueryDraft {
  const stored = parsed(text);
  const words = (part: unknown, otherwise: string) => (typeof part === 'string' ? part : otherwise);
  const index = readDraft(INDEX, stored.index);
  const filter = readDraft(FILTER, stored.filter);
  const keys = isObject(stored.keys) ? (stored.keys as Readonly<Record<string, unknown>>) : {};
  return {
    way: stored.way === 'index' || stored.way === 'keys' ? stored.way : 'scan',
    namespace: words(stored.namespace, ''),
    set: words(stored.set, ''),
    index: isObject(index) ? index : NEW_INDEX,
    filter,
    reading: stored.reading === 'chosen' || stored.reading === 'none' ? stored.reading : 'all',
    bins: Array.isArray(stored.bins) ? stored.bins.filter((bin) => typeof bin === 'string') : [],
    limit: words(stored.limit, NEW_QUERY.limit),
    keys: {
      kind: KEY_INPUT_OPTIONS.find(({ value }) => value === keys.kind)?.value ?? 'string',
      division: keys.division === 'csv' ? 'csv' : 'lines',
      text: words(keys.text, ''),
    },
  };
}

function parsed(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const stored: unknown = JSON.parse(text ?? '{}');
    return isObject(stored) ? stored : {};
  } catch {
    return {};
  }
}

function isAbsent(part: unknown): boolean {
  return part === undefined || part === null;
}

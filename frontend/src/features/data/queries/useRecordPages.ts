import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { type AppError, toAppError } from '@/shared/errors/appError';
import {
  addPage,
  type CachedPage,
  emptyPageCache,
  mapRecords,
  type PageCache,
  pageNumber,
  type PageStart,
  previousStart,
} from '../model/pageCache';
import { type Record_RecordFragment, RecordPageDocument, type RecordPageQuery } from './records.generated';

export type RecordRow = Record_RecordFragment;

export type RecordScan = {
  readonly connectionId: string;
  readonly namespace: string;
  /** Null for every record of the namespace. */
  readonly set: string | null;
  /** Bins to read; null for all, none for keys and metadata alone. */
  readonly bins: readonly string[] | null;
  readonly pageSize: number;
};

export type RecordPages = {
  /** The page at `start`; null while it is being read, or when that failed. */
  readonly page: CachedPage<RecordRow> | null;
  readonly error: AppError | null;
  readonly previous: PageStart | undefined;
  readonly number: number | null;
  /** Everything read so far, which is where columns are found. */
  readonly cache: PageCache<RecordRow>;
  /** Reads the page again. */
  readonly reload: () => void;
  /** Puts a saved record in the place of its older state. */
  readonly replaceRecord: (record: RecordRow) => void;
  readonly removeRecord: (digest: string) => void;
};

/** Pages belong to one scan; those of another are dropped when it starts. */
type Held = { readonly scanKey: string; readonly cache: PageCache<RecordRow> };

const NO_PAGES = emptyPageCache<RecordRow>();

type Failure = {
  readonly scanKey: string;
  readonly start: PageStart;
  readonly attempt: number;
  readonly error: AppError;
};

/**
 * Reads pages of one scan, each once. The answer of a page that is no longer looked at is cancelled and never shown.
 * Records stay out of the shared cache: their bins depend on the projection, and their number has no other bound.
 * Another scan starts with no pages.
 */
export function useRecordPages(scan: RecordScan, start: PageStart): RecordPages {
  const client = useApolloClient();
  const scanKey = JSON.stringify([scan.connectionId, scan.namespace, scan.set, scan.bins, scan.pageSize]);
  const [held, setHeld] = useState<Held>({ scanKey, cache: NO_PAGES });
  const cache = held.scanKey === scanKey ? held.cache : NO_PAGES;
  const [failure, setFailure] = useState<Failure | null>(null);
  const [attempt, setAttempt] = useState(0);
  const page = cache.pages.get(start) ?? null;
  const isPresent = failure?.scanKey === scanKey && failure.start === start && failure.attempt === attempt;
  const failed = isPresent ? failure : null;
  const wanted = page === null && failed === null;

  useEffect(() => {
    if (!wanted) {
      return;
    }
    const aborter = new AbortController();
    const [connectionId, namespace, set, bins, pageSize] = JSON.parse(scanKey) as ScanParts;
    const metadataOnly = bins?.length === 0;
    client
      .query({
        query: RecordPageDocument,
        variables: {
          connectionId,
          namespace,
          set,
          bins: metadataOnly ? null : bins,
          metadataOnly,
          first: pageSize,
          after: start,
        },
        fetchPolicy: 'no-cache',
        context: { fetchOptions: { signal: aborter.signal }, queryDeduplication: false },
      })
      .then(({ data, error }) => {
        if (aborter.signal.aborted) {
          return;
        }
        const records = data?.records ?? null;
        if (records === null) {
          const cause = toAppError(error) ?? unanswered();
          setFailure({ scanKey, start, attempt, error: cause });
        } else {
          setHeld((current) =>
            change(current, scanKey, (pages) => addPage(pages, start, toCachedPage(records))),
          );
        }
      })
      .catch((cause: unknown) => {
        if (!aborter.signal.aborted) {
          setFailure({ scanKey, start, attempt, error: toAppError(cause) ?? unanswered() });
        }
      });
    return () => aborter.abort();
  }, [client, wanted, scanKey, start, attempt]);

  const update = (step: (cache: PageCache<RecordRow>) => PageCache<RecordRow>) =>
    setHeld((current) => change(current, scanKey, step));

  return {
    page,
    error: failed?.error ?? null,
    previous: previousStart(cache, start),
    number: pageNumber(cache, start),
    cache,
    reload: () => {
      update((pages) => ({ ...pages, pages: without(pages.pages, start) }));
      setAttempt((count) => count + 1);
    },
    replaceRecord: (record) =>
      update((pages) => mapRecords(pages, (old) => (old.key.digest === record.key.digest ? record : old))),
    removeRecord: (digest) =>
      update((pages) => mapRecords(pages, (old) => (old.key.digest === digest ? null : old))),
  };
}

type ScanParts = [
  connectionId: string,
  namespace: string,
  set: string | null,
  bins: string[] | null,
  pageSize: number,
];

function change(
  held: Held,
  scanKey: string,
  step: (cache: PageCache<RecordRow>) => PageCache<RecordRow>,
): Held {
  return { scanKey, cache: step(held.scanKey === scanKey ? held.cache : NO_PAGES) };
}

function toCachedPage(answer: NonNullable<RecordPageQuery['records']>): CachedPage<RecordRow> {
  return {
    records: answer.records,
    endCursor: answer.pageInfo.endCursor ?? null,
    hasNext: answer.pageInfo.hasNextPage,
    partitionsDone: answer.partitionsDone,
    partitionsTotal: answer.partitionsTotal,
    estimatedTotal: answer.estimatedTotal ?? null,
  };
}

function without<K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> {
  const copy = new Map(map);
  copy.delete(key);
  return copy;
}

/** A null without an error: the connection is not known to the gateway. */
function unanswered(): AppError {
  return {
    code: 'NOT_FOUND',
    message: 'The gateway has no such connection, namespace or set.',
    requestId: null,
    path: [],
    details: null,
  };
}

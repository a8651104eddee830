import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { type AppError, toAppError } from '@/shared/errors/appError';
import {
  addPage,
  type CachedPage,
  emptyPageCache,
  joined,
  mapRecords,
  missing,
  type PageCache,
  pageNumber,
  type PageStart,
  previousStart,
} from '../model/pageCache';
import { renewed } from '../model/recordSet';
import { weigh } from '../model/weight';
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
  /** The page at `start`, as far as it was read; null while nothing is, or when that failed. */
  readonly page: CachedPage<RecordRow> | null;
  readonly error: AppError | null;
  /** A request for this page, or for more of it, is under way. */
  readonly reading: boolean;
  /** Someone ended the reading of this page before it was full. */
  readonly stopped: boolean;
  readonly previous: PageStart | undefined;
  readonly number: number | null;
  /** Everything read so far, which is where columns are found. */
  readonly cache: PageCache<RecordRow>;
  /** Reads the page again. */
  readonly reload: () => void;
  /** Ends the reading; what was found stays. */
  readonly stop: () => void;
  /** Goes on where the reading stopped or failed. */
  readonly resume: () => void;
  /** Puts saved records in the place of their older states. */
  readonly replaceRecords: (records: readonly RecordRow[]) => void;
  readonly removeRecords: (digests: ReadonlySet<string>) => void;
};

/** Pages belong to one scan; those of another are dropped when it starts. */
type Held = { readonly scanKey: string; readonly cache: PageCache<RecordRow> };

const NO_PAGES = emptyPageCache<RecordRow>();

/** What ended the reading of a page, and of which. */
type Halt = {
  readonly scanKey: string;
  readonly start: PageStart;
  /** Null when someone stopped it. */
  readonly error: AppError | null;
};

/**
 * Reads pages of one scan, each once. The answer of a page that is no longer looked at is cancelled and never shown.
 * The gateway answers with fewer records than asked for when its time is over, as in a large namespace with few records of
 * the set: the search then goes on from there, and what was found is shown meanwhile.
 * Records stay out of the shared cache: their bins depend on the projection, and their number has no other bound.
 * Another scan starts with no pages.
 */
export function useRecordPages(scan: RecordScan, start: PageStart): RecordPages {
  const client = useApolloClient();
  const scanKey = JSON.stringify([scan.connectionId, scan.namespace, scan.set, scan.bins, scan.pageSize]);
  const [held, setHeld] = useState<Held>({ scanKey, cache: NO_PAGES });
  const cache = held.scanKey === scanKey ? held.cache : NO_PAGES;
  const [halted, setHalted] = useState<Halt | null>(null);
  const [attempt, setAttempt] = useState(0);
  const page = cache.pages.get(start) ?? null;
  const halt = halted?.scanKey === scanKey && halted.start === start ? halted : null;
  const lacking = page === null ? scan.pageSize : missing(page, scan.pageSize);
  const after = page === null ? start : page.endCursor;
  const reading = lacking > 0 && halt === null;

  useEffect(() => {
    if (!reading) {
      return;
    }
    const aborter = new AbortController();
    const [connectionId, namespace, set, bins] = JSON.parse(scanKey) as ScanParts;
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
          first: lacking,
          after,
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
          setHalted({ scanKey, start, error: cause });
        } else {
          setHeld((current) =>
            change(current, scanKey, (pages) =>
              addPage(pages, start, joined(pages.pages.get(start) ?? null, toCachedPage(records))),
            ),
          );
        }
      })
      .catch((cause: unknown) => {
        if (!aborter.signal.aborted) {
          setHalted({ scanKey, start, error: toAppError(cause) ?? unanswered() });
        }
      });
    return () => aborter.abort();
  }, [client, reading, scanKey, start, after, lacking, attempt]);

  const update = (step: (cache: PageCache<RecordRow>) => PageCache<RecordRow>) =>
    setHeld((current) => change(current, scanKey, step));

  return {
    page,
    error: halt?.error ?? null,
    reading,
    stopped: halt?.error === null && lacking > 0,
    previous: previousStart(cache, start),
    number: pageNumber(cache, start),
    cache,
    reload: () => {
      update((pages) => ({ ...pages, pages: without(pages.pages, start) }));
      setHalted(null);
      setAttempt((count) => count + 1);
    },
    stop: () => setHalted({ scanKey, start, error: null }),
    resume: () => setHalted(null),
    replaceRecords: (records) => update((pages) => mapRecords(pages, renewed(records))),
    removeRecords: (digests) =>
      update((pages) => mapRecords(pages, (old) => (digests.has(old.key.digest) ? null : old))),
  };
}

type ScanParts = [connectionId: string, namespace: string, set: string | null, bins: string[] | null];

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
    read: answer.records.length,
    weight: answer.records.reduce((sum, record) => sum + weigh(record.bins), 0),
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

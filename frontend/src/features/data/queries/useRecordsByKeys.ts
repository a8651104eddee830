import { useApolloClient } from '@apollo/client/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type AppError, fromProblem, toAppError } from '@/shared/errors/appError';
import { type KeyRef, toUserKeyInput } from '../model/recordKey';
import { inSet, renewed } from '../model/recordSet';
import { RecordsByKeysDocument, type RecordsByKeysQuery } from './records.generated';
import type { RecordRow } from './useRecordPages';

/** What was found for a list of keys, in its order. */
export type Found = {
  readonly asked: readonly KeyRef[];
  readonly records: readonly RecordRow[];
  readonly missing: readonly KeyRef[];
  readonly failed: readonly { readonly key: KeyRef; readonly error: AppError }[];
};

type Place = { readonly connectionId: string; readonly namespace: string; readonly set: string | null };

export type Finder = {
  /** Null while no list was asked for. */
  readonly found: Found | null;
  readonly reading: boolean;
  /** Why the list as a whole was not read. */
  readonly error: AppError | null;
  /** Answers whether the list was read. */
  readonly find: (keys: readonly KeyRef[], bins: readonly string[] | null) => Promise<boolean>;
  /** Cancels what is under way; what was found before stays. */
  readonly giveUp: () => void;
  /** Forgets what was found, and gives up what is under way. */
  readonly close: () => void;
  readonly replaceRecords: (records: readonly RecordRow[]) => void;
  readonly removeRecords: (digests: ReadonlySet<string>) => void;
};

/** Reads records by a list of keys. The answer to a list that another one followed is cancelled and never shown. */
export function useRecordsByKeys({ connectionId, namespace, set }: Place): Finder {
  const client = useApolloClient();
  const [found, setFound] = useState<Found | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [reading, setReading] = useState(false);
  const underWay = useRef<AbortController | null>(null);
  useEffect(() => () => underWay.current?.abort(), []);

  const giveUp = useCallback(() => {
    underWay.current?.abort();
    underWay.current = null;
    setReading(false);
    setError(null);
  }, []);

  const find = async (keys: readonly KeyRef[], bins: readonly string[] | null): Promise<boolean> => {
    giveUp();
    const aborter = new AbortController();
    underWay.current = aborter;
    setReading(true);
    let answer: Found | AppError;
    try {
      const { data, error: problem } = await client.query({
        query: RecordsByKeysDocument,
        variables: {
          connectionId,
          keys: keys.map((key) => ({ namespace, set, userKey: toUserKeyInput(key) })),
          bins: bins === null ? null : [...bins],
        },
        fetchPolicy: 'no-cache',
        context: { fetchOptions: { signal: aborter.signal }, queryDeduplication: false },
      });
      const results = data?.recordsByKeys ?? null;
      answer = results === null ? (toAppError(problem) ?? UNANSWERED) : sorted(keys, results);
    } catch (cause) {
      answer = toAppError(cause) ?? UNANSWERED;
    }
    if (aborter.signal.aborted) {
      return false;
    }
    setReading(false);
    if ('code' in answer) {
      setError(answer);
      return false;
    }
    setFound(answer);
    return true;
  };

  const change = (step: (records: readonly RecordRow[]) => readonly RecordRow[]) =>
    setFound((current) => (current === null ? null : { ...current, records: step(current.records) }));

  return {
    found,
    reading,
    error,
    find,
    giveUp,
    close: () => {
      giveUp();
      setFound(null);
    },
    replaceRecords: (records) => change((old) => old.map(renewed(records))),
    removeRecords: (digests) => change((old) => old.filter((record) => !digests.has(record.key.digest))),
  };
}

type ReadResult = NonNullable<RecordsByKeysQuery['recordsByKeys']>[number];

function sorted(keys: readonly KeyRef[], results: readonly ReadResult[]): Found {
  const byIndex = new Map(results.map((result) => [result.index, result]));
  const records = new Map<string, RecordRow>();
  const missing: KeyRef[] = [];
  const failed: { key: KeyRef; error: AppError }[] = [];
  keys.forEach((key, index) => {
    const result = byIndex.get(index);
    if (result?.record) {
      // A digest and a user key may name one record.
      const { record } = result;
      records.set(record.key.digest, key.kind === 'digest' ? inSet(record, undefined) : record);
    } else if (result?.problem) {
      failed.push({ key, error: fromProblem(result.problem) });
    } else if (result === undefined) {
      failed.push({ key, error: UNANSWERED });
    } else {
      missing.push(key);
    }
  });
  return { asked: keys, records: [...records.values()], missing, failed };
}

const UNANSWERED: AppError = {
  code: 'NOT_FOUND',
  message: 'The gateway has no such connection or namespace.',
  requestId: null,
  path: [],
  details: null,
};

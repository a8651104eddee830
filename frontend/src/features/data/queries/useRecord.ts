import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { type AppError, toAppError } from '@/shared/errors/appError';
import { type KeyRef, toUserKeyInput } from '../model/recordKey';
import { inSet } from '../model/recordSet';
import type { RecordPlace } from '../mutations/useRecordMutations';
import { RecordByKeyDocument, type RecordByKeyQueryVariables } from './records.generated';
import type { RecordRow } from './useRecordPages';

export type LoadedRecord =
  | { readonly status: 'loading' }
  | { readonly status: 'loaded'; readonly record: RecordRow }
  | { readonly status: 'absent' }
  | { readonly status: 'failed'; readonly error: AppError };

const LOADING: LoadedRecord = { status: 'loading' };

/** Reads one whole record by its typed key. `reload` reads it again; an answer that came too late is dropped. */
export function useRecord(
  { connectionId, namespace, set }: RecordPlace,
  key: KeyRef,
): { state: LoadedRecord; reload: () => void } {
  const client = useApolloClient();
  const [attempt, setAttempt] = useState(0);
  const request = JSON.stringify({
    connectionId,
    key: { namespace, set: set ?? null, userKey: toUserKeyInput(key) },
    attempt,
  });
  const [answer, setAnswer] = useState<{ readonly request: string; readonly state: LoadedRecord } | null>(
    null,
  );

  useEffect(() => {
    const aborter = new AbortController();
    const variables = JSON.parse(request) as RecordByKeyQueryVariables;
    const settle = (state: LoadedRecord) => {
      if (!aborter.signal.aborted) {
        setAnswer({ request, state });
      }
    };
    client
      .query({
        query: RecordByKeyDocument,
        variables: { connectionId: variables.connectionId, key: variables.key },
        fetchPolicy: 'no-cache',
        context: { fetchOptions: { signal: aborter.signal }, queryDeduplication: false },
      })
      .then(({ data, error }) => {
        const record = data?.record ?? null;
        const problem = toAppError(error);
        if (record !== null) {
          settle({ status: 'loaded', record: inSet(record, set) });
        } else {
          settle(
            problem === null || problem.code === 'NOT_FOUND'
              ? { status: 'absent' }
              : { status: 'failed', error: problem },
          );
        }
      })
      .catch((cause: unknown) => {
        const error = toAppError(cause);
        if (error !== null) {
          settle({ status: 'failed', error });
        }
      });
    return () => aborter.abort();
  }, [client, request, set]);

  return {
    state: answer?.request === request ? answer.state : LOADING,
    reload: () => setAttempt((count) => count + 1),
  };
}

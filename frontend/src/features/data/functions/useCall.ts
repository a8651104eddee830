import { useApolloClient } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import type { ExecuteUdfInput, FunctionCallInput, RecordQueryInput } from '@/gql/schema';
import { type AppError, toAppError } from '@/shared/errors/appError';
import type { AerospikeValue } from '../model/value';
import { AggregateDocument, ExecuteUdfDocument } from './functions.generated';

export type Answer =
  | { readonly on: 'record'; readonly value: AerospikeValue }
  | { readonly on: 'stream'; readonly values: readonly AerospikeValue[]; readonly parts: number };

export type CallState = {
  readonly status: 'idle' | 'running' | 'done' | 'failed' | 'stopped';
  readonly answer: Answer | null;
  readonly error: AppError | null;
  /** What was called, for whoever reads the answer after the form has changed. */
  readonly title: string;
  /** Where the record it was called on is shown; null when it was called on many. */
  readonly record: string | null;
};

const IDLE: CallState = { status: 'idle', answer: null, error: null, title: '', record: null };

/** Calls a function and waits for what it returns. One call at a time; one that only reads can be stopped. */
export function useCall() {
  const client = useApolloClient();
  const [state, setState] = useState<CallState>(IDLE);
  const aborter = useRef<AbortController | null>(null);
  useEffect(() => () => aborter.current?.abort(), []);

  const run = async (
    called: Pick<CallState, 'title' | 'record'>,
    ask: (signal: AbortSignal) => Promise<Answer>,
  ) => {
    aborter.current?.abort();
    const mine = new AbortController();
    aborter.current = mine;
    setState({ status: 'running', answer: null, error: null, ...called });
    try {
      const answer = await ask(mine.signal);
      if (!mine.signal.aborted) setState({ status: 'done', answer, error: null, ...called });
    } catch (cause) {
      if (!mine.signal.aborted)
        setState({ status: 'failed', answer: null, error: toAppError(cause), ...called });
    }
  };

  return {
    state,
    /** On a record. It may write, so it is not given up halfway. */
    execute: (title: string, record: string, input: ExecuteUdfInput) =>
      run({ title, record }, async () => {
        const { data } = await client.mutate({
          mutation: ExecuteUdfDocument,
          variables: { input },
          fetchPolicy: 'no-cache',
        });
        return { on: 'record', value: data?.executeUdf.value ?? null };
      }),
    /** On the stream of records a query finds. */
    aggregate: (title: string, query: RecordQueryInput, call: FunctionCallInput) =>
      run({ title, record: null }, async (signal) => {
        const { data, error } = await client.query({
          query: AggregateDocument,
          variables: { query, call },
          fetchPolicy: 'no-cache',
          context: { fetchOptions: { signal }, queryDeduplication: false },
        });
        const made = data?.aggregate ?? null;
        if (made === null) {
          throw error ?? new Error('no answer');
        }
        return { on: 'stream', values: made.values.map((value) => value ?? null), parts: made.parts };
      }),
    stop: () => {
      aborter.current?.abort();
      setState((now) => ({ ...now, status: 'stopped' }));
    },
  };
}

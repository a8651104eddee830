import type { TypedDocumentNode } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useEffect, useEffectEvent, useState } from 'react';
import { type AppError, toAppErrors } from '@/shared/errors/appError';
import type { Change, ChangeMode } from './model/change';

/** A draft is tried once typing rests. */
const REST_MS = 400;

/** Makes a change or, by a dry run, asks what it would do. Null while what is asked for is not complete. */
export type Changer = ((mode: ChangeMode, signal?: AbortSignal) => Promise<Change>) | null;

export type Trial = {
  /** What it would do; null until that is known of the draft as it stands. */
  readonly change: Change | null;
  readonly errors: readonly AppError[];
  /** Whether the answer is on its way. */
  readonly busy: boolean;
  readonly retry: () => void;
};

type Answer = { readonly key: string; readonly change: Change | null; readonly errors: readonly AppError[] };

/** Calls one of the mutations of clusters, which all answer in the same form. */
export function useMutate(): <TData, TInput extends object>(
  document: TypedDocumentNode<TData, { input: TInput }>,
  input: TInput,
  signal?: AbortSignal,
) => Promise<TData> {
  const client = useApolloClient();
  return async <TData, TInput extends object>(
    document: TypedDocumentNode<TData, { input: TInput }>,
    input: TInput,
    signal?: AbortSignal,
  ) => {
    const { data } = await client.mutate({
      mutation: document as TypedDocumentNode<TData, Record<string, unknown>>,
      variables: { input },
      fetchPolicy: 'no-cache',
      context: { fetchOptions: { signal } },
    });
    return data;
  };
}

/**
 * Tries a draft by a dry run once it rests, the last one alone. `key` is another one for another draft.
 */
export function useTrial(key: string, change: Changer, skipChecks: boolean): Trial {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [attempt, setAttempt] = useState(0);
  const asked = `${key} ${String(skipChecks)} ${String(attempt)}`;
  const ready = change !== null;
  const ask = useEffectEvent((signal: AbortSignal) => change?.({ dryRun: true, skipChecks }, signal));

  useEffect(() => {
    if (!ready) {
      return undefined;
    }
    const aborter = new AbortController();
    const settle = (found: Change | null, error: unknown) => {
      if (!aborter.signal.aborted) {
        setAnswer({ key: asked, change: found, errors: toAppErrors(error) });
      }
    };
    const timer = setTimeout(() => {
      ask(aborter.signal)?.then(
        (found) => settle(found, null),
        (cause: unknown) => settle(null, cause),
      );
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
  }, [asked, ready]);

  const current = ready && answer?.key === asked ? answer : null;
  return {
    change: current?.change ?? null,
    errors: current?.errors ?? [],
    busy: ready && current === null,
    retry: () => setAttempt((count) => count + 1),
  };
}

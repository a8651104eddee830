import type { TypedDocumentNode } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import type { AppError } from '@/shared/errors/appError';
import { useRested } from '@/shared/lib/useRested';
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
  const rested = useRested(
    change === null ? null : `${key} ${String(skipChecks)}`,
    (_, signal) => ask(signal),
    REST_MS,
  );
  return {
    change: rested.value,
    errors: rested.errors,
    busy: rested.isPending,
    retry: rested.again,
  };

  async function ask(signal: AbortSignal): Promise<Change | null> {
    return change === null ? null : change({ dryRun: true, skipChecks }, signal);
  }
}

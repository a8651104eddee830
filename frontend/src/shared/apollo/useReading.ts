import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { type AppError, toAppErrors } from '@/shared/errors/appError';

export type Reading<TData> = {
  /** Null until it was read. Stays while it is read again. */
  readonly data: TData | null;
  readonly errors: readonly AppError[];
  readonly loading: boolean;
  readonly refresh: () => void;
};

type Answer<TData> = {
  /** The variables it answers. */
  readonly request: string;
  readonly attempt: number;
  readonly data: TData | null;
  readonly errors: readonly AppError[];
};

/** Reads, for as long as it is on the screen, what has no feed: once, and again when asked to. Nothing of it is cached. */
export function useReading<TData, TVariables extends OperationVariables>(
  document: TypedDocumentNode<TData, TVariables>,
  variables: TVariables,
  { skip = false }: { readonly skip?: boolean } = {},
): Reading<TData> {
  const client = useApolloClient();
  const [attempt, setAttempt] = useState(0);
  const [answer, setAnswer] = useState<Answer<TData> | null>(null);
  const request = JSON.stringify(variables);

  useEffect(() => {
    if (skip) {
      return undefined;
    }
    const aborter = new AbortController();
    const settle = (data: TData | null, error: unknown) => {
      if (!aborter.signal.aborted) {
        setAnswer({ request, attempt, data, errors: toAppErrors(error) });
      }
    };
    client
      .query({
        query: document as TypedDocumentNode<TData, OperationVariables>,
        variables: JSON.parse(request) as OperationVariables,
        fetchPolicy: 'no-cache',
        context: { fetchOptions: { signal: aborter.signal }, queryDeduplication: false },
      })
      .then(
        ({ data, error }) => settle(data ?? null, error),
        (cause: unknown) => settle(null, cause),
      );
    return () => aborter.abort();
  }, [client, document, request, attempt, skip]);

  const current = answer?.request === request ? answer : null;
  return {
    data: current?.data ?? null,
    errors: current?.errors ?? [],
    loading: !skip && current?.attempt !== attempt,
    refresh: () => setAttempt((count) => count + 1),
  };
}

import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState } from 'react';

/** Runs a mutation. Rejects when it was refused; a feed tells what has become of what it changed. */
export function useChange<TData, TVariables extends OperationVariables>(
  document: TypedDocumentNode<TData, TVariables>,
): (variables: TVariables) => Promise<TData> {
  const client = useApolloClient();
  return async (variables: TVariables) => {
    const { data } = await client.mutate({
      mutation: document as TypedDocumentNode<TData, OperationVariables>,
      variables,
      fetchPolicy: 'no-cache',
    });
    if (data === undefined || data === null) {
      throw new Error('The gateway answered without data.');
    }
    return data;
  };
}

export type Trial<TData> = {
  /** Null until the gateway has told. */
  readonly told: TData | null;
  readonly error: unknown;
};

/** What a mutation would do: a dry run, made once for the same variables. */
export function useTrial<TData, TVariables extends OperationVariables>(
  document: TypedDocumentNode<TData, TVariables>,
  variables: TVariables,
): Trial<TData> {
  const client = useApolloClient();
  const asked = JSON.stringify(variables);
  const [trial, setTrial] = useState<Trial<TData>>({ told: null, error: null });
  useEffect(() => {
    const aborter = new AbortController();
    const settle = (next: Trial<TData>) => {
      if (!aborter.signal.aborted) {
        setTrial(next);
      }
    };
    client
      .mutate({
        mutation: document as TypedDocumentNode<TData, OperationVariables>,
        variables: JSON.parse(asked) as OperationVariables,
        fetchPolicy: 'no-cache',
        context: { fetchOptions: { signal: aborter.signal } },
      })
      .then(
        ({ data }) => settle({ told: data ?? null, error: null }),
        (error: unknown) => settle({ told: null, error }),
      );
    return () => aborter.abort();
  }, [client, document, asked]);
  return trial;
}

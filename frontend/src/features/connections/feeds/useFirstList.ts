import { useApolloClient } from '@apollo/client/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ConnectionsDocument } from '../queries/connections.generated';

interface FirstList {
  /** Why the list could not be read; null before the answer and after a good one. */
  readonly error: unknown;
  readonly ask: () => void;
  /** To be called when the feed has delivered: its list is newer than any answer still under way. */
  readonly obsolete: () => void;
}

/**
 * Reads the list once over HTTP, so that there is something to see before, or without, the WebSocket. An answer that is
 * overtaken by the feed is thrown away; it could only undo what the feed said.
 */
export function useFirstList(): FirstList {
  const client = useApolloClient();
  const [error, setError] = useState<unknown>(null);
  const request = useRef<AbortController | null>(null);

  const obsolete = useCallback(() => {
    request.current?.abort();
    request.current = null;
    setError(null);
  }, []);

  const ask = useCallback(() => {
    request.current?.abort();
    const { signal } = (request.current = new AbortController());
    const answer = client.query({
      query: ConnectionsDocument,
      fetchPolicy: 'no-cache',
      errorPolicy: 'none',
      context: { fetchOptions: { signal }, queryDeduplication: false },
    });
    answer.then(
      ({ data }) => {
        if (signal.aborted) return;
        client.writeQuery({ query: ConnectionsDocument, data });
        setError(null);
      },
      (cause: unknown) => {
        if (!signal.aborted) setError(cause);
      },
    );
  }, [client]);

  useEffect(() => {
    ask();
    return () => request.current?.abort();
  }, [ask]);

  return { error, ask, obsolete };
}

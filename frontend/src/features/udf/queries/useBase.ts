import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { type AppError, toAppError } from '@/shared/errors/appError';
import { ModuleSourceDocument } from './modules.generated';

/** The text an edit is compared with, and would replace. */
export type Base = {
  /** Null when the module is not there any more. */
  readonly hash: string | null;
  readonly text: string;
};

export type RenewableBase = {
  readonly now: Base;
  readonly loading: boolean;
  readonly error: AppError | null;
  /** Takes what the nodes have now in its place. */
  readonly renew: () => Promise<void>;
};

/** What an edit began with; anew after someone else has changed it. */
export function useBase(connectionId: string, name: string, start: Base): RenewableBase {
  const client = useApolloClient();
  const [now, setNow] = useState(start);
  const [loading, setLoading] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const renew = async () => {
    setLoading(true);
    setError(null);
    try {
      const { data, error: failure } = await client.query({
        query: ModuleSourceDocument,
        variables: { connectionId, name },
        fetchPolicy: 'no-cache',
      });
      setError(toAppError(failure));
      if (data !== undefined && failure === undefined) {
        const source = data.udfModule ?? null;
        setNow({ hash: source?.module.hash ?? null, text: source?.text ?? '' });
      }
    } catch (cause) {
      setError(toAppError(cause));
    } finally {
      setLoading(false);
    }
  };
  return { now, loading, error, renew };
}

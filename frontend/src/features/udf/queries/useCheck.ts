import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { type AppError, toAppError } from '@/shared/errors/appError';
import { CheckModuleDocument, type CheckModuleQuery } from './modules.generated';

/** A text is checked once typing rests. */
const REST_MS = 400;

type Answer = {
  /** The text it is about. */
  readonly text: string;
  readonly found: CheckModuleQuery['checkUdf'] | null;
  readonly error: AppError | null;
};

export type Check = {
  /** What is wrong with the text, or that nothing is; null until the text as it stands was checked. */
  readonly found: CheckModuleQuery['checkUdf'] | null;
  readonly error: AppError | null;
};

const UNCHECKED: Check = { found: null, error: null };

/** Reads a text as Lua while it is typed. An empty text is not asked about. */
export function useCheck(text: string): Check {
  const client = useApolloClient();
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    if (text.trim() === '') {
      return undefined;
    }
    const aborter = new AbortController();
    const settle = (found: Answer['found'], error: unknown) => {
      if (!aborter.signal.aborted) {
        setAnswer({ text, found, error: toAppError(error) });
      }
    };
    const ask = () =>
      client
        .query({
          query: CheckModuleDocument,
          variables: { source: text },
          fetchPolicy: 'no-cache',
          context: { fetchOptions: { signal: aborter.signal }, queryDeduplication: false },
        })
        .then(
          ({ data, error }) => settle(data?.checkUdf ?? null, error),
          (cause: unknown) => settle(null, cause),
        );
    const timer = setTimeout(() => void ask(), REST_MS);
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
  }, [client, text]);
  return answer?.text === text ? answer : UNCHECKED;
}

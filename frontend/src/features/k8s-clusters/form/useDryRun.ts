import { useEffect, useEffectEvent, useState } from 'react';
import { type AppError, toAppErrors } from '@/shared/errors/appError';

/** What the server says of a resource it was shown. */
export type DryRun<V> = {
  /** Of the newest text that was judged. Stays while a newer one is. */
  readonly verdict: V | null;
  /** Why the newest text could not be judged. */
  readonly errors: readonly AppError[];
  /** Whether the newest text is not judged yet. */
  readonly checking: boolean;
  /** Asks again. */
  readonly again: () => void;
};

type Answer<V> = {
  readonly request: string;
  readonly verdict: V | null;
  readonly errors: readonly AppError[];
};

/** What is typed is judged once it rests. */
const REST_MS = 500;

/**
 * Shows the server what is being written, and tells what it says. `request` is all that its word depends on; null asks
 * nothing. The last request wins, one that is out of date is given up.
 */
export function useDryRun<V>(
  request: string | null,
  ask: (request: string, signal: AbortSignal) => Promise<V>,
): DryRun<V> {
  const [answer, setAnswer] = useState<Answer<V> | null>(null);
  const [attempt, setAttempt] = useState(0);
  const send = useEffectEvent(ask);

  useEffect(() => {
    if (request === null) return undefined;
    const aborter = new AbortController();
    const settle = (verdict: V | null, errors: readonly AppError[]) => {
      if (aborter.signal.aborted) return;
      setAnswer((before) => ({ request, verdict: verdict ?? before?.verdict ?? null, errors }));
    };
    const timer = setTimeout(() => {
      send(request, aborter.signal).then(
        (verdict) => settle(verdict, []),
        (cause: unknown) => settle(null, toAppErrors(cause)),
      );
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
  }, [request, attempt]);

  const isCurrent = answer !== null && answer.request === request;
  return {
    verdict: answer?.verdict ?? null,
    errors: isCurrent ? answer.errors : [],
    checking: request !== null && !isCurrent,
    again: () => {
      setAnswer((before) => (before === null ? null : { ...before, request: '' }));
      setAttempt((count) => count + 1);
    },
  };
}

import { useEffect, useEffectEvent, useState } from 'react';
import { type AppError, toAppErrors } from '@/shared/errors/appError';

export type Rested<T> = {
  /** The answer to what is asked now; null while there is none, and when it failed. */
  readonly value: T | null;
  /** The last answer there was, to whatever was asked. */
  readonly newest: T | null;
  /** Why there is no answer to what is asked now. */
  readonly errors: readonly AppError[];
  /** Whether the answer to what is asked now is on its way. */
  readonly isPending: boolean;
  /** Asks again. */
  readonly again: () => void;
};

type Answer<T> = Pick<Rested<T>, 'value' | 'newest' | 'errors'> & { readonly asked: string };

/**
 * Asks about what is being written once it has rested. `key` is another one for another question; null asks nothing. The
 * last question wins, one that is out of date is given up.
 */
export function useRested<T>(
  key: string | null,
  ask: (key: string, signal: AbortSignal) => Promise<T>,
  restMs: number,
): Rested<T> {
  const [answer, setAnswer] = useState<Answer<T> | null>(null);
  const [attempt, setAttempt] = useState(0);
  const asked = key === null ? null : `${attempt} ${key}`;
  const send = useEffectEvent(ask);

  useEffect(() => {
    if (key === null || asked === null) return undefined;
    const aborter = new AbortController();
    const settle = (value: T | null, errors: readonly AppError[]) => {
      if (aborter.signal.aborted) return;
      setAnswer((before) => ({ asked, value, newest: value ?? before?.newest ?? null, errors }));
    };
    const timer = setTimeout(() => {
      send(key, aborter.signal).then(
        (value) => settle(value, []),
        (cause: unknown) => settle(null, toAppErrors(cause)),
      );
    }, restMs);
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
  }, [key, asked, restMs]);

  const current = answer?.asked === asked ? answer : null;
  return {
    value: current?.value ?? null,
    newest: answer?.newest ?? null,
    errors: current?.errors ?? [],
    isPending: asked !== null && current === null,
    again: () => setAttempt((count) => count + 1),
  };
}

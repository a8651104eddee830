import type { AppError } from '@/shared/errors/appError';
import { useRested } from '@/shared/lib/useRested';

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
  const { newest, errors, isPending, again } = useRested(request, ask, REST_MS);
  return { verdict: newest, errors, checking: isPending, again };
}

import { useApolloClient } from '@apollo/client/react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useSocketState } from '@/shared/apollo/useSocketState';
import { type AppError, toAppError } from '@/shared/errors/appError';
import { EMPTY_BUFFER, type LogBuffer, take } from './logBuffer';
import {
  K8sPodLogsDocument,
  type K8sPodLogsSubscription,
  type K8sPodLogsSubscriptionVariables,
} from './podLogs.generated';

type Item = K8sPodLogsSubscription['podLogs'];

/** Lines come many times a second; they are drawn a few times. */
const REST_MS = 60;

export type PodLogs = LogBuffer & {
  readonly status: 'reading' | 'interrupted' | 'ended';
  readonly error: AppError | null;
  /** Reads from the beginning again. */
  readonly restart: () => void;
};

type State = {
  /** What it is the answer to. */
  readonly request: string;
  readonly buffer: LogBuffer;
  readonly hasEnded: boolean;
  readonly error: AppError | null;
};

const beginningOf = (request: string): State => ({
  request,
  buffer: EMPTY_BUFFER,
  hasEnded: false,
  error: null,
});

/**
 * The logs of pods for as long as they are on the screen. A connection that was lost comes back by itself and brings the
 * past anew, so what was there before makes way for it.
 */
export function usePodLogs(variables: K8sPodLogsSubscriptionVariables): PodLogs {
  const client = useApolloClient();
  const socket = useSocketState();
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState(() => beginningOf(''));
  const wasLost = useRef(false);
  const asked = JSON.stringify(variables);
  const request = `${attempt} ${asked}`;

  const isLost = socket === 'reconnecting';
  useEffect(() => {
    wasLost.current ||= isLost;
  }, [isLost]);

  const keep = useEffectEvent((items: readonly Item[]) => {
    const isAnew = wasLost.current;
    wasLost.current = false;
    setState((now) => {
      const isOther = isAnew || now.request !== request;
      return { ...beginningOf(request), buffer: take(isOther ? EMPTY_BUFFER : now.buffer, items) };
    });
  });

  useEffect(() => {
    let waiting: Item[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      clearTimeout(timer);
      timer = undefined;
      if (waiting.length > 0) {
        keep(waiting);
        waiting = [];
      }
    };
    const end = (error: AppError | null) => {
      flush();
      setState((now) => ({
        ...(now.request === request ? now : beginningOf(request)),
        hasEnded: true,
        error,
      }));
    };
    const subscription = client
      .subscribe({
        query: K8sPodLogsDocument,
        variables: JSON.parse(asked) as K8sPodLogsSubscriptionVariables,
        fetchPolicy: 'no-cache',
        errorPolicy: 'all',
      })
      .subscribe({
        next: ({ data, error }) => {
          if (!data) {
            end(toAppError(error));
            return;
          }
          waiting.push(data.podLogs);
          timer ??= setTimeout(flush, REST_MS);
        },
        error: (cause: unknown) => end(toAppError(cause)),
        complete: () => end(null),
      });
    return () => {
      clearTimeout(timer);
      subscription.unsubscribe();
    };
  }, [client, asked, request]);

  const { buffer, hasEnded, error } = state.request === request ? state : beginningOf(request);
  return {
    ...buffer,
    status: hasEnded ? 'ended' : isLost ? 'interrupted' : 'reading',
    error,
    restart: () => setAttempt((count) => count + 1),
  };
}

import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useEffect, useEffectEvent, useReducer, useRef, useState } from 'react';
import { toAppError, toAppErrors } from '../errors/appError';
import { retryDelay } from '../apollo/socket';
import { useSocketState } from '../apollo/useSocketState';
import {
  type Envelope,
  type FeedEvent,
  type FeedState,
  initialFeedState,
  isWorthRetrying,
  stepFeed,
} from './feedState';

export interface FeedOptions<TData, TVariables extends OperationVariables, TItem extends Envelope, TState> {
  readonly document: TypedDocumentNode<TData, TVariables>;
  readonly variables: TVariables;
  /** The subscription's root field. */
  readonly select: (data: TData) => TItem;
  /** Builds the state from an item; `state` is null for a SNAPSHOT. Pure. */
  readonly reduce: (state: TState | null, item: TItem) => TState;
  /** Not subscribed while true; the state so far is kept. */
  readonly skip?: boolean;
  /** `no-cache` for feeds that are long series of numbers; otherwise objects with an identity update the cache. */
  readonly fetchPolicy?: 'no-cache' | 'network-only';
  /** Called after each item was applied, for what lives outside this state (a cache, a chart). */
  readonly onItem?: (item: TItem) => void;
}

export interface Feed<TState> extends FeedState<TState> {
  /** Asks again now, also for a feed that ended. */
  readonly restart: () => void;
}

/**
 * Reads one feed for as long as the component is on the screen. Starts over when the variables change.
 * A lost connection comes back by itself and replays a snapshot; a feed the gateway ended is asked for again after a
 * while when its error is of a kind that can pass.
 */
export function useFeed<TData, TVariables extends OperationVariables, TItem extends Envelope, TState>(
  options: FeedOptions<TData, TVariables, TItem, TState>,
): Feed<TState> {
  const { document, skip = false, fetchPolicy = 'network-only' } = options;
  const client = useApolloClient();
  const socket = useSocketState();
  const [attempt, setAttempt] = useState(0);
  /** Failures in a row; the wait before the next attempt grows with them. */
  const failures = useRef(0);
  const [feed, dispatch] = useReducer(
    (current: FeedState<TState>, event: FeedEvent<TItem> | { readonly type: 'reset' }) =>
      event.type === 'reset' ? initialFeedState<TState>() : stepFeed(current, event, options.reduce),
    undefined,
    initialFeedState<TState>,
  );

  const variablesKey = JSON.stringify(options.variables);
  const onItem = useEffectEvent((data: TData, error: unknown) => {
    const item = options.select(data);
    failures.current = 0;
    dispatch({ type: 'item', item, gaps: toAppErrors(error) });
    options.onItem?.(item);
  });

  useEffect(() => dispatch({ type: 'reset' }), [document, variablesKey]);

  useEffect(() => {
    if (skip) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopped = false;
    const fail = (cause: unknown) => {
      if (stopped) return;
      stopped = true;
      const error = toAppError(cause);
      if (!isWorthRetrying(error)) {
        dispatch({ type: 'ended', error });
        return;
      }
      dispatch({ type: 'interrupted', error });
      timer = setTimeout(() => setAttempt((count) => count + 1), retryDelay(failures.current++));
    };
    const variables = JSON.parse(variablesKey) as TVariables;
    const subscription = client
      .subscribe<TData, TVariables>({ query: document, variables, fetchPolicy, errorPolicy: 'all' })
      .subscribe({
        // A field of the item may have failed (a silent node's); the rest of it stands, and the feed goes on.
        next: ({ data, error }) => {
          if (data) onItem(data, error);
          else if (error) fail(error);
        },
        error: fail,
        complete: () => fail(null),
      });
    return () => {
      stopped = true;
      clearTimeout(timer);
      subscription.unsubscribe();
    };
  }, [client, document, variablesKey, fetchPolicy, skip, attempt]);

  // The socket retries by itself and without telling the subscription, so its state is what says "interrupted".
  const status = feed.status === 'live' && socket === 'reconnecting' ? 'interrupted' : feed.status;
  return { ...feed, status, restart: () => setAttempt((count) => count + 1) };
}

import type { FeedItem } from '@/gql/schema';
import { explain } from '../errors/explain';
import { type AppError, fromProblem } from '../errors/appError';

/** The part of a feed's item that all feeds share. */
export type Envelope = Pick<FeedItem, 'at' | 'kind' | 'lagged' | 'version'> & {
  readonly problem?: {
    readonly code: Parameters<typeof fromProblem>[0]['code'];
    readonly message: string;
  } | null;
};

/**
 * `connecting`: nothing has come yet. `live`: the newest item is the present state. `interrupted`: the connection was
 * lost or the feed failed, the state shown is old, and it is being asked for again. `ended`: it will not come back by itself.
 */
export type FeedStatus = 'connecting' | 'live' | 'interrupted' | 'ended';

export interface FeedState<TState> {
  /** Null until the first item. Kept through interruptions: old state marked as old beats an empty screen. */
  readonly state: TState | null;
  readonly status: FeedStatus;
  /** When the newest item was made, by the gateway's clock. */
  readonly at: string | null;
  readonly version: string | null;
  /** The newest item says that this reader was too slow and items were left out before it. */
  readonly lagged: boolean;
  /** Why the feed ended or is interrupted, or a problem that did not end it. */
  readonly error: AppError | null;
  /** Fields of the newest item that are null because of an error, by their paths. The rest of it stands. */
  readonly gaps: readonly AppError[];
}

export type FeedEvent<TItem> =
  | { readonly type: 'item'; readonly item: TItem; readonly gaps?: readonly AppError[] }
  | { readonly type: 'interrupted'; readonly error: AppError | null }
  | { readonly type: 'ended'; readonly error: AppError | null };

export function initialFeedState<TState>(): FeedState<TState> {
  return { state: null, status: 'connecting', at: null, version: null, lagged: false, error: null, gaps: [] };
}

/**
 * One step of a feed. A SNAPSHOT starts over (`reduce` gets null), a CHANGE builds on what there is.
 * A CHANGE that is not newer than the state is left out: after a reconnect the snapshot may already contain it.
 */
export function stepFeed<TItem extends Envelope, TState>(
  current: FeedState<TState>,
  event: FeedEvent<TItem>,
  reduce: (state: TState | null, item: TItem) => TState,
): FeedState<TState> {
  switch (event.type) {
    case 'item': {
      const { item } = event;
      if (item.kind === 'CHANGE' && isOld(item.version, current.version)) return current;
      return {
        state: reduce(item.kind === 'SNAPSHOT' ? null : current.state, item),
        status: 'live',
        at: item.at,
        version: item.version,
        lagged: item.lagged,
        error: item.problem ? fromProblem(item.problem) : null,
        gaps: event.gaps ?? [],
      };
    }
    case 'interrupted':
      return {
        ...current,
        status: current.state === null ? 'connecting' : 'interrupted',
        error: event.error ?? current.error,
      };
    case 'ended':
      return { ...current, status: 'ended', error: event.error };
    default:
      return event satisfies never;
  }
}

/** Whether a feed that failed so should be asked for again. */
export function isWorthRetrying(error: AppError | null): boolean {
  return error === null || explain(error).retryable;
}

function isOld(version: string, than: string | null): boolean {
  return than !== null && BigInt(version) <= BigInt(than);
}

import { createClient, type Client } from 'graphql-ws';

/**
 * What the one WebSocket of this page is doing.
 * `idle`: nothing is subscribed. `reconnecting`: it was lost, or could not be opened, and is being opened again.
 */
export type SocketState = 'idle' | 'connecting' | 'connected' | 'reconnecting';

export interface FeedSocket {
  readonly client: Client;
  readonly state: () => SocketState;
  /** Calls `listener` after each change of state; returns how to stop. */
  readonly subscribe: (listener: () => void) => () => void;
}

const KEEP_ALIVE_MS = 10_000;
const PONG_DEADLINE_MS = 5_000;
/** Kept open this long after the last feed ends, so that going from page to page does not reconnect. */
const LINGER_MS = 3_000;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 15_000;

/** Exponential back-off with jitter, in milliseconds: between half and all of `FIRST_RETRY_MS · 2^retries`, capped. */
export function retryDelay(retries: number, random: () => number = Math.random): number {
  const ceiling = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(retries, 16));
  return ceiling / 2 + (ceiling / 2) * random();
}

/** The address of the WebSocket endpoint on the page's own origin. */
export function socketUrl(location: Pick<Location, 'protocol' | 'host'>): string {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`;
}

/** Opens lazily, keeps alive, and comes back by itself for ever: a feed only ends when its reader or the server says so. */
export function createFeedSocket(url: string): FeedSocket {
  const listeners = new Set<() => void>();
  let state: SocketState = 'idle';
  let pongTimer: ReturnType<typeof setTimeout> | undefined;

  const enter = (next: SocketState) => {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener();
  };

  const client = createClient({
    url,
    lazy: true,
    lazyCloseTimeout: LINGER_MS,
    keepAlive: KEEP_ALIVE_MS,
    retryAttempts: Infinity,
    shouldRetry: () => true,
    retryWait: (retries) => new Promise((resolve) => setTimeout(resolve, retryDelay(retries))),
    on: {
      connecting: (isRetry) => enter(isRetry ? 'reconnecting' : 'connecting'),
      connected: () => enter('connected'),
      closed: (event) => {
        clearTimeout(pongTimer);
        enter(isNormalClosure(event) ? 'idle' : 'reconnecting');
      },
      // A peer that is gone without a word (sleep, lost network) is found by the missing pong.
      ping: (received) => {
        if (received) return;
        clearTimeout(pongTimer);
        pongTimer = setTimeout(() => client.terminate(), PONG_DEADLINE_MS);
      },
      pong: (received) => {
        if (received) clearTimeout(pongTimer);
      },
    },
  });

  return {
    client,
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function isNormalClosure(event: unknown): boolean {
  return typeof event === 'object' && event !== null && 'code' in event && event.code === 1000;
}

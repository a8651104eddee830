import { createContext, use, useSyncExternalStore } from 'react';
import type { FeedSocket, SocketState } from './socket';

/** The page's socket, when there is one; tests that mock the client have none. */
export const SocketContext = createContext<FeedSocket | null>(null);

const subscribeNothing = () => () => undefined;
const alwaysIdle = () => 'idle' as const;

/** The state of the page's WebSocket; `idle` where there is none. */
export function useSocketState(): SocketState {
  const socket = use(SocketContext);
  return useSyncExternalStore<SocketState>(
    socket?.subscribe ?? subscribeNothing,
    socket?.state ?? alwaysIdle,
  );
}

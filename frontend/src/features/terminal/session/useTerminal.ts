import type { ApolloClient } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { use, useSyncExternalStore } from 'react';
import type { FeedSocket } from '@/shared/apollo/socket';
import { SocketContext } from '@/shared/apollo/useSocketState';
import { TerminalSession, type TerminalState } from './terminalSession';

/** Terminals that are kept while their pages are away; idle ones go first, those used longest ago before others. */
const MAX_SESSIONS = 8;

const kept = new WeakMap<ApolloClient, Map<string, TerminalSession>>();

function sessionOf(client: ApolloClient, socket: FeedSocket | null, connectionId: string): TerminalSession {
  const sessions = kept.get(client) ?? new Map<string, TerminalSession>();
  kept.set(client, sessions);
  const session = sessions.get(connectionId) ?? new TerminalSession(client, socket, connectionId);
  sessions.delete(connectionId);
  sessions.set(connectionId, session);
  for (const [id, other] of sessions) {
    if (sessions.size > MAX_SESSIONS && other.snapshot().phase === 'idle') sessions.delete(id);
  }
  return session;
}

/** The terminal of a connection. A run goes on while the page is left. */
export function useTerminal(connectionId: string): {
  readonly session: TerminalSession;
  readonly state: TerminalState;
} {
  const client = useApolloClient();
  const socket = use(SocketContext);
  const session = sessionOf(client, socket, connectionId);
  return { session, state: useSyncExternalStore(session.subscribe, session.snapshot) };
}

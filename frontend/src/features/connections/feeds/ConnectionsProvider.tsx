import { useApolloClient, useQuery } from '@apollo/client/react';
import { createContext, type ReactNode, use, useMemo } from 'react';
import type { AppError } from '@/shared/errors/appError';
import { useFeed } from '@/shared/feeds/useFeed';
import { applyChange, type ConnectionEntry } from '../model/entries';
import { ConnectionsDocument } from '../queries/connections.generated';
import { ConnectionsFeedDocument } from './connectionsFeed.generated';
import { HealthFeed } from './HealthFeed';
import { useFirstList } from './useFirstList';

/** Health is followed for this many connections at once; beyond it the list's own feed has to do. */
const MAX_HEALTH_FEEDS = 48;

interface Connections {
  readonly entries: readonly ConnectionEntry[];
  /** Nothing is known yet. */
  readonly loading: boolean;
  /** Why nothing could be read; null while there is something to show. */
  readonly error: unknown;
  readonly refetch: () => void;
  /** Why live updates have ended for good; null while they run or are being resumed. */
  readonly feedError: AppError | null;
}

const ConnectionsContext = createContext<Connections | null>(null);

/**
 * Follows the list of connections and the health of each for the whole page, so that navigation, palette and list are
 * one subscription and never disagree. The cache is the one place the list lives.
 */
export function ConnectionsProvider({ children }: { readonly children: ReactNode }) {
  const client = useApolloClient();
  const { error, ask, obsolete } = useFirstList();
  const { data } = useQuery(ConnectionsDocument, { fetchPolicy: 'cache-only' });
  const feed = useFeed({
    document: ConnectionsFeedDocument,
    variables: {},
    select: (payload) => payload.connectionsChanged,
    reduce: () => null,
    onItem: (item) => {
      obsolete();
      client.cache.updateQuery({ query: ConnectionsDocument, overwrite: true }, (previous) => ({
        connections: applyChange(previous?.connections ?? [], item),
      }));
    },
  });

  const feedError = feed.status === 'ended' ? feed.error : null;
  const value = useMemo<Connections>(
    () => ({
      entries: data?.connections ?? [],
      loading: data === undefined && error === null,
      error: data === undefined ? error : null,
      refetch: ask,
      feedError,
    }),
    [data, error, ask, feedError],
  );

  return (
    <ConnectionsContext value={value}>
      {value.entries.slice(0, MAX_HEALTH_FEEDS).map(({ id }) => (
        <HealthFeed key={id} connectionId={id} />
      ))}
      {children}
    </ConnectionsContext>
  );
}

/** The name of a connection; null while it is not known. */
export function useConnectionName(connectionId: string): string | null {
  const connections = use(ConnectionsContext);
  return connections?.entries.find(({ id }) => id === connectionId)?.name ?? null;
}

/** The connections, live. Only below `ConnectionsProvider`. */
export function useConnections(): Connections {
  const connections = use(ConnectionsContext);
  if (connections === null) throw new Error('useConnections needs a ConnectionsProvider above it');
  return connections;
}

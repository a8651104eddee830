import { ApolloClient, ApolloLink, HttpLink, type ApolloCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { createCache } from './cache';
import type { FeedSocket } from './socket';

/** Types the defaults below for every hook: data can be partial, so it is always there together with the error. */
declare module '@apollo/client' {
  /* eslint-disable @typescript-eslint/no-namespace -- the library declares these as namespaces; this extends them */
  namespace ApolloClient {
    namespace DeclareDefaultOptions {
      interface WatchQuery {
        errorPolicy: 'all';
      }
      interface Query {
        errorPolicy: 'all';
      }
    }
  }
  /* eslint-enable @typescript-eslint/no-namespace */
}

/** Asking for a pre-flight is what makes a simple cross-site form unable to send our requests. */
const HEADERS = { 'apollo-require-preflight': 'true' };

/** Said at the type level above; here for the run time. */
export const DEFAULT_OPTIONS = {
  watchQuery: { errorPolicy: 'all' },
  query: { errorPolicy: 'all' },
} as const;

/**
 * The client: queries and mutations over HTTP, feeds over the page's one WebSocket.
 * Queries answer with what there is (`errorPolicy: 'all'`); a mutation either succeeded or throws.
 */
export function createApolloClient(socket: FeedSocket, cache: ApolloCache = createCache()): ApolloClient {
  const http = new HttpLink({ uri: '/graphql', headers: HEADERS });
  const feeds = new GraphQLWsLink(socket.client);
  return new ApolloClient({
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      feeds,
      http,
    ),
    cache,
    clientAwareness: { name: 'acm-ui' },
    defaultOptions: DEFAULT_OPTIONS,
  });
}

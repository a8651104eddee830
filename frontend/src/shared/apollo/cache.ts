import { InMemoryCache, type Reference } from '@apollo/client';

/**
 * The cache, keyed as the schema identifies things: a cluster by its connection, what lives in a cluster by connection
 * and name. Queries and feeds that name the same object therefore update each other.
 */
export function createCache(): InMemoryCache {
  return new InMemoryCache({
    possibleTypes: {
      FeedItem: ['ConnectionsChanged', 'ConnectionHealthChanged', 'ClusterChanged', 'MetricsFrame'],
    },
    typePolicies: {
      Connection: { keyFields: ['id'] },
      ConnectionHealth: { keyFields: ['connectionId'] },
      Cluster: { keyFields: ['connectionId'] },
      AerospikeNode: { keyFields: ['connectionId', 'id'] },
      Namespace: { keyFields: ['connectionId', 'name'] },
      Set: { keyFields: ['connectionId', 'namespace', 'name'] },
      Record: { keyFields: ['id'] },
      // Whole values: the newest answer replaces the one before.
      NodeStatus: { keyFields: false },
      MetricsFrame: { keyFields: false },
      RecordPage: { keyFields: false },
      Query: {
        fields: {
          // One connection is often known from the list already: then no request is needed.
          connection: {
            read: (existing: Reference | null | undefined, { args, toReference }) =>
              existing === undefined && args
                ? toReference({ __typename: 'Connection', id: String(args.id) })
                : existing,
          },
        },
      },
    },
  });
}

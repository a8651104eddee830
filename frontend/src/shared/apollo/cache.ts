import { InMemoryCache, type Reference } from '@apollo/client';

/**
 * The cache, keyed as the schema identifies things: a cluster by its connection, what lives in a cluster by connection
 * and name. Queries and feeds that name the same object therefore update each other.
 */
export function createCache(): InMemoryCache {
  return new InMemoryCache({
    possibleTypes: {
      FeedItem: [
        'ConnectionsChanged',
        'ConnectionHealthChanged',
        'ClusterChanged',
        'MetricsFrame',
        'FindingsChanged',
        'LatencyFrame',
        'OverviewChanged',
        'TopChanged',
        'UdfModulesChanged',
        'IndexesChanged',
        'JobsChanged',
        'JobChanged',
      ],
    },
    typePolicies: {
      Connection: { keyFields: ['id'], fields: replaced('labels', 'hosts') },
      ConnectionHealth: { keyFields: ['connectionId'] },
      Cluster: { keyFields: ['connectionId'], fields: replaced('nodes', 'namespaces', 'problems') },
      AerospikeNode: { keyFields: ['connectionId', 'id'] },
      Namespace: {
        keyFields: ['connectionId', 'name'],
        fields: replaced('problems', 'sets', 'thresholds'),
      },
      Set: { keyFields: ['connectionId', 'namespace', 'name'] },
      Record: { keyFields: ['id'] },
      // Without an identity of their own: parts of the object that holds them.
      NodeStatus: { keyFields: false, merge: true },
      NamespaceTtl: { keyFields: false, merge: true },
      ConnectionTls: { keyFields: false, merge: true },
      Problem: { keyFields: false, merge: true },
      MetricsFrame: { keyFields: false },
      RecordPage: { keyFields: false },
      Query: {
        fields: {
          ...replaced('connections'),
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

/** Lists of which the newest answer has all: it replaces the one before. */
function replaced(...fields: readonly string[]): Record<string, { merge: false }> {
  return Object.fromEntries(fields.map((field) => [field, { merge: false }]));
}

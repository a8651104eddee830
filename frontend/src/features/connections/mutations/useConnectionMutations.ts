import { useApolloClient, useMutation } from '@apollo/client/react';
import type { ApolloCache } from '@apollo/client';
import type { CreateConnectionInput, UpdateConnectionInput } from '@/gql/schema';
import { type ConnectionEntry, inOrder } from '../model/entries';
import { ConnectionsDocument } from '../queries/connections.generated';
import {
  CreateConnectionDocument,
  DeleteConnectionDocument,
  DuplicateConnectionDocument,
  ReorderConnectionsDocument,
  UpdateConnectionDocument,
} from './connections.generated';

/** The cached list after `change`; the feed will say the same a moment later, or what others did besides. */
function updateList(
  cache: ApolloCache,
  change: (entries: readonly ConnectionEntry[]) => ConnectionEntry[],
): void {
  cache.updateQuery({ query: ConnectionsDocument, overwrite: true }, (list) =>
    list ? { connections: change(list.connections) } : undefined,
  );
}

const upsert = (entry: ConnectionEntry) => (entries: readonly ConnectionEntry[]) =>
  entries.some(({ id }) => id === entry.id) ? [...entries] : [...entries, entry];

/** What can be done to connections. Each rejects with the gateway's error. */
export function useConnectionMutations() {
  const { cache } = useApolloClient();
  const [create] = useMutation(CreateConnectionDocument);
  const [update] = useMutation(UpdateConnectionDocument);
  const [remove] = useMutation(DeleteConnectionDocument);
  const [duplicate] = useMutation(DuplicateConnectionDocument);
  const [reorder] = useMutation(ReorderConnectionsDocument);

  return {
    create: async (input: CreateConnectionInput) => {
      const { data } = await create({ variables: { input } });
      updateList(cache, upsert(data.createConnection.connection));
    },
    update: async (input: UpdateConnectionInput) => {
      await update({ variables: { input } });
    },
    remove: async (id: string, expectedRevision: string) => {
      await remove({ variables: { input: { id, expectedRevision } } });
      updateList(cache, (entries) => entries.filter((entry) => entry.id !== id));
    },
    duplicate: async (id: string) => {
      const { data } = await duplicate({ variables: { input: { id } } });
      updateList(cache, upsert(data.duplicateConnection.connection));
      return data.duplicateConnection.connection;
    },
    reorder: async (ids: readonly string[]) => {
      // Shown at once, and put back when it was refused.
      const before = cache.readQuery({ query: ConnectionsDocument })?.connections ?? [];
      const show = (order: readonly string[]) => updateList(cache, (entries) => inOrder(entries, order));
      show(ids);
      try {
        const { data } = await reorder({ variables: { input: { ids: [...ids] } } });
        show(data.reorderConnections.connections.map(({ id }) => id));
      } catch (error) {
        show(before.map(({ id }) => id));
        throw error;
      }
    },
  };
}

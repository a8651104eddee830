import { useApolloClient, useMutation } from '@apollo/client/react';
import type { ConnectionImportConflict } from '@/gql/schema';
import { ConnectionsDocument } from '../queries/connections.generated';
import {
  ExportConnectionsDocument,
  ImportConnectionsDocument,
  PreviewConnectionsImportDocument,
} from './transfer.generated';

/** Connections in and out as one document. Each rejects with the gateway's error. */
export function useTransfer() {
  const { cache } = useApolloClient();
  // What passes here may hold passwords: none of it stays in the cache.
  const [exportThem] = useMutation(ExportConnectionsDocument, { fetchPolicy: 'no-cache' });
  const [preview] = useMutation(PreviewConnectionsImportDocument, { fetchPolicy: 'no-cache' });
  const [importThem] = useMutation(ImportConnectionsDocument);

  return {
    exportAll: async (ids: readonly string[], includeSecrets: boolean) => {
      const { data } = await exportThem({ variables: { input: { ids: [...ids], includeSecrets } } });
      return data.exportConnections;
    },
    preview: async (document: string, onConflict: ConnectionImportConflict) => {
      const { data } = await preview({ variables: { input: { document, onConflict } } });
      return data.previewConnectionsImport.entries;
    },
    /** Yields how many were made or replaced. */
    importAll: async (document: string, onConflict: ConnectionImportConflict, entries: readonly number[]) => {
      const input = { document, onConflict, entries: [...entries] };
      const { data } = await importThem({ variables: { input } });
      const imported = data.importConnections.connections;
      cache.updateQuery({ query: ConnectionsDocument, overwrite: true }, (list) => {
        if (!list) return undefined;
        const known = new Set(list.connections.map(({ id }) => id));
        return { connections: [...list.connections, ...imported.filter(({ id }) => !known.has(id))] };
      });
      return imported.length;
    },
  };
}

import { useMutation, useQuery } from '@apollo/client/react';
import type { RecordQueryInput } from '@/gql/schema';
import { type AppError, toAppErrors } from '@/shared/errors/appError';
import {
  ClearQueryHistoryDocument,
  SavedQueryDeleteDocument,
  QueryHistoryDocument,
  SavedQueriesDocument,
  QuerySaveDocument,
  SavedQueryUpdateDocument,
} from './saved.generated';

/** The queries kept for a connection. Asked for anew each time they are shown; each change rejects with the gateway's error. */
export function useSavedQueries(connectionId: string) {
  const variables = { connectionId };
  const saved = useQuery(SavedQueriesDocument, { variables, fetchPolicy: 'cache-and-network' });
  const past = useQuery(QueryHistoryDocument, { variables, fetchPolicy: 'network-only' });
  const again = { refetchQueries: [SavedQueriesDocument], awaitRefetchQueries: true };
  const [save] = useMutation(QuerySaveDocument, again);
  const [update] = useMutation(SavedQueryUpdateDocument, again);
  const [remove] = useMutation(SavedQueryDeleteDocument, again);
  const [clear] = useMutation(ClearQueryHistoryDocument);
  const errors: readonly AppError[] = [...toAppErrors(saved.error), ...toAppErrors(past.error)];
  return {
    saved: saved.data?.savedQueries ?? null,
    past: past.data?.queryHistory ?? null,
    errors,
    save: async (name: string, query: RecordQueryInput) => {
      await save({ variables: { input: { name, query } } });
    },
    rename: async (id: string, name: string) => {
      await update({ variables: { input: { id, name } } });
    },
    replace: async (id: string, query: RecordQueryInput) => {
      await update({ variables: { input: { id, query } } });
    },
    remove: async (id: string) => {
      await remove({ variables: { input: { id } } });
    },
    clear: async () => {
      await clear({ variables: { input: { connectionId } } });
      await past.refetch();
    },
  };
}

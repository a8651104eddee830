import { useApolloClient } from '@apollo/client/react';
import type { ImportK8sClusterInput } from '@/gql/schema';
import type { AppError } from '@/shared/errors/appError';
import type { FieldNote } from '../form/ResourceForm';
import { type DryRun, useDryRun } from '../form/useDryRun';
import { ImportK8sClusterDocument, type ImportK8sClusterMutation } from './newCluster.generated';

export type NewClusterVerdict = ImportK8sClusterMutation['importK8sCluster'];

/** Makes clusters from texts. Rejects when it is refused. Nothing of it is cached. */
function useImport() {
  const client = useApolloClient();
  return async (input: ImportK8sClusterInput, signal?: AbortSignal): Promise<NewClusterVerdict> => {
    const { data } = await client.mutate({
      mutation: ImportK8sClusterDocument,
      variables: { input },
      fetchPolicy: 'no-cache',
      ...(signal !== undefined && { context: { fetchOptions: { signal } } }),
    });
    return data.importK8sCluster;
  };
}

/** Stands for a name while there is none, so that the rest is looked at. */
export const UNNAMED = 'unnamed-draft';

type Options = { readonly context: string | null; readonly autoConnect: boolean };

/** What the server says of a new cluster, as its text is written. A null text is not shown to it. */
export function useNewClusterCheck(
  text: string | null,
  { context, autoConnect, isNamed }: Options & { readonly isNamed: boolean },
): DryRun<NewClusterVerdict> {
  const send = useImport();
  const input = { yaml: text, context, autoConnect, dryRun: true, ...(!isNamed && { name: UNNAMED }) };
  const request = text === null ? null : JSON.stringify(input);
  return useDryRun(request, (sent, signal) => send(JSON.parse(sent) as ImportK8sClusterInput, signal));
}

/** Makes the cluster. */
export function useCreateCluster() {
  const send = useImport();
  return (text: string, { context, autoConnect }: Options) =>
    send({ yaml: text, context, autoConnect, dryRun: false, skipChecks: false });
}

/** Errors that are about a field, as notes of it; the others stay errors. */
export function notesOfErrors(errors: readonly AppError[]): {
  readonly notes: readonly FieldNote[];
  readonly others: readonly AppError[];
} {
  const fields = errors.map((error) => ({ error, field: fieldOf(error) }));
  return {
    notes: fields.flatMap(({ error: { message }, field }) => (field === null ? [] : [{ field, message }])),
    others: fields.filter(({ field }) => field === null).map(({ error }) => error),
  };
}

function fieldOf({ code, details }: AppError): string | null {
  if (code === 'ALREADY_EXISTS') return 'metadata.name';
  const kind = typeof details === 'object' && details !== null && 'kind' in details ? details.kind : null;
  return code === 'NOT_FOUND' && kind === 'namespaces' ? 'metadata.namespace' : null;
}

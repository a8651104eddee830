import { useApolloClient } from '@apollo/client/react';
import type { ImportK8sClusterInput } from '@/gql/schema';
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

type Options = { readonly context: string | null; readonly autoConnect: boolean };

/** What the server says of a new cluster, as its text is written. A null text is not shown to it. */
export function useNewClusterCheck(
  text: string | null,
  { context, autoConnect }: Options,
): DryRun<NewClusterVerdict> {
  const send = useImport();
  const request = text === null ? null : JSON.stringify({ yaml: text, context, autoConnect, dryRun: true });
  return useDryRun(request, (sent, signal) => send(JSON.parse(sent) as ImportK8sClusterInput, signal));
}

/** Makes the cluster. */
export function useCreateCluster() {
  const send = useImport();
  return (text: string, { context, autoConnect }: Options) =>
    send({ yaml: text, context, autoConnect, dryRun: false, skipChecks: false });
}

import { useApolloClient } from '@apollo/client/react';
import type { EditK8sClusterInput } from '@/gql/schema';
import { type DryRun, useDryRun } from '../form/useDryRun';
import type { ClusterRef } from '../urls';
import type { Base } from './conflict';
import { EditK8sClusterDocument, type EditK8sClusterMutation } from './edit.generated';

export type EditVerdict = EditK8sClusterMutation['editK8sCluster'];

type Edit = {
  readonly cluster: ClusterRef;
  readonly base: Base;
  /** The cluster as it is to be. */
  readonly text: string;
  readonly skipChecks: boolean;
};

/** Writes the text of a cluster, against the one that was read: what others changed elsewhere stays. */
function useEditMutation() {
  const client = useApolloClient();
  return async (input: EditK8sClusterInput, signal?: AbortSignal): Promise<EditVerdict> => {
    const { data } = await client.mutate({
      mutation: EditK8sClusterDocument,
      variables: { input },
      fetchPolicy: 'no-cache',
      ...(signal !== undefined && { context: { fetchOptions: { signal } } }),
    });
    return data.editK8sCluster;
  };
}

function inputOf({ cluster, base, text, skipChecks }: Edit, dryRun: boolean): EditK8sClusterInput {
  return {
    context: cluster.context ?? null,
    namespace: cluster.namespace,
    name: cluster.name,
    yaml: text,
    seenYaml: base.text,
    expectedResourceVersion: base.version,
    skipChecks,
    dryRun,
  };
}

/** What the server says of an edit, as it is made. Null is no edit yet. */
export function useEditCheck(edit: Edit | null): DryRun<EditVerdict> {
  const send = useEditMutation();
  const request = edit === null ? null : JSON.stringify(inputOf(edit, true));
  return useDryRun(request, (sent, signal) => send(JSON.parse(sent) as EditK8sClusterInput, signal));
}

/** Makes the cluster what the text says. */
export function useSaveEdit() {
  const send = useEditMutation();
  return (edit: Edit) => send(inputOf(edit, false));
}

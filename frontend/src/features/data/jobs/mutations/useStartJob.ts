import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useNavigate } from 'react-router';
import { isKnown } from '@/shared/lib/known';
import { jobUrl } from '../urls';

type Started = { readonly job: { readonly id: string } };

/** Starts a job with a mutation and leads from the dialog that asked to its page. Rejects, and stays, when it is refused. */
export function useStartJob(connectionId: string) {
  const client = useApolloClient();
  const navigate = useNavigate();
  return async <TData, TVariables extends OperationVariables>(
    mutation: TypedDocumentNode<TData, TVariables>,
    variables: TVariables,
    started: (data: TData) => Started,
  ): Promise<void> => {
    const { data } = await client.mutate({
      mutation: mutation as TypedDocumentNode<TData, OperationVariables>,
      variables,
      fetchPolicy: 'no-cache',
    });
    if (isKnown(data)) {
      await navigate(jobUrl(connectionId, started(data).job.id), { replace: true });
    }
  };
}

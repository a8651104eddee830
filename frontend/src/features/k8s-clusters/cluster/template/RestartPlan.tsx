import type { ApolloClient } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { List, Skeleton, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { toAppError } from '@/shared/errors/appError';
import type { ClusterRef } from '../../urls';
import { K8sResyncBaseDocument, PlanK8sResyncDocument } from './plan.generated';
import { asIfItsOwn, type PodsPlan, podsText } from './resyncPlan';
import type { FieldChange } from './useTemplate';

type Props = {
  readonly at: ClusterRef;
  /** What a resync would change of what the cluster is asked to be. */
  readonly impact: readonly FieldChange[];
};

type Found =
  { readonly of: string; readonly plan: PodsPlan } | { readonly of: string; readonly problem: string };

/**
 * What a resync means for the pods, by the server's own plan of the same change: a dry run of the cluster as if it said
 * itself what the template would bring it.
 */
export function RestartPlan({ at, impact }: Props) {
  const client = useApolloClient();
  const [found, setFound] = useState<Found | null>(null);
  const request = JSON.stringify({ at, impact });

  useEffect(() => {
    const aborter = new AbortController();
    planOf(client, request, aborter.signal)
      .catch((cause: unknown): Found => ({ of: request, problem: toAppError(cause)?.message ?? '' }))
      .then(
        (next) => {
          if (!aborter.signal.aborted) setFound(next);
        },
        () => undefined,
      );
    return () => aborter.abort();
  }, [client, request]);

  if (found?.of !== request) {
    return <Skeleton height={18} width={280} my={4} aria-label="Loading: what it means for the pods" />;
  }
  if ('problem' in found) {
    return (
      <Text size="sm" c="dimmed">
        What it means for the pods is not known. {found.problem}
      </Text>
    );
  }
  return (
    <List size="sm" listStyleType="none" aria-label="What it means for the pods">
      {podsText(found.plan, impact).map((text) => (
        <List.Item key={text}>{text}</List.Item>
      ))}
    </List>
  );
}

async function planOf(client: ApolloClient, request: string, signal: AbortSignal): Promise<Found> {
  const { at, impact } = JSON.parse(request) as Props;
  const { context = null, namespace, name } = at;
  const options = {
    fetchPolicy: 'no-cache',
    context: { fetchOptions: { signal }, queryDeduplication: false },
  } as const;
  const { data } = await client.query({
    query: K8sResyncBaseDocument,
    variables: { context, namespace, name },
    ...options,
  });
  const yaml = asIfItsOwn(data?.k8sCluster?.yaml ?? '', impact);
  if (yaml === null) {
    return { of: request, problem: 'The cluster is not known.' };
  }
  const answer = await client.mutate({
    mutation: PlanK8sResyncDocument,
    variables: { input: { context, namespace, name, yaml, dryRun: true, skipChecks: true } },
    ...options,
  });
  const { plan, refusals } = answer.data.editK8sCluster;
  const refused = refusals.map(({ message }) => message).join(' ');
  return refused !== '' ? { of: request, problem: refused } : { of: request, plan };
}

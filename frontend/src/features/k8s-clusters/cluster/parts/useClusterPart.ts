import type { TypedDocumentNode } from '@apollo/client';
import type { Envelope } from '@/shared/feeds/feedState';
import { type Feed, useFeed } from '@/shared/feeds/useFeed';
import type { ClusterRef } from '../../urls';

/** What names a cluster in every document of this feature. */
export type ClusterVariables = {
  readonly context?: string | null;
  readonly namespace: string;
  readonly name: string;
};

type PartData = { k8sCluster: Envelope & { cluster?: object | null } };

export type PartOf<D extends PartData> = NonNullable<D['k8sCluster']['cluster']>;

export type PartState<C> = {
  /** Null while there is none of that name. */
  readonly cluster: C | null;
};

/** What one part of the cluster's page shows, live: each has its own feed, so that none waits for another. */
export function useClusterPart<D extends PartData>(
  document: TypedDocumentNode<D, ClusterVariables>,
  at: ClusterRef,
): Feed<PartState<PartOf<D>>> {
  return useFeed({
    document,
    variables: variablesOf(at),
    fetchPolicy: 'no-cache',
    select: (data) => data.k8sCluster,
    reduce: (_: PartState<PartOf<D>> | null, item) => ({
      cluster: item.cluster ?? null,
    }),
  });
}

export function variablesOf({ context, namespace, name }: ClusterRef) {
  return { context: context ?? null, namespace, name };
}

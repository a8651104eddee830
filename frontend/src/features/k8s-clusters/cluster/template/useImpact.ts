import { useEffect, useEffectEvent } from 'react';
import { useReading } from '@/shared/apollo/useReading';
import type { AppError } from '@/shared/errors/appError';
import { K8sTemplateImpactDocument, type K8sTemplateImpactQuery } from './template.generated';
import type { LiveTemplate } from './useTemplate';

type Uses = NonNullable<NonNullable<K8sTemplateImpactQuery['k8sTemplate']>['usedBy']>;

/** How a cluster differs from its template, and what a resync would change in it. */
export type ClusterImpact = Pick<Uses['clusters'][number], 'diff' | 'impact' | 'plan'>;

export type Impacts = {
  /** By the cluster's id; null until they were read. */
  readonly of: ReadonlyMap<string, ClusterImpact> | null;
  readonly errors: readonly AppError[];
};

/** What a resync would change in each cluster of a template: read when it is shown, and again when it may be another. */
export function useImpact(
  template: LiveTemplate | null,
  { skip = false }: { readonly skip?: boolean } = {},
): Impacts {
  const { data, errors, loading, refresh } = useReading(
    K8sTemplateImpactDocument,
    { context: template?.context ?? null, name: template?.name ?? '' },
    { skip: skip || template === null },
  );
  const copies = template?.usedBy?.clusters.map(({ clusterId, snapshot }) => [
    clusterId,
    snapshot?.resourceVersion,
  ]);
  const state = JSON.stringify([template?.resourceVersion, copies]);
  const again = useEffectEvent(() => {
    if (data !== null && !loading) refresh();
  });
  useEffect(() => again(), [state]);

  const clusters = data?.k8sTemplate?.usedBy?.clusters ?? null;
  return {
    of: clusters && new Map(clusters.map((one) => [one.clusterId, one])),
    errors,
  };
}

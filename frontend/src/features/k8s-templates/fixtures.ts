import type { ClusterImpact, LiveTemplate, TemplateUse } from '@/features/k8s-clusters';

/** Made-up answers of the server for tests of this feature. */

export const TEXT = `apiVersion: acko.io/v1alpha1
kind: AerospikeClusterTemplate
metadata:
  name: gold
spec:
  image: aerospike:ce-8.1.1.1
  size: 3
`;

export const USE: TemplateUse = {
  __typename: 'K8sTemplateUse',
  clusterId: 'east/prod/main',
  namespace: 'prod',
  name: 'main',
  phase: 'Completed',
  refers: true,
  stated: true,
  inSync: false,
  obstacle: null,
  resync: 'BEHIND',
  snapshot: null,
};

export const IMPACT: Pick<ClusterImpact, 'impact' | 'plan'> = {
  impact: [
    { __typename: 'K8sFieldChange', path: 'spec.image', before: 'aerospike:ce-8.1.1.1', after: 'ce-8.1.2.0' },
  ],
  plan: {
    __typename: 'K8sPlan',
    steps: [{ __typename: 'K8sPlanStep', effect: 'ROLLING_RESTART', fields: ['spec.image'] }],
    restartingPods: ['main-0-0'],
    outdatedPods: [],
    obstacles: [],
  },
};

export const KEEPER = {
  __typename: 'K8sKeeper',
  kind: 'ARGO_CD',
  name: 'shop',
  evidence: 'argocd.argoproj.io/instance',
} as const;

export function liveTemplate(
  uses: readonly TemplateUse[],
  changes: Partial<LiveTemplate> = {},
): LiveTemplate {
  return {
    __typename: 'K8sTemplate',
    id: 'east/gold',
    context: 'east',
    name: 'gold',
    createdAt: '2026-01-01T00:00:00Z',
    resourceVersion: '7',
    labels: {},
    annotations: {},
    yaml: TEXT,
    keepers: [],
    spec: null,
    usedBy: {
      __typename: 'K8sTemplateUses',
      namespaces: null,
      statusAgrees: true,
      totalCount: uses.length,
      clusters: [...uses],
    },
    ...changes,
  };
}

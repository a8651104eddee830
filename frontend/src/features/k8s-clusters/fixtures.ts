import type { PodTable_PodFragment } from './cluster/pods/pods.generated';
import type { ClusterVariables } from './cluster/parts/useClusterPart';
import type { ShownCluster } from './feeds/useCluster';

export const AT = { context: 'east', namespace: 'prod', name: 'main' } as const satisfies ClusterVariables;

/** A cluster the operator has nothing left to do with, of which a pod does not start. */
export const CLUSTER: ShownCluster = {
  __typename: 'K8sCluster',
  id: 'east/prod/main',
  context: 'east',
  namespace: 'prod',
  name: 'main',
  phase: 'Completed',
  wantedSize: 3,
  wantedImage: 'aerospike:ce-8.1.2.0',
  status: { __typename: 'AerospikeClusterStatus', phaseReason: 'all pods are up' },
  health: { __typename: 'K8sClusterHealth', readyPods: 2, wantedPods: 3 },
  connection: { __typename: 'Connection', id: 'conn-1', name: 'main' },
  operation: null,
  paused: false,
  reconciliation: { __typename: 'K8sReconciliation', breakerOpen: false },
  assessment: {
    __typename: 'K8sAssessment',
    state: 'STUCK',
    findings: [
      {
        __typename: 'K8sFinding',
        code: 'PODS_NOT_READY',
        title: 'No pod has started',
        action: 'Correct the image.',
        state: 'STUCK',
        evidence: [
          { __typename: 'K8sEvidence', object: 'Pod main-0-0', field: 'waiting', value: 'ImagePullBackOff' },
        ],
      },
    ],
    problems: [],
  },
};

export function pod(name: string, change: Partial<PodTable_PodFragment> = {}): PodTable_PodFragment {
  return {
    __typename: 'K8sPod',
    name,
    rack: 1,
    zone: 'zone-a',
    state: {
      __typename: 'K8sPodState',
      phase: 'Running',
      ready: true,
      deleting: false,
      node: 'node-1',
      createdAt: '2026-01-01T00:00:00Z',
      restarts: 0,
      lastEndReason: null,
      waitingReason: null,
      waitingMessage: null,
      containers: ['aerospike-server', 'exporter'],
    },
    status: {
      __typename: 'K8sPodStatus',
      accessEndpoints: ['10.0.0.1:3000'],
      configHash: '75b9067e99aa',
      podSpecHash: 'f5478e28bbcc',
      dynamicConfigStatus: 'Applied',
      image: 'aerospike:ce-8.1.2.0',
      nodeID: 'A1',
      readinessGateSatisfied: true,
      unstableSince: null,
      lastRestartReason: null,
      lastRestartTime: null,
      migratingPartitions: 0,
      dirtyVolumes: [],
    },
    ...change,
  };
}

/** What the API server grants to somebody who may only look, or to somebody who may do all. */
export function permissions(allowed: boolean) {
  return [
    { __typename: 'K8sPermission', verb: 'patch', resource: 'aerospikeclusters.acko.io', allowed },
    { __typename: 'K8sPermission', verb: 'delete', resource: 'persistentvolumeclaims', allowed },
  ] as const;
}

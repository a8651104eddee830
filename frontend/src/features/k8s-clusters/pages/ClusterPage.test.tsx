import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { feedItem } from '@/test/feedItem';
import { renderAt } from '@/test/renderAt';
import type { ShownCluster } from '../feeds/useCluster';
import { ClusterPage } from './ClusterPage';

const CLUSTER: ShownCluster = {
  __typename: 'K8sCluster',
  id: 'east/prod/main',
  context: 'east',
  namespace: 'prod',
  name: 'main',
  phase: 'Completed',
  wantedSize: 3,
  wantedImage: 'aerospike:ce-8.1.2.0',
  yaml: 'apiVersion: acko.io/v1alpha1\nkind: AerospikeCluster\n',
  connection: { __typename: 'Connection', id: 'conn-1', name: 'main' },
  assessment: {
    __typename: 'K8sAssessment',
    state: 'STUCK',
    findings: [
      {
        __typename: 'K8sFinding',
        code: 'PODS_NOT_READY',
        title: 'No pod has started',
        action: 'Correct the image.',
        evidence: [
          { __typename: 'K8sEvidence', object: 'Pod main-0-0', field: 'waiting', value: 'ImagePullBackOff' },
        ],
      },
    ],
    problems: [],
  },
};

async function openCluster(cluster: ShownCluster | null) {
  const view = renderAt(
    '/k8s/clusters/:namespace/:name',
    '/k8s/clusters/prod/main?context=east',
    <ClusterPage />,
  );
  await waitFor(() => expect(view.gateway.of('K8sClusterFeed')).toHaveLength(1));
  act(() =>
    view.gateway.last('K8sClusterFeed').answer(feedItem('k8sCluster', 'K8sClusterChanged', { cluster })),
  );
  return view;
}

describe('the page of a cluster in Kubernetes', () => {
  it('says what is so beside what the operator says, and shows the resource', async () => {
    const { gateway } = await openCluster(CLUSTER);
    expect(gateway.last('K8sClusterFeed').variables).toEqual({
      context: 'east',
      namespace: 'prod',
      name: 'main',
    });
    expect(screen.getByText('stuck')).toBeInTheDocument();
    expect(screen.getByText('Completed')).toBeInTheDocument();
    expect(screen.getByText('No pod has started')).toBeInTheDocument();
    expect(screen.getByText('waiting = ImagePullBackOff')).toBeInTheDocument();
    expect(screen.getByText('kubectl --context east -n prod edit aerospikecluster main')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'main' })).toHaveAttribute(
      'href',
      '/connections/conn-1/dashboard',
    );
    expect(await screen.findByLabelText('The resource of main as YAML')).toHaveTextContent(
      'AerospikeCluster',
    );
  });

  it('says what could not be looked at', async () => {
    const problems = [
      { __typename: 'Problem', code: 'FORBIDDEN', message: 'Pods may not be listed.', node: null } as const,
    ];
    await openCluster({ ...CLUSTER, assessment: { ...CLUSTER.assessment, problems, findings: [] } });
    expect(screen.getByText(/Pods may not be listed/)).toBeInTheDocument();
    expect(screen.getByText('None.')).toBeInTheDocument();
  });

  it('says that there is none', async () => {
    await openCluster(null);
    expect(screen.getByRole('heading', { name: 'No cluster prod/main' })).toBeInTheDocument();
  });
});

import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { feedItem } from '@/test/feedItem';
import { renderAt } from '@/test/renderAt';
import type { ShownCluster } from '../feeds/useCluster';
import { CLUSTER } from '../fixtures';
import { ClusterPage } from './ClusterPage';

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
  it('says what is so beside what the operator says, why, and what to do', async () => {
    const { gateway } = await openCluster(CLUSTER);
    expect(gateway.last('K8sClusterFeed').variables).toEqual({
      context: 'east',
      namespace: 'prod',
      name: 'main',
    });
    expect(screen.getAllByText('stuck')).toHaveLength(2);
    expect(screen.getByRole('img', { name: /^Phase Completed\..*all pods are up$/ })).toBeInTheDocument();
    const finding = screen.getByRole('article', { name: 'No pod has started' });
    expect(finding).toHaveTextContent('Correct the image.');
    expect(finding).toHaveTextContent('waiting = ImagePullBackOff');
    expect(screen.getByRole('link', { name: 'Dashboard of the connection main' })).toHaveAttribute(
      'href',
      '/connections/conn-1/dashboard',
    );
  });

  it('shows an operation while it is under way, and no longer', async () => {
    const { gateway } = await openCluster({ ...CLUSTER, operation: RUNNING });
    expect(screen.getByRole('region', { name: 'Operation under way' })).toHaveTextContent(
      '1 of 2 pods done · 50 %',
    );
    act(() =>
      gateway
        .last('K8sClusterFeed')
        .answer(
          feedItem(
            'k8sCluster',
            'K8sClusterChanged',
            { cluster: { ...CLUSTER, operation: { ...RUNNING, progress: 'DONE', percent: 100 } } },
            { kind: 'CHANGE', version: 2 },
          ),
        ),
    );
    expect(screen.queryByRole('region', { name: 'Operation under way' })).not.toBeInTheDocument();
  });

  it('says what could not be looked at', async () => {
    const problems = [
      {
        __typename: 'Problem' as const,
        code: 'FORBIDDEN' as const,
        message: 'Pods may not be listed.',
        node: null,
      },
    ];
    await openCluster({ ...CLUSTER, assessment: { ...CLUSTER.assessment, problems, findings: [] } });
    expect(screen.getByText(/Pods may not be listed/)).toBeInTheDocument();
  });

  it('says that there is none', async () => {
    await openCluster(null);
    expect(screen.getByRole('heading', { name: 'No cluster prod/main' })).toBeInTheDocument();
  });

  it('opens the part its address names, and another one by its tab', async () => {
    const { gateway, router } = await openCluster(CLUSTER);
    fireEvent.click(screen.getByRole('tab', { name: 'Events' }));
    expect(router.state.location.search).toBe('?context=east&tab=events');
    await waitFor(() => expect(gateway.of('K8sClusterEvents')).toHaveLength(1));
  });
});

const RUNNING: NonNullable<ShownCluster['operation']> = {
  __typename: 'K8sClusterOperation',
  id: 'ui-1',
  kind: 'WarmRestart',
  progress: 'RUNNING',
  percent: 50,
  total: 2,
  completed: ['main-0-0'],
  pending: ['main-0-1'],
  failed: [],
  trouble: null,
};

import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { feedItem } from '@/test/feedItem';
import { renderAt } from '@/test/renderAt';
import { ClustersPage } from './ClustersPage';
import type { ClusterPage, ListedCluster } from './useClusterList';

function aCluster(name: string, change: Partial<ListedCluster> = {}): ListedCluster {
  return {
    __typename: 'K8sCluster',
    id: `east/prod/${name}`,
    context: 'east',
    namespace: 'prod',
    name,
    phase: 'Completed',
    wantedSize: 3,
    wantedImage: 'aerospike:ce-8.1.1.1',
    paused: false,
    metadata: { __typename: 'K8sMetadata', createdAt: '2026-01-01T00:00:00Z' },
    assessment: { __typename: 'K8sAssessment', state: 'HEALTHY', findings: [], problems: [] },
    health: { __typename: 'K8sClusterHealth', readyPods: 2, wantedPods: 3 },
    templateSnapshot: null,
    reconciliation: { __typename: 'K8sReconciliation', failures: 0, breakerOpen: false },
    connection: null,
    ...change,
  };
}

function aPage(nodes: ListedCluster[], change: Partial<ClusterPage> = {}) {
  const page: ClusterPage = {
    __typename: 'K8sClusterConnection',
    totalCount: nodes.length,
    live: true,
    staleSince: null,
    contexts: [
      {
        __typename: 'K8sListedContext',
        name: 'east',
        live: true,
        knownAt: null,
        namespaces: null,
        problem: null,
      },
    ],
    nodes,
    pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
    ...change,
  };
  return { k8sClusters: page };
}

async function openList(answer: object, search = '', contexts = ['east']) {
  const view = renderAt('/k8s/clusters', `/k8s/clusters${search}`, <ClustersPage />);
  const { gateway } = view;
  await waitFor(() => expect(gateway.of('K8sClusters')).toHaveLength(1));
  act(() => {
    gateway.last('Kubernetes').answer({ features: { __typename: 'Features', kubernetes: true } });
    gateway
      .last('K8sListFacts')
      .answer({ k8sContexts: contexts.map((name) => ({ __typename: 'K8sContext', name })) });
    gateway.last('K8sClusters').answer(answer);
  });
  await waitFor(() => expect(gateway.of('K8sClustersFeed')).toHaveLength(contexts.length));
  return { ...view, user: userEvent.setup() };
}

const row = (name: string) => screen.getByRole('row', { name: new RegExp(name) });

describe('the list of clusters in Kubernetes', () => {
  it('says what the operator says and what is so, and what is unknown', async () => {
    await openList(
      aPage([
        aCluster('main', {
          assessment: {
            __typename: 'K8sAssessment',
            state: 'STUCK',
            findings: [{ __typename: 'K8sFinding', title: 'No pod has started' }],
            problems: [],
          },
          reconciliation: { __typename: 'K8sReconciliation', failures: 10, breakerOpen: true },
          templateSnapshot: { __typename: 'K8sTemplateSnapshot', name: 'small', synced: false },
        }),
        aCluster('other', { health: null, wantedSize: null }),
      ]),
    );
    expect(await screen.findByText('2 clusters')).toBeInTheDocument();
    const main = within(row('main'));
    expect(main.getByText('stuck')).toBeInTheDocument();
    expect(main.getByText('Completed')).toBeInTheDocument();
    expect(main.getByText('No pod has started')).toBeInTheDocument();
    expect(main.getByText('given up, 10')).toBeInTheDocument();
    expect(main.getByText('changed since')).toBeInTheDocument();
    expect(row('main')).toHaveTextContent('2 / 3');
    expect(within(row('other')).getByText('The pods cannot be looked at')).toBeInTheDocument();
    expect(screen.queryByRole('columnheader', { name: 'Context' })).toBeNull();
  });

  it('reads its page again when a feed tells of a change', async () => {
    const { gateway } = await openList(aPage([aCluster('main')]));
    act(() =>
      gateway
        .last('K8sClustersFeed')
        .answer(feedItem('k8sClustersChanged', 'K8sClustersChanged', { clusters: [], removedIds: [] })),
    );
    await waitFor(() => expect(gateway.of('K8sClusters')).toHaveLength(2));
    act(() => gateway.last('K8sClusters').answer(aPage([aCluster('main'), aCluster('new')])));
    expect(await screen.findByRole('link', { name: 'new' })).toHaveAttribute(
      'href',
      '/k8s/clusters/prod/new?context=east',
    );
  });

  it('asks for what its address says, and says at its field why it is refused', async () => {
    const { gateway } = renderAt(
      '/k8s/clusters',
      '/k8s/clusters?q=a&phase=Error&labels=%3D%3D&sort=age&order=desc',
      <ClustersPage />,
    );
    await waitFor(() => expect(gateway.of('K8sClusters')).toHaveLength(1));
    expect(gateway.last('K8sClusters').variables).toMatchObject({
      filter: { text: 'a', phases: ['Error'], labelSelector: '==' },
      order: { by: 'AGE', descending: true },
    });
    act(() =>
      gateway.last('K8sClusters').refuse({
        message: 'filter.labelSelector: no selector',
        path: ['k8sClusters'],
        extensions: {
          code: 'BAD_USER_INPUT',
          details: { field: 'filter.labelSelector', reason: 'no selector' },
        },
      }),
    );
    const labels = screen.getByRole('textbox', { name: 'Label selector' });
    await waitFor(() => expect(labels).toHaveAccessibleDescription('no selector'));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('shows the clusters of one context beside the error of another', async () => {
    const { gateway } = await openList(
      aPage([aCluster('main')], {
        live: false,
        contexts: [
          {
            __typename: 'K8sListedContext',
            name: 'east',
            live: true,
            knownAt: null,
            namespaces: null,
            problem: null,
          },
          {
            __typename: 'K8sListedContext',
            name: 'west',
            live: false,
            knownAt: null,
            namespaces: null,
            problem: {
              __typename: 'Problem',
              code: 'UNAVAILABLE',
              message: 'It does not answer.',
              node: null,
            },
          },
        ],
      }),
      '',
      ['east', 'west'],
    );
    expect(await screen.findByRole('alert')).toHaveTextContent('west: It does not answer.');
    expect(screen.getByRole('link', { name: 'main' })).toBeInTheDocument();
    expect(screen.getByRole('columnheader', { name: 'Context' })).toBeInTheDocument();
    expect(gateway.of('K8sClustersFeed').map(({ variables }) => variables.context)).toEqual(['east', 'west']);
  });

  it('teaches where there is no cluster yet', async () => {
    await openList(aPage([]));
    expect(await screen.findByRole('heading', { name: 'No clusters yet' })).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Create the first cluster' })).toHaveAttribute(
      'href',
      '/k8s/clusters/new',
    );
  });

  it('says so where Kubernetes is not managed', async () => {
    const { gateway } = renderAt('/k8s/clusters', '/k8s/clusters', <ClustersPage />);
    await waitFor(() => expect(gateway.of('Kubernetes')).toHaveLength(1));
    act(() => gateway.last('Kubernetes').answer({ features: { __typename: 'Features', kubernetes: false } }));
    expect(
      await screen.findByRole('heading', { name: 'Kubernetes is not managed here' }),
    ).toBeInTheDocument();
    expect(gateway.of('K8sClustersFeed')).toHaveLength(0);
  });

  it('offers what this server has the right to', async () => {
    const { gateway, user } = await openList(aPage([aCluster('main')]));
    await user.click(await screen.findByRole('button', { name: 'Actions for main' }));
    await waitFor(() => expect(gateway.of('K8sClusterRights')).toHaveLength(1));
    act(() =>
      gateway.last('K8sClusterRights').answer({
        k8sCluster: {
          __typename: 'K8sCluster',
          permissions: [
            { __typename: 'K8sPermission', resource: 'aerospikeclusters', verb: 'patch', allowed: true },
            { __typename: 'K8sPermission', resource: 'aerospikeclusters', verb: 'delete', allowed: false },
          ],
        },
      }),
    );
    const deletion = screen.getByRole('menuitem', { name: 'Delete…' });
    await waitFor(() => expect(deletion).toHaveAttribute('aria-disabled', 'true'));
    expect(deletion).toHaveAccessibleDescription(
      'This server lacks the right “delete aerospikeclusters” in Kubernetes',
    );
    expect(screen.getByRole('menuitem', { name: 'Scale…' })).toHaveAttribute('aria-disabled', 'false');
  });
});

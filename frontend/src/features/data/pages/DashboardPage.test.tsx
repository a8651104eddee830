import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { renderAt } from '@/test/renderAt';
import { aCluster, aNamespace, aNode } from '../fixtures';
import type { DashboardCluster_ClusterFragment } from '../feeds/clusterFeed.generated';
import { DashboardPage } from './DashboardPage';

// The canvas needs a browser; what the chart is given is what counts here.
vi.mock('@/shared/chart/TimeSeriesChart', () => ({
  TimeSeriesChart: ({
    title,
    series,
  }: {
    title: string;
    series: { label: string; values: (number | null)[] }[];
  }) => (
    <figure aria-label={title}>
      {series.map((one) => `${one.label}=${String(one.values.at(-1))}`).join(' ')}
    </figure>
  ),
}));

const PATH = '/connections/:connectionId/dashboard';

function item(
  kind: 'SNAPSHOT' | 'CHANGE',
  version: number,
  cluster: DashboardCluster_ClusterFragment | null,
  problem: object | null = null,
) {
  return {
    clusterChanged: {
      __typename: 'ClusterChanged',
      at: new Date().toISOString(),
      kind,
      lagged: false,
      version: String(version),
      problem,
      cluster,
    },
  };
}

type Rates = Readonly<Record<string, number | null>>;

function frame(kind: 'SNAPSHOT' | 'CHANGE', version: number, time: number, rates: Rates) {
  return {
    metrics: {
      __typename: 'MetricsFrame',
      at: new Date().toISOString(),
      kind,
      lagged: false,
      version: String(version),
      problem: null,
      stepSeconds: 1,
      times: [time * 1000],
      nodes: [],
      namespaces: [],
      problems: [],
      series: Object.entries(rates).map(([metric, value]) => ({
        __typename: 'MetricSeries',
        metric,
        scope: 'CLUSTER',
        node: null,
        namespace: null,
        unit: 'OPERATIONS_PER_SECOND',
        values: [value],
      })),
    },
  };
}

async function openDashboard(search = '') {
  const view = renderAt(PATH, `/connections/c1/dashboard${search}`, <DashboardPage />);
  await waitFor(() => expect(view.gateway.of('MetricsFeed')).toHaveLength(2));
  const metrics = view.gateway
    .of('MetricsFeed')
    .find((call) => (call.variables.metrics as string[]).includes('READ_SUCCESS_RATE'));
  const cluster = view.gateway.last('DashboardClusterChanged');
  return {
    ...view,
    metrics,
    show: (state: DashboardCluster_ClusterFragment) => act(() => cluster.answer(item('SNAPSHOT', 1, state))),
    cluster,
  };
}

describe('the dashboard', () => {
  it('shows the cluster, its nodes and namespaces as they are', async () => {
    const { show } = await openDashboard();
    show(aCluster());
    expect(await screen.findByText('Up')).toBeInTheDocument();
    expect(screen.getByRole('table', { name: 'Nodes' })).toHaveTextContent('8.1.2.0');
    expect(screen.getByRole('link', { name: 'test' })).toHaveAttribute(
      'href',
      '/connections/c1/namespaces/test',
    );
  });

  it('keeps the row of a node that does not answer, with the reason in it', async () => {
    const { show } = await openDashboard();
    const dead = aNode({ id: 'BB9030000000003', name: 'BB9030000000003', status: null });
    show(
      aCluster({
        nodes: [aNode(), dead],
        nodesAnswered: 2,
        problems: [
          {
            __typename: 'Problem',
            code: 'TIMEOUT',
            message: 'No answer within 2 s.',
            node: 'BB9030000000003',
          },
        ],
      }),
    );
    const row = await screen.findByRole('row', { name: /BB9030000000003/ });
    expect(row).toHaveTextContent('No answer within 2 s.');
    expect(screen.getByText('Degraded')).toBeInTheDocument();
    expect(screen.getAllByText('2 of 3 nodes answered')).not.toHaveLength(0);
  });

  it('shows the unknown as unknown, never as zero', async () => {
    const { show } = await openDashboard();
    show(aCluster({ objects: null, namespaces: [aNamespace({ objects: null, dataUsedBytes: null })] }));
    const summary = await screen.findByLabelText('Cluster', { selector: 'dl' });
    expect(within(summary).getByText('Objects').nextSibling).toHaveTextContent('—');
  });

  it('counts a read that found nothing as answered, and shows no share without traffic', async () => {
    const { show, metrics } = await openDashboard();
    show(aCluster());
    act(() =>
      metrics?.answer(
        frame('SNAPSHOT', 1, 100, {
          READ_SUCCESS_RATE: 50,
          READ_NOT_FOUND_RATE: 40,
          READ_ERROR_RATE: 10,
          READ_TIMEOUT_RATE: 0,
          WRITE_SUCCESS_RATE: 0,
          WRITE_ERROR_RATE: 0,
          WRITE_TIMEOUT_RATE: 0,
        }),
      ),
    );
    expect((await screen.findByText('Reads answered')).nextSibling).toHaveTextContent('90.0%');
    expect(screen.getByText('Writes answered').nextSibling).toHaveTextContent('—');
  });

  it('draws the history first and then each new sample', async () => {
    const { metrics } = await openDashboard();
    act(() =>
      metrics?.answer(frame('SNAPSHOT', 1, 100, { READ_SUCCESS_RATE: 5, READ_NOT_FOUND_RATE: null })),
    );
    expect(await screen.findByRole('figure', { name: 'Reads per second' })).toHaveTextContent(
      'success=5 not found=null',
    );
    act(() => metrics?.answer(frame('CHANGE', 2, 101, { READ_SUCCESS_RATE: 7 })));
    expect(screen.getByRole('figure', { name: 'Reads per second' })).toHaveTextContent('success=7');
  });

  it('asks for the window and the split that the address names', async () => {
    const { metrics, gateway, router } = await openDashboard('?window=15&by=node');
    expect(metrics?.variables).toMatchObject({ windowSeconds: 900, scopes: ['CLUSTER', 'NODE'] });
    await userEvent.click(screen.getByRole('radio', { name: '60 min' }));
    await waitFor(() => expect(gateway.last('MetricsFeed').variables).toMatchObject({ windowSeconds: 3600 }));
    expect(router.state.location.search).toBe('?window=60&by=node');
  });

  it('keeps the last known state, marked as such, when the cluster goes away', async () => {
    const { show, cluster } = await openDashboard();
    show(aCluster());
    await screen.findByText('Up');
    act(() =>
      cluster.answer(
        item('CHANGE', 2, null, {
          __typename: 'Problem',
          code: 'UNAVAILABLE',
          message: 'No node answers.',
          node: null,
        }),
      ),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent('No node answers.');
    expect(screen.getByRole('table', { name: 'Nodes' })).toBeInTheDocument();
  });
});

import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { feedItem } from '@/test/feedItem';
import { renderAt } from '@/test/renderAt';
import { LatencyPage } from './LatencyPage';

// The canvas needs a browser; what the chart is given is what counts here.
vi.mock('@/shared/chart/TimeSeriesChart', () => ({
  TimeSeriesChart: ({ title, series }: { title: string; series: { label: string }[] }) => (
    <figure aria-label={title}>{series.map(({ label }) => label).join(' ')}</figure>
  ),
}));
HTMLCanvasElement.prototype.getContext = () => null;

const TIMES = [Date.parse('2026-01-01T10:00:00Z'), Date.parse('2026-01-01T10:00:10Z')];

function item(operations: readonly string[] = ['read', 'write']) {
  return feedItem('latencyHistograms', 'LatencyFrame', {
    stepSeconds: 10,
    times: operations.length === 0 ? [] : TIMES,
    operations,
    namespaces: ['test'],
    nodes: ['A1'],
    problems: [],
    series: operations.map((operation) => ({
      __typename: 'LatencySeries',
      operation,
      namespace: 'test',
      node: null,
      buckets: [
        { __typename: 'LatencyBucket', fromMs: 0, toMs: 1, opsPerSecond: [250, null] },
        { __typename: 'LatencyBucket', fromMs: 1, toMs: null, opsPerSecond: [3, 4] },
      ],
    })),
  });
}

async function openLatency(search = '', operations?: readonly string[]) {
  const view = renderAt(
    '/connections/:connectionId/latency',
    `/connections/c1/latency${search}`,
    <LatencyPage />,
  );
  await waitFor(() => expect(view.gateway.of('LatencyFeed')).toHaveLength(1));
  act(() => view.gateway.last('LatencyFeed').answer(item(operations)));
  return view;
}

describe('latency', () => {
  it('is a heat map whose cells the arrow keys tell in words', async () => {
    await openLatency();
    const map = await screen.findByRole('slider', { name: 'read, heat map' });
    expect(map).toHaveAttribute('aria-valuetext', expect.stringContaining('up to 1 ms · unknown'));
    fireEvent.keyDown(map, { key: 'ArrowLeft' });
    expect(map).toHaveAttribute('aria-valuetext', expect.stringContaining('up to 1 ms · 250 operations/s'));
    fireEvent.keyDown(map, { key: 'ArrowUp' });
    expect(map).toHaveAttribute(
      'aria-valuetext',
      expect.stringContaining('longer than 1 ms · 3 operations/s'),
    );
    fireEvent.keyDown(map, { key: 'End' });
    expect(map).toHaveAttribute('aria-valuetext', expect.stringContaining('4 operations/s'));
  });

  it('is a table of the same numbers for who prefers it, by the address', async () => {
    await openLatency('?as=table&operation=write');
    const table = await screen.findByRole('table', { name: 'write, operations a second' });
    const [, newest, oldest] = within(table).getAllByRole('row');
    expect(newest).toHaveTextContent('Unknown');
    expect(newest).toHaveTextContent('4');
    expect(oldest).toHaveTextContent('250');
    expect(screen.getByRole('columnheader', { name: '> 1 ms' })).toBeInTheDocument();
  });

  it('asks for the nodes one by one, and for the window, when the address says so', async () => {
    const { gateway, router } = await openLatency();
    expect(gateway.last('LatencyFeed').variables).toEqual({
      connectionId: 'c1',
      combineNodes: true,
      windowSeconds: 900,
    });
    await userEvent.click(screen.getByRole('radio', { name: 'By node' }));
    await userEvent.click(screen.getByRole('radio', { name: '60 min' }));
    expect(router.state.location.search).toBe('?by=node&window=60');
    await waitFor(() =>
      expect(gateway.last('LatencyFeed').variables).toMatchObject({
        combineNodes: false,
        windowSeconds: 3600,
      }),
    );
  });

  it('asks for the percentiles of the operation, and says where there are none', async () => {
    const { gateway } = await openLatency('?operation=si-query');
    await waitFor(() =>
      expect(gateway.last('MetricsFeed').variables).toMatchObject({
        metrics: ['QUERY_LATENCY_P50', 'QUERY_LATENCY_P95', 'QUERY_LATENCY_P99'],
        scopes: ['CLUSTER'],
      }),
    );
    await openLatency('?operation=udf', ['udf']);
    expect(
      await screen.findByText(/Percentiles are sampled of reads, writes, batches and queries/),
    ).toBeVisible();
  });

  it('says when nothing was measured yet', async () => {
    await openLatency('', []);
    expect(await screen.findByText('Nothing measured yet')).toBeInTheDocument();
  });
});

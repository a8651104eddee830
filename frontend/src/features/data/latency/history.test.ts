import { describe, expect, it } from 'vitest';
import { boundLabel, boundName } from './bounds';
import { applyFrame, heatRows } from './history';
import { panelsOf } from './panels';
import { latencySearch, type LatencyView, readLatencyView } from './urls';

type Frame = Parameters<typeof applyFrame>[1];
type Rates = readonly (number | null)[];

function frame(
  kind: Frame['kind'],
  times: readonly number[],
  series: readonly {
    namespace?: string | null;
    node?: string | null;
    rates: Readonly<Record<number, Rates>>;
  }[],
): Frame {
  return {
    __typename: 'LatencyFrame',
    at: '2026-01-01T00:00:00Z',
    kind,
    lagged: false,
    version: '1',
    problem: null,
    problems: [],
    stepSeconds: 10,
    times: times.map((seconds) => seconds * 1000),
    operations: ['read'],
    namespaces: ['bar', 'test'],
    nodes: ['A1', 'A2'],
    series: series.map(({ namespace = 'test', node = null, rates }) => ({
      __typename: 'LatencySeries',
      operation: 'read',
      namespace,
      node,
      buckets: Object.entries(rates).map(([from, opsPerSecond]) => ({
        __typename: 'LatencyBucket',
        fromMs: Number(from),
        toMs: Number(from) === 0 ? 1 : Number(from) * 2,
        opsPerSecond: [...opsPerSecond],
      })),
    })),
  };
}

describe('the history of latencies', () => {
  it('begins with the snapshot, takes each newer point once, and forgets what leaves the window', () => {
    const first = applyFrame(null, frame('SNAPSHOT', [100, 110], [{ rates: { 0: [1, 2], 1: [0, 5] } }]), 25);
    const next = applyFrame(
      first,
      frame('CHANGE', [110, 120, 130], [{ rates: { 0: [2, 3, 4], 1: [5, null, 6] } }]),
      25,
    );
    expect(next.times).toEqual([110, 120, 130]);
    expect(next.histograms[0]?.buckets.map(({ rates }) => rates)).toEqual([
      [2, 3, 4],
      [5, null, 6],
    ]);
    expect(applyFrame(next, frame('SNAPSHOT', [200], [{ rates: { 0: [9] } }]), 25).times).toEqual([200]);
  });

  it('leaves unknown what was not measured before', () => {
    const first = applyFrame(null, frame('SNAPSHOT', [100], [{ rates: { 0: [1] } }]), 600);
    const next = applyFrame(
      first,
      frame('CHANGE', [110], [{ rates: { 0: [2] } }, { namespace: 'bar', rates: { 0: [7] } }]),
      600,
    );
    expect(next.histograms[1]?.buckets[0]?.rates).toEqual([null, 7]);
  });

  it('adds namespaces up, tells nothing from unknown, and leaves slow empty buckets out', () => {
    const empty = Object.fromEntries(Array.from({ length: 14 }, (_, power) => [2 ** power, [0, null]]));
    const { histograms } = applyFrame(
      null,
      frame(
        'SNAPSHOT',
        [100, 110],
        [{ rates: { 0: [1, null], ...empty } }, { namespace: 'bar', rates: { 0: [2, null], ...empty } }],
      ),
      600,
    );
    const rows = heatRows(histograms, 2);
    expect(rows[0]?.rates).toEqual([3, null]);
    expect(rows[1]?.rates).toEqual([0, null]);
    expect(rows).toHaveLength(8);
  });

  it('makes a map of the cluster, or one for each namespace or node', () => {
    const history = applyFrame(
      null,
      frame(
        'SNAPSHOT',
        [100],
        [
          { node: 'A2', rates: { 0: [1] } },
          { node: 'A1', rates: { 0: [1] } },
          { namespace: 'bar', node: 'A1', rates: { 0: [1] } },
        ],
      ),
      600,
    );
    const labels = (by: LatencyView['by']) => panelsOf(history, 'read', by).map(({ label }) => label);
    expect(labels('cluster')).toEqual(['read']);
    expect(labels('namespace')).toEqual(['read · bar', 'read · test']);
    expect(labels('node')).toEqual(['read · A1', 'read · A2']);
    expect(panelsOf(history, 'write', 'cluster')).toEqual([]);
  });

  it.each([
    [{ fromMs: 0, toMs: 1 }, '≤ 1 ms', 'up to 1 ms'],
    [{ fromMs: 1, toMs: 2 }, '≤ 2 ms', '1 ms to 2 ms'],
    [{ fromMs: 0.032, toMs: 0.064 }, '≤ 0.064 ms', '0.032 ms to 0.064 ms'],
    [{ fromMs: 16384, toMs: null }, '> 16.4 s', 'longer than 16.4 s'],
  ])('names a bucket %o', (bounds, label, name) => {
    expect([boundLabel(bounds), boundName(bounds)]).toEqual([label, name]);
  });

  it('is kept in the address', () => {
    const view: LatencyView = { operation: 'si-query', by: 'node', look: 'table', windowMinutes: 60 };
    expect(readLatencyView(new URLSearchParams(latencySearch(view).toString()))).toEqual(view);
    expect(latencySearch(readLatencyView(new URLSearchParams('by=x&window=7'))).toString()).toBe('');
  });
});

import { describe, expect, it } from 'vitest';
import {
  applyFrame,
  EMPTY_HISTORY,
  type HistoryFrame,
  latest,
  MAX_POINTS,
  type MetricsHistory,
} from './metricsHistory';

const READS = { metric: 'READ_SUCCESS_RATE', scope: 'CLUSTER' };
const WRITES = { metric: 'WRITE_SUCCESS_RATE', scope: 'CLUSTER' };

function frame(
  kind: HistoryFrame['kind'],
  times: number[],
  reads: (number | null)[],
  writes?: (number | null)[],
): HistoryFrame {
  return {
    kind,
    stepSeconds: 1,
    times: times.map((time) => time * 1000),
    series: [{ ...READS, values: reads }, ...(writes === undefined ? [] : [{ ...WRITES, values: writes }])],
  };
}

function apply(windowSeconds: number, ...frames: HistoryFrame[]): MetricsHistory {
  return frames.reduce((history, one) => applyFrame(history, one, windowSeconds), EMPTY_HISTORY);
}

function values(history: MetricsHistory): unknown {
  return Object.fromEntries([...history.series.values()].map((series) => [series.metric, series.values]));
}

describe('metrics history', () => {
  it('starts with the snapshot and appends changes', () => {
    const history = apply(60, frame('SNAPSHOT', [1, 2], [10, 20]), frame('CHANGE', [3], [30]));
    expect(history.times).toEqual([1, 2, 3]);
    expect(values(history)).toEqual({ READ_SUCCESS_RATE: [10, 20, 30] });
    expect(latest(history, READS)).toBe(30);
  });

  it('is replaced by a snapshot after a reconnect', () => {
    expect(apply(60, frame('SNAPSHOT', [1, 2], [10, 20]), frame('SNAPSHOT', [9], [90])).times).toEqual([9]);
  });

  it('forgets what is older than the window', () => {
    expect(apply(2, frame('SNAPSHOT', [1, 2, 3, 4], [1, 2, 3, 4])).times).toEqual([2, 3, 4]);
  });

  it('is bounded whatever the window', () => {
    const times = Array.from({ length: MAX_POINTS + 500 }, (_, index) => index + 1);
    const history = apply(1e9, frame('SNAPSHOT', times, times));
    expect(history.times).toHaveLength(MAX_POINTS);
    expect(latest(history, READS)).toBe(MAX_POINTS + 500);
  });

  it('ignores a frame that was seen before', () => {
    expect(apply(60, frame('SNAPSHOT', [1, 2], [1, 2]), frame('CHANGE', [2], [99])).times).toEqual([1, 2]);
  });

  it('shows missing frames as a hole, not as a line', () => {
    const history = apply(600, frame('SNAPSHOT', [1, 2], [1, 2]), frame('CHANGE', [102], [9]));
    expect(history.times).toEqual([1, 2, 52, 102]);
    expect(values(history)).toEqual({ READ_SUCCESS_RATE: [1, 2, null, 9] });
  });

  it('joins samples that were taken slowly in the background', () => {
    expect(apply(600, frame('SNAPSHOT', [10, 20, 30, 31], [1, 2, 3, 4])).times).toEqual([10, 20, 30, 31]);
  });

  it('keeps unknown samples null, and pads series that come late or stop', () => {
    const history = apply(60, frame('SNAPSHOT', [1], [1]), frame('CHANGE', [2], [null], [5]), {
      kind: 'CHANGE',
      stepSeconds: 1,
      times: [3000],
      series: [],
    });
    expect(values(history)).toEqual({
      READ_SUCCESS_RATE: [1, null, null],
      WRITE_SUCCESS_RATE: [null, 5, null],
    });
    expect(latest(history, READS)).toBeNull();
  });

  it('drops a series once nothing of it is in the window', () => {
    const history = apply(
      1,
      frame('SNAPSHOT', [1], [1], [1]),
      frame('CHANGE', [2], [2]),
      frame('CHANGE', [3], [3]),
    );
    expect([...history.series.values()].map((series) => series.metric)).toEqual(['READ_SUCCESS_RATE']);
  });
});

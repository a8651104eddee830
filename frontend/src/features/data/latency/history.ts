import type { LatencyFeedSubscription } from './latencyFeed.generated';

type Frame = LatencyFeedSubscription['latencyHistograms'];
type Rates = readonly (number | null)[];

export type Bucket = {
  readonly fromMs: number;
  /** Null for the slowest, which have no limit. */
  readonly toMs: number | null;
  /** Operations a second, one for each time; null is unknown. */
  readonly rates: Rates;
};

export type Histogram = {
  readonly operation: string;
  readonly namespace: string | null;
  readonly node: string | null;
  readonly buckets: readonly Bucket[];
};

/** Histograms over the same points in time, bounded to a window. */
export type LatencyHistory = {
  /** Seconds since 1970, rising. */
  readonly times: readonly number[];
  readonly stepSeconds: number;
  readonly operations: readonly string[];
  readonly problems: Frame['problems'];
  readonly histograms: readonly Histogram[];
};

/** The history after a frame: a SNAPSHOT, or the first frame, stands for itself, the points of a CHANGE are appended. */
export function applyFrame(
  history: LatencyHistory | null,
  frame: Frame,
  windowSeconds: number,
): LatencyHistory {
  const arrived = fromFrame(frame);
  if (history === null || frame.kind === 'SNAPSHOT') {
    return arrived;
  }
  const newest = history.times.at(-1) ?? -Infinity;
  const fresh = arrived.times.flatMap((time, index) => (time > newest ? [index] : []));
  const times = [...history.times, ...fresh.map((index) => arrived.times[index] ?? 0)];
  const end = times.at(-1) ?? 0;
  const start = Math.max(
    times.findIndex((time) => time > end - windowSeconds),
    0,
  );
  const old = new Map(history.histograms.map((one) => [keyOf(one), one]));
  const extended = arrived.histograms.map((one) => ({
    ...one,
    buckets: one.buckets.map((bucket) => {
      const before = old.get(keyOf(one))?.buckets.find(({ fromMs }) => fromMs === bucket.fromMs)?.rates;
      const added = fresh.map((index) => bucket.rates[index] ?? null);
      return { ...bucket, rates: [...(before ?? history.times.map(() => null)), ...added].slice(start) };
    }),
  }));
  return { ...arrived, times: times.slice(start), histograms: extended };
}

/** One histogram over time for some of them together; null where none of them is known. Slow buckets that nothing was counted in are left out. */
export function heatRows(histograms: readonly Histogram[], points: number): readonly Bucket[] {
  const sums = new Map<number, { readonly toMs: number | null; readonly rates: (number | null)[] }>();
  for (const { buckets } of histograms) {
    for (const { fromMs, toMs, rates } of buckets) {
      const sum = sums.get(fromMs) ?? { toMs, rates: Array.from({ length: points }, () => null) };
      sums.set(fromMs, sum);
      rates.forEach((rate, index) => {
        if (rate !== null) {
          sum.rates[index] = (sum.rates[index] ?? 0) + rate;
        }
      });
    }
  }
  const rows = [...sums].map(([fromMs, sum]) => ({ fromMs, ...sum })).sort((a, b) => a.fromMs - b.fromMs);
  const slowest = rows.findLastIndex(({ rates }) => rates.some((rate) => rate !== null && rate > 0));
  return rows.slice(0, Math.max(slowest + 2, FEWEST_ROWS));
}

/** Rows a map has at least, so that it does not jump with each slow operation. */
const FEWEST_ROWS = 8;

function fromFrame(frame: Frame): LatencyHistory {
  return {
    times: frame.times.map((milliseconds) => milliseconds / 1000),
    stepSeconds: frame.stepSeconds,
    operations: frame.operations,
    problems: frame.problems,
    histograms: frame.series.map(({ operation, namespace, node, buckets }) => ({
      operation,
      namespace: namespace ?? null,
      node: node ?? null,
      buckets: buckets.map(({ fromMs, toMs, opsPerSecond }) => ({
        fromMs,
        toMs: toMs ?? null,
        rates: opsPerSecond.map((rate) => rate ?? null),
      })),
    })),
  };
}

function keyOf({ operation, namespace, node }: Histogram): string {
  return JSON.stringify([operation, namespace, node]);
}

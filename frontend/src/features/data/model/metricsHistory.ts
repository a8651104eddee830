/**
 * The samples a chart can show, bounded to a time window. A frame of kind SNAPSHOT replaces them, a CHANGE is appended.
 * Every array is as long as `times`; a sample that is unknown is null, and so is the hole where frames are missing.
 */

export type Samples = readonly (number | null)[];

export type MetricsHistory = {
  /** Seconds since 1970, ascending. */
  readonly times: readonly number[];
  readonly series: ReadonlyMap<string, HistorySeries>;
};

export type SeriesId = {
  readonly metric: string;
  readonly scope: string;
  readonly node?: string | null;
  readonly namespace?: string | null;
};

export type HistorySeries = SeriesId & { readonly values: Samples };

export type HistoryFrame = {
  readonly kind: 'SNAPSHOT' | 'CHANGE';
  /** Seconds between two samples of this frame, where it is known. */
  readonly stepSeconds?: number | null;
  /** Milliseconds since 1970, ascending. */
  readonly times: readonly number[];
  readonly series: readonly (SeriesId & { readonly values: readonly (number | null)[] })[];
};

/** More points than this are never kept, whatever the window and step: an hour of seconds, and a little. */
export const MAX_POINTS = 4000;
/** Two samples further apart than this many steps have a hole between them, */
const GAP_STEPS = 2.5;
/** but never when nearer than this, in seconds: history kept in the background has a sample every ten. */
const MIN_GAP_SECONDS = 25;

export const EMPTY_HISTORY: MetricsHistory = { times: [], series: new Map() };

export function seriesKey(id: SeriesId): string {
  return JSON.stringify([id.metric, id.scope, id.node ?? null, id.namespace ?? null]);
}

/** The history after a frame. Times that are not newer than what is there are ignored, so a repeated frame changes nothing. */
export function applyFrame(
  history: MetricsHistory,
  frame: HistoryFrame,
  windowSeconds: number,
): MetricsHistory {
  const base = frame.kind === 'SNAPSHOT' ? EMPTY_HISTORY : history;
  const plan = planTimes(base.times, frame);
  if (plan.sources.length === 0) {
    return base;
  }
  const times = [...base.times, ...plan.times];
  const start = firstKept(times, windowSeconds);
  const incoming = new Map(frame.series.map((series) => [seriesKey(series), series]));
  const series = new Map<string, HistorySeries>();
  for (const [key, old] of base.series) {
    series.set(key, { ...old, values: extend(old.values, plan.sources, incoming.get(key)?.values, start) });
  }
  for (const [key, added] of incoming) {
    if (!series.has(key)) {
      const unknown = base.times.map(() => null);
      series.set(key, { ...identity(added), values: extend(unknown, plan.sources, added.values, start) });
    }
  }
  return { times: times.slice(start), series: dropEmpty(series) };
}

/** The newest sample of one series; null when it is unknown. */
export function latest(history: MetricsHistory, id: SeriesId): number | null {
  return history.series.get(seriesKey(id))?.values.at(-1) ?? null;
}

type TimePlan = {
  readonly times: readonly number[];
  /** For each new time the index of its sample in the frame, or null for a hole. */
  readonly sources: readonly (number | null)[];
};

function planTimes(existing: readonly number[], frame: HistoryFrame): TimePlan {
  const times: number[] = [];
  const sources: (number | null)[] = [];
  let last = existing.at(-1);
  const gap = Math.max((frame.stepSeconds ?? 0) * GAP_STEPS, MIN_GAP_SECONDS);
  frame.times.forEach((milliseconds, index) => {
    const time = milliseconds / 1000;
    if (last !== undefined && time <= last) {
      return;
    }
    if (last !== undefined && time - last > gap) {
      times.push((last + time) / 2);
      sources.push(null);
    }
    times.push(time);
    sources.push(index);
    last = time;
  });
  return { times, sources };
}

function extend(
  old: Samples,
  sources: readonly (number | null)[],
  values: readonly (number | null)[] | undefined,
  start: number,
): Samples {
  const added = sources.map((source) => (source === null ? null : (values?.[source] ?? null)));
  return [...old, ...added].slice(start);
}

function firstKept(times: readonly number[], windowSeconds: number): number {
  const oldest = (times.at(-1) ?? 0) - windowSeconds;
  const inWindow = times.findIndex((time) => time >= oldest);
  return Math.max(inWindow, times.length - MAX_POINTS, 0);
}

function identity(id: SeriesId): SeriesId {
  return { metric: id.metric, scope: id.scope, node: id.node ?? null, namespace: id.namespace ?? null };
}

/** Forgets a node or namespace once nothing of it is left in the window. */
function dropEmpty(series: ReadonlyMap<string, HistorySeries>): ReadonlyMap<string, HistorySeries> {
  return new Map([...series].filter(([, one]) => one.values.some((value) => value !== null)));
}

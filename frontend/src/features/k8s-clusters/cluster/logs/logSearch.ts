import type { K8sPodLogsSubscriptionVariables } from './podLogs.generated';
import type { ClusterRef } from '../../urls';
import type { SearchChange } from '../parts/usePageSearch';
import { variablesOf } from '../parts/useClusterPart';

export const TAILS = [100, 500, 1_000, 5_000, 10_000] as const;
const DEFAULT_TAIL = 500;

/** Seconds back, and what to call them. */
export const SINCE: readonly { readonly seconds: number; readonly label: string }[] = [
  { seconds: 60, label: 'Last minute' },
  { seconds: 300, label: 'Last 5 minutes' },
  { seconds: 900, label: 'Last 15 minutes' },
  { seconds: 3_600, label: 'Last hour' },
  { seconds: 21_600, label: 'Last 6 hours' },
  { seconds: 86_400, label: 'Last day' },
];

/** Which lines of which log are shown, as the address says it. */
export type LogView = {
  /** Null for that of Aerospike. */
  readonly container: string | null;
  readonly tail: number;
  /** Null for all of the past. */
  readonly sinceSeconds: number | null;
  readonly follow: boolean;
  readonly previous: boolean;
  /** A regular expression the server keeps lines by. */
  readonly grep: string;
  /** A text that is looked for in what has come. */
  readonly find: string;
};

export function readLogView(search: URLSearchParams): LogView {
  const since = Number(search.get('since'));
  const tail = Number(search.get('tail'));
  return {
    container: search.get('container'),
    tail: TAILS.find((one) => one === tail) ?? DEFAULT_TAIL,
    sinceSeconds: SINCE.find(({ seconds }) => seconds === since)?.seconds ?? null,
    follow: search.get('follow') !== 'no',
    previous: search.get('previous') === 'yes',
    grep: search.get('grep') ?? '',
    find: search.get('find') ?? '',
  };
}

export function logChange(change: Partial<LogView>): SearchChange {
  const entries: [string, string | null][] = [];
  if (change.container !== undefined) entries.push(['container', change.container]);
  if (change.tail !== undefined) {
    entries.push(['tail', change.tail === DEFAULT_TAIL ? null : String(change.tail)]);
  }
  if (change.sinceSeconds !== undefined) {
    entries.push(['since', change.sinceSeconds === null ? null : String(change.sinceSeconds)]);
  }
  if (change.follow !== undefined) entries.push(['follow', change.follow ? null : 'no']);
  if (change.previous !== undefined) entries.push(['previous', change.previous ? 'yes' : null]);
  if (change.grep !== undefined) entries.push(['grep', change.grep === '' ? null : change.grep]);
  if (change.find !== undefined) entries.push(['find', change.find === '' ? null : change.find]);
  return Object.fromEntries(entries);
}

export function logVariables(
  at: ClusterRef,
  pods: readonly string[],
  view: LogView,
): K8sPodLogsSubscriptionVariables {
  const { container, tail, sinceSeconds, follow, previous, grep } = view;
  return {
    ...variablesOf(at),
    pods: pods.length === 0 ? null : [...pods],
    container,
    tail,
    sinceSeconds,
    // What was before the last restart grows no more.
    follow: follow && !previous,
    previous,
    grep: grep === '' ? null : grep,
  };
}

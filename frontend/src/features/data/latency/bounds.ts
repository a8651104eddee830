import { formatMilliseconds } from '@/shared/format/numbers';
import type { Bucket } from './history';

type Bounds = Pick<Bucket, 'fromMs' | 'toMs'>;

/** The bounds of a bucket, short: `≤ 2 ms`. */
export function boundLabel({ fromMs, toMs }: Bounds): string {
  return toMs === null ? `> ${formatMilliseconds(fromMs)}` : `≤ ${formatMilliseconds(toMs)}`;
}

/** The bounds of a bucket, in full: `1 ms to 2 ms`. */
export function boundName({ fromMs, toMs }: Bounds): string {
  if (toMs === null) {
    return `longer than ${formatMilliseconds(fromMs)}`;
  }
  return fromMs === 0
    ? `up to ${formatMilliseconds(toMs)}`
    : `${formatMilliseconds(fromMs)} to ${formatMilliseconds(toMs)}`;
}

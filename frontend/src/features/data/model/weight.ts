import type { AerospikeValue, Bins } from './value';

/** What a number, a flag or the frame of a list counts for. */
const SMALL = 8;

/**
 * Roughly how many characters a record's bins take, which is what bounds the records a page keeps: a count alone would let
 * a thousand records of a megabyte each through. Looks no further once `limit` is passed.
 */
export function weigh(bins: Bins, limit = Number.POSITIVE_INFINITY): number {
  let total = 0;
  const waiting: AerospikeValue[] = [bins];
  for (let value = waiting.pop(); value !== undefined && total <= limit; value = waiting.pop()) {
    if (typeof value === 'string') {
      total += value.length + SMALL;
    } else if (value === null || typeof value !== 'object') {
      total += SMALL;
    } else if (Array.isArray(value)) {
      total += SMALL;
      for (const item of value as readonly AerospikeValue[]) {
        waiting.push(item);
      }
    } else {
      for (const [key, item] of Object.entries(value)) {
        total += key.length + SMALL;
        waiting.push(item);
      }
    }
  }
  return total;
}

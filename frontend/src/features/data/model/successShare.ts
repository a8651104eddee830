/** Rates of one kind of operation, per second; null where unknown. */
export type OperationRates = {
  readonly success: number | null;
  /** Reads of absent records. They are answered reads, so they count as success. Null or absent where it has no meaning. */
  readonly notFound?: number | null;
  readonly error: number | null;
  readonly timeout: number | null;
};

/**
 * The share of operations that were answered, from 0 to 1: (success + not found) / all.
 * Null when there was no traffic, or when a part of it is unknown: a share of unknown numbers would be invented.
 */
export function successShare(rates: OperationRates): number | null {
  const { success, notFound, error, timeout } = rates;
  if (success === null || notFound === null || error === null || timeout === null) {
    return null;
  }
  const answered = success + (notFound ?? 0);
  const total = answered + error + timeout;
  return total > 0 ? answered / total : null;
}

/** The sum of samples; null as soon as one is unknown, and for no samples at all. */
export function sumKnown(values: readonly (number | null)[]): number | null {
  let sum: number | null = values.length === 0 ? null : 0;
  for (const value of values) {
    if (value === null || sum === null) {
      return null;
    }
    sum += value;
  }
  return sum;
}

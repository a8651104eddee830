const GROUPED = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const COMPACT = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });
const PERCENT = new Intl.NumberFormat('en', {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const SMALL = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/** A count: `12,345`. */
export const formatCount = (value: number): string => GROUPED.format(value);

/** For axes and narrow places: `12.3K`. */
export const formatCompact = (value: number): string => COMPACT.format(value);

/** A rate per second, without its unit: three digits below 1,000, whole numbers above. */
export const formatRate = (value: number): string =>
  Math.abs(value) < 1000 ? SMALL.format(value) : GROUPED.format(value);

/** A ratio of 0 to 1 as a percentage. Rounds toward the middle, so that only exactly 1 shows as `100.0%`, and only 0 as `0.0%`. */
export function formatRatio(ratio: number): string {
  if (ratio > 0.9994999 && ratio < 1) return '99.9%';
  if (ratio > 0 && ratio < 0.0005) return '<0.1%';
  return PERCENT.format(ratio);
}

/** Milliseconds for people: `0.42 ms`, `12 ms`, `1.5 s`. */
export function formatMilliseconds(ms: number): string {
  return Math.abs(ms) < 1000 ? `${SMALL.format(ms)} ms` : `${SMALL.format(ms / 1000)} s`;
}

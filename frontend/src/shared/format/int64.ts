/** Formatting of numbers. Int64 strings are handled as `BigInt` only: exact at any size. */

const GROUPED = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const INTEGER = /^-?\d+$/;

/** An Int64 as `BigInt`; null when the text is not an integer. */
export function parseInt64(text: string): bigint | null {
  return INTEGER.test(text) ? BigInt(text) : null;
}

/** All digits, grouped by thousands: `9,223,372,036,854,775,807`. Text that is no integer is shown as it is. */
export function formatInt64(text: string): string {
  const value = parseInt64(text);
  return value === null ? text : GROUPED.format(value);
}

/** Order of two Int64 strings for sorting: negative, zero or positive. */
export function compareInt64(left: string, right: string): number {
  const a = BigInt(left);
  const b = BigInt(right);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `part / whole` between 0 and 1 for bars, or null when the whole is zero. Exact to six places at any size. */
export function ratioInt64(part: string, whole: string): number | null {
  const divisor = BigInt(whole);
  return divisor === 0n ? null : Number((BigInt(part) * 1_000_000n) / divisor) / 1_000_000;
}

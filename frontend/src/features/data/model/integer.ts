const INTEGER = /^-?\d{1,32}$/;
const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/** The canonical decimal text of a 64-bit signed integer, or null when the text is not one. Exact at any size. */
export function canonicalInt64(text: string): string | null {
  const trimmed = text.trim();
  if (!INTEGER.test(trimmed)) {
    return null;
  }
  const value = BigInt(trimmed);
  return value >= INT64_MIN && value <= INT64_MAX ? value.toString() : null;
}

/** Whether a canonical integer text survives as a JavaScript number. */
export function isSafeInteger(digits: string): boolean {
  return Number.isSafeInteger(Number(digits));
}

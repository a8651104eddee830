/** Whether a value is there: neither null, the API's word for unknown, nor absent. */
export function isKnown<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}

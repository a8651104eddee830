/** What a parser answers: the value, or why there is none in words for the person who typed it. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function failed(problem: string): Result<never> {
  return { ok: false, problem };
}

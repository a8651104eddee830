/** The address with a parameter; null leaves it out. */
export function withParam(params: URLSearchParams, name: string, value: string | null): URLSearchParams {
  const next = new URLSearchParams(params);
  if (value === null) {
    next.delete(name);
  } else {
    next.set(name, value);
  }
  return next;
}

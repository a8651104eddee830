export type Plain = Readonly<Record<string, unknown>>;

/** A value as the resource has it: without nulls, which say nothing, and without the API's type names. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const kept = Object.entries(value).filter(
    ([key, field]) => key !== '__typename' && field !== null && field !== undefined,
  );
  return Object.fromEntries(kept.map(([key, field]) => [key, plain(field)]));
}

export function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The specification of a template as the resource has it. */
export function plainSpec(spec: object): Plain {
  const made = plain(spec);
  return isPlain(made) ? made : {};
}

/** The value at a path of names; undefined when something on the way is not there. */
export function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((step, key) => (isPlain(step) ? step[key] : undefined), value);
}

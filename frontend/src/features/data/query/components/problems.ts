import { createContext, use } from 'react';

/** What is wrong with a query, by the place in the input: `query.filter.and.0.bin.bin`. */
export type Problems = ReadonlyMap<string, string>;

export const NO_PROBLEMS: Problems = new Map();
export const ProblemsContext = createContext<Problems>(NO_PROBLEMS);

/** What is wrong with this very place. */
export function useProblem(at: string): string | null {
  return use(ProblemsContext).get(at) ?? null;
}

/** What is wrong with this place or in it, for a field that is the last to show it. */
export function useProblemWithin(at: string): string | null {
  const problems = use(ProblemsContext);
  const exact = problems.get(at);
  if (exact !== undefined) {
    return exact;
  }
  for (const [field, reason] of problems) {
    if (field.startsWith(`${at}.`)) {
      return reason;
    }
  }
  return null;
}

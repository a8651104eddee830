import { Text } from '@mantine/core';
import { useProblem } from './problems';

/** What is wrong with a part of the query that has no field of its own. */
export function ProblemText({ at }: { readonly at: string }) {
  const problem = useProblem(at);
  return problem === null ? null : (
    <Text size="xs" c="var(--mantine-color-error)" role="alert">
      {problem}
    </Text>
  );
}

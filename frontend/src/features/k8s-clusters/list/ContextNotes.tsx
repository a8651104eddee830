import { Stack, Text } from '@mantine/core';
import { fromProblem } from '@/shared/errors/appError';
import { formatDateTime } from '@/shared/format/time';
import { isKnown } from '@/shared/lib/known';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import type { ClusterPage } from './useClusterList';

/** What is wrong with a context, or left out of it; the others are not hidden by it. */
export function ContextNotes({ contexts }: { readonly contexts: ClusterPage['contexts'] }) {
  return (
    <Stack gap="xs">
      {contexts.map(({ name, problem, knownAt, namespaces }) => (
        <div key={name}>
          {isKnown(problem) && (
            <ErrorAlert
              error={fromProblem({
                code: problem.code,
                message: `${name}: ${problem.message} ${
                  isKnown(knownAt)
                    ? `Its clusters are shown as they were on ${formatDateTime(knownAt)}.`
                    : 'None of its clusters is shown.'
                }`,
              })}
            />
          )}
          {isKnown(namespaces) && (
            <Text size="sm" c="dimmed">
              {name}: this server may look at {namespaces.join(', ')} alone.
            </Text>
          )}
        </div>
      ))}
    </Stack>
  );
}

import { Button, Group, Stack, Text } from '@mantine/core';
import { fromProblem } from '@/shared/errors/appError';
import { formatInt64 } from '@/shared/format/int64';
import { isKnown } from '@/shared/lib/known';
import { ErrorAlert, ErrorState } from '@/shared/ui/ErrorState';
import { isOver } from '../model/jobWords';
import type { Count } from '../queries/useCount';
import { JobProgress } from './JobProgress';

/** How many records a query finds, and how far the counting is until then. */
export function CountLine({ count }: { readonly count: Count }) {
  const { job, matched, error } = count;
  if (error !== null) {
    return <ErrorState error={error} onRetry={count.again} />;
  }
  if (matched !== null) {
    return (
      <Group gap="sm" role="status">
        <Text size="sm" className="tabular">
          <b>{recordsText(matched)}</b> {matched === '1' ? 'is' : 'are'} found now.
        </Text>
        <Button size="compact-xs" variant="default" onClick={count.again}>
          Count again
        </Button>
      </Group>
    );
  }
  if (job !== null && isOver(job.phase)) {
    return isKnown(job.problem) ? (
      <ErrorAlert error={fromProblem(job.problem)} onRetry={count.again} />
    ) : (
      <Group gap="sm" role="status">
        <Text size="sm">The count was stopped.</Text>
        <Button size="compact-xs" variant="default" onClick={count.again}>
          Count again
        </Button>
      </Group>
    );
  }
  return (
    <Stack gap={4} role="status">
      <Text size="sm">Counting what the query finds…</Text>
      <JobProgress wide job={job ?? NOT_BEGUN} />
    </Stack>
  );
}

const NOT_BEGUN = { title: 'the count', phase: 'QUEUED', done: '0', total: null, progress: null } as const;

export function recordsText(number: string): string {
  return `${formatInt64(number)} ${number === '1' ? 'record' : 'records'}`;
}

import { Anchor, Group, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import { formatRate } from '@/shared/format/numbers';
import { formatDuration } from '@/shared/format/time';
import { isKnown } from '@/shared/lib/known';
import { Ago } from '@/shared/ui/Ago';
import { Mark } from '@/shared/ui/Mark';
import { Known } from '@/shared/ui/Unknown';
import type { JobRow } from '../feeds/useJobs';
import { isOver, troubleText } from '../model/jobWords';
import { jobUrl } from '../urls';
import { JobControls } from './JobControls';
import { JobFiles } from './JobFiles';
import { JobProgress } from './JobProgress';
import classes from './jobs.module.css';
import { PhaseMark } from './PhaseMark';

/** Jobs of this gateway, one a row, with what can be done to each. */
export function JobTable({ jobs }: { readonly jobs: readonly JobRow[] }) {
  return (
    <Table.ScrollContainer minWidth={980}>
      <Table highlightOnHover tabularNums aria-label="Jobs" verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Job</Table.Th>
            <Table.Th scope="col">Phase</Table.Th>
            <Table.Th scope="col">Records</Table.Th>
            <Table.Th scope="col" ta="right" className={classes.fixed}>
              Per second
            </Table.Th>
            <Table.Th scope="col">Time</Table.Th>
            <Table.Th scope="col">Started</Table.Th>
            <Table.Th scope="col" className={classes.actions}>
              Actions
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {jobs.map((job) => (
            <Row key={job.id} job={job} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({ job }: { readonly job: JobRow }) {
  const trouble = troubleText(job.counts);
  return (
    <Table.Tr>
      <Table.Th scope="row" className={classes.title}>
        <Anchor component={Link} inherit to={jobUrl(job.connectionId, job.id)}>
          {job.title}
        </Anchor>
        {isKnown(job.problem) && (
          <Text size="xs" c="dimmed" fw={400}>
            {job.problem.message}
          </Text>
        )}
      </Table.Th>
      <Table.Td>
        <PhaseMark phase={job.phase} />
      </Table.Td>
      <Table.Td>
        <Group gap="xs" wrap="nowrap">
          <JobProgress job={job} />
          {trouble !== '' && <Mark color="red">{trouble}</Mark>}
        </Group>
      </Table.Td>
      <Table.Td ta="right">
        {job.phase === 'RUNNING' && (
          <Known value={job.ratePerSecond} format={formatRate} reason="Not measured yet" />
        )}
      </Table.Td>
      <Table.Td className={classes.fixed}>{timeText(job)}</Table.Td>
      <Table.Td className={classes.fixed}>
        <Ago at={job.startedAt ?? job.createdAt} />
      </Table.Td>
      <Table.Td className={classes.actions}>
        <Group gap={6} wrap="nowrap" justify="flex-end">
          {isKnown(job.result) && <JobFiles compact files={job.result.files} />}
          <JobControls job={job} />
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

/** How long it will take still, or took. */
export function timeText({ phase, etaSeconds, startedAt, endedAt }: JobRow): string {
  if (isOver(phase)) {
    const took = isKnown(startedAt) && isKnown(endedAt) ? Date.parse(endedAt) - Date.parse(startedAt) : null;
    return took === null ? 'never began' : `took ${formatDuration(took / 1000)}`;
  }
  return isKnown(etaSeconds) ? `${formatDuration(Math.ceil(etaSeconds))} left` : '';
}

import { useMutation } from '@apollo/client/react';
import { Button, Group, Progress, Table, Text, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { formatBytes } from '@/shared/format/bytes';
import { formatInt64 } from '@/shared/format/int64';
import { formatRatio } from '@/shared/format/numbers';
import { formatDuration } from '@/shared/format/time';
import { isKnown } from '@/shared/lib/known';
import { Mark } from '@/shared/ui/Mark';
import { notifyDone, notifyError } from '@/shared/ui/notify';
import { Known } from '@/shared/ui/Unknown';
import type { ServerJobGroup } from '../model/serverJobs';
import { AbortServerJobDocument } from '../mutations/control.generated';
import classes from './jobs.module.css';

type Props = {
  readonly connectionId: string;
  readonly jobs: readonly ServerJobGroup[];
  readonly onAborted: () => void;
};

/** Queries and background jobs of the nodes, one a row for all nodes together. */
export function ServerJobTable({ connectionId, jobs, onAborted }: Props) {
  return (
    <Table.ScrollContainer minWidth={960}>
      <Table highlightOnHover tabularNums aria-label="Jobs of the cluster" verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Job</Table.Th>
            <Table.Th scope="col">Kind</Table.Th>
            <Table.Th scope="col">Of</Table.Th>
            <Table.Th scope="col">State</Table.Th>
            <Table.Th scope="col">Partitions</Table.Th>
            <Table.Th scope="col" ta="right">
              Records
            </Table.Th>
            <Table.Th scope="col" ta="right">
              Failed
            </Table.Th>
            <Table.Th scope="col" ta="right">
              Sent
            </Table.Th>
            <Table.Th scope="col" ta="right">
              Time
            </Table.Th>
            <Table.Th scope="col">From</Table.Th>
            <Table.Th scope="col" className={classes.actions}>
              <VisuallyHidden>Actions</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {jobs.map((job) => (
            <Row key={job.id} connectionId={connectionId} job={job} onAborted={onAborted} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

type RowProps = Omit<Props, 'jobs'> & { readonly job: ServerJobGroup };

function Row({ connectionId, job, onAborted }: RowProps) {
  const { first, nodes } = job;
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400} ff="monospace" fz="xs" title={nodeText(job)}>
        {job.id}
        <Text size="xs" c="dimmed" ff="text">
          {nodes.length === 1 ? `on ${first.node}` : `on ${String(nodes.length)} nodes`}
        </Text>
      </Table.Th>
      <Table.Td>
        <Known value={first.kind} format={String} />
      </Table.Td>
      <Table.Td>
        <Known
          value={first.namespace}
          format={(name) => (isKnown(first.set) ? `${name}.${first.set}` : name)}
        />
      </Table.Td>
      <Table.Td>
        <Mark color={job.active ? 'blue' : 'gray'}>{first.status ?? (job.active ? 'active' : 'done')}</Mark>
      </Table.Td>
      <Table.Td>
        <Known
          value={job.progress}
          format={(share) => (
            <Group gap="xs" wrap="nowrap">
              {job.active && (
                <Progress className={classes.bar} value={share * 100} aria-label={`Progress of ${job.id}`} />
              )}
              {formatRatio(share)}
            </Group>
          )}
        />
      </Table.Td>
      <Table.Td ta="right">
        <Known value={job.succeeded} format={formatInt64} />
      </Table.Td>
      <Table.Td ta="right">
        <Known value={job.failed} format={formatInt64} />
      </Table.Td>
      <Table.Td ta="right" className={classes.fixed}>
        <Known value={job.sentBytes} format={formatBytes} />
      </Table.Td>
      <Table.Td ta="right">
        <Known value={job.runSeconds} format={formatDuration} />
      </Table.Td>
      <Table.Td ff="monospace" fz="xs">
        <Known value={first.from} format={String} />
      </Table.Td>
      <Table.Td className={classes.actions}>
        {job.active && <AbortButton connectionId={connectionId} id={job.id} onAborted={onAborted} />}
      </Table.Td>
    </Table.Tr>
  );
}

/** How each node stands, a line each. */
function nodeText({ nodes }: ServerJobGroup): string {
  return nodes
    .map(({ node, status, progress }) => {
      const share = isKnown(progress) ? `, ${formatRatio(progress)}` : '';
      return `${node}: ${status ?? 'unknown'}${share}`;
    })
    .join('\n');
}

type AbortProps = { readonly connectionId: string; readonly id: string; readonly onAborted: () => void };

/** Others wait for what this job yields, so the first press only asks. */
function AbortButton({ connectionId, id, onAborted }: AbortProps) {
  const [asking, setAsking] = useState(false);
  const [abort, { loading }] = useMutation(AbortServerJobDocument, { fetchPolicy: 'no-cache' });
  const run = async () => {
    try {
      const { data } = await abort({ variables: { input: { connectionId, id } } });
      tell(id, data.abortServerJob);
      onAborted();
    } catch (error) {
      notifyError(error);
    } finally {
      setAsking(false);
    }
  };
  return asking ? (
    <Group gap={6} wrap="nowrap" justify="flex-end">
      <Button size="compact-sm" variant="default" onClick={() => setAsking(false)}>
        Let it run
      </Button>
      <Button size="compact-sm" color="red" loading={loading} data-autofocus onClick={() => void run()}>
        Abort it
      </Button>
    </Group>
  ) : (
    <Button
      size="compact-sm"
      variant="light"
      color="red"
      aria-label={`Abort ${id}`}
      onClick={() => setAsking(true)}
    >
      Abort…
    </Button>
  );
}

type Aborted = {
  readonly abortedOn: readonly string[];
  readonly problems: readonly { readonly node?: string | null; readonly message: string }[];
};

function tell(id: string, aborted: Aborted): void {
  for (const { node, message } of aborted.problems) {
    notifyDone(`${node ?? 'A node'} did not abort it: ${message}`);
  }
  const nodes = aborted.abortedOn.length;
  notifyDone(
    nodes === 0
      ? `Job ${id} had ended before.`
      : `Job ${id} was aborted on ${String(nodes)} ${nodes === 1 ? 'node' : 'nodes'}.`,
  );
}

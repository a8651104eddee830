import { Button, Group, Progress, Text } from '@mantine/core';
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { formatCount, formatRate } from '@/shared/format/numbers';
import type { ReactNode } from 'react';
import type { RunState, RunStatus } from '../feeds/queryRun';

type Props = {
  readonly state: RunState;
  /** Whether records are being read by their keys. */
  readonly reading: boolean;
  /** Whether what was asked last is a stream, whose progress is told. */
  readonly isStream: boolean;
  readonly onRun: () => void;
  readonly onStop: () => void;
  readonly onResume: () => void;
  /** More, at the end of the line. */
  readonly children?: ReactNode;
};

const WORDS: Readonly<Record<RunStatus, string>> = {
  idle: '',
  running: 'Running',
  interrupted: 'Connection lost, going on where it was…',
  stopped: 'Stopped',
  failed: 'Not finished',
  done: 'Done',
};

/** Runs the query, tells how far it is, and ends it. */
export function RunBar({ state, reading, isStream, onRun, onStop, onResume, children }: Props) {
  const { status, rows, partitionsDone, partitionsTotal, seen, elapsedMs } = state;
  const isRunning = reading || status === 'running' || status === 'interrupted';
  const seconds = elapsedMs / 1000;
  const facts = [
    `${formatCount(rows.count)} returned`,
    ...(seen === null ? [] : [`${formatCount(Number(seen))} looked at`]),
    `${formatCount(partitionsDone)} of ${formatCount(partitionsTotal)} partitions`,
    ...(seconds > 0 ? [`${formatRate(rows.count / seconds)}/s`] : []),
    `${seconds.toFixed(1)} s`,
  ];
  return (
    <Group gap="sm" wrap="nowrap" mih={30}>
      {isRunning ? (
        <Button
          size="xs"
          color="red"
          variant="light"
          leftSection={<IconPlayerStop size={14} aria-hidden="true" />}
          onClick={onStop}
        >
          Stop
        </Button>
      ) : (
        <Button
          size="xs"
          leftSection={<IconPlayerPlay size={14} aria-hidden="true" />}
          aria-keyshortcuts="Control+Enter"
          title="Ctrl+Enter"
          onClick={onRun}
        >
          Run
        </Button>
      )}
      {isStream && !isRunning && (status === 'stopped' || status === 'failed') && (
        <Button size="xs" variant="default" onClick={onResume}>
          Go on
        </Button>
      )}
      {isStream && status !== 'idle' && (
        <>
          <Progress
            w={120}
            flex="none"
            value={(partitionsDone / Math.max(partitionsTotal, 1)) * 100}
            color={status === 'failed' ? 'red' : status === 'done' ? 'teal' : 'blue'}
            aria-label="Partitions done"
          />
          <Text size="xs" fw={600} role="status">
            {WORDS[status]}
          </Text>
          <Text size="xs" c="dimmed" className="tabular" truncate>
            {facts.join(' · ')}
          </Text>
        </>
      )}
      <span style={{ flex: 1 }} />
      {children}
    </Group>
  );
}

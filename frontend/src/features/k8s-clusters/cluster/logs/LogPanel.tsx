import { Button, Group, Select, Stack, Switch, Text, TextInput, Title } from '@mantine/core';
import { IconCopy, IconDownload } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { formatCount } from '@/shared/format/numbers';
import { download } from '@/shared/lib/download';
import { useCopy } from '@/shared/lib/useCopy';
import { ErrorAlert, FieldError } from '@/shared/ui/ErrorState';
import { Mark } from '@/shared/ui/Mark';
import { SearchField } from '@/shared/ui/SearchField';
import type { ClusterRef } from '../../urls';
import { usePageSearch } from '../parts/usePageSearch';
import type { PodTable_PodFragment } from '../pods/pods.generated';
import { fileOf, linesWith, MAX_LINES } from './logBuffer';
import { LogLines } from './LogLines';
import { logChange, logVariables, type LogView, readLogView, SINCE, TAILS } from './logSearch';
import { type PodLogs, usePodLogs } from './usePodLogs';

type Props = {
  readonly at: ClusterRef;
  readonly pods: readonly PodTable_PodFragment[];
  /** None for all of them. */
  readonly chosen: readonly string[];
};

/** The logs of pods, as they are written. */
export function LogPanel({ at, pods, chosen }: Props) {
  const [search, change] = usePageSearch();
  const title = useId();
  const view = readLogView(search);
  const logs = usePodLogs(logVariables(at, chosen, view));
  const found = linesWith(logs.lines, view.find);
  const shown = chosen.length === 0 ? pods.map(({ name }) => name) : chosen;
  const onView = (next: Partial<LogView>) => change(logChange(next));
  const containers = [
    ...new Set(
      pods.filter(({ name }) => shown.includes(name)).flatMap(({ state }) => state?.containers ?? []),
    ),
  ];
  return (
    <section aria-labelledby={title}>
      <Stack gap="xs">
        <Group justify="space-between" gap="xs">
          <Group gap="xs">
            <Title order={2} size="h5" id={title}>
              {shown.length === 1 ? `Log of ${shown[0] ?? ''}` : `Logs of ${shown.length} pods`}
            </Title>
            <Standing logs={logs} isFollowing={view.follow && !view.previous} />
          </Group>
          <Hand lines={found} name={shown.length === 1 ? (shown[0] ?? at.name) : at.name} />
        </Group>
        <Controls view={view} containers={containers} onView={onView} />
        {logs.error !== null && <ErrorAlert error={logs.error} onRetry={logs.restart} />}
        <Ends logs={logs} />
        <Count logs={logs} found={found.length} isFiltered={view.find !== ''} />
        <LogLines
          lines={found}
          pods={pods.map(({ name }) => name)}
          isMixed={shown.length > 1}
          find={view.find}
        />
      </Stack>
    </section>
  );
}

function Standing({ logs, isFollowing }: { readonly logs: PodLogs; readonly isFollowing: boolean }) {
  if (logs.status === 'interrupted') {
    return <Mark color="yellow">reconnecting…</Mark>;
  }
  if (logs.status === 'ended') {
    return logs.error === null ? <Mark color="gray">ended</Mark> : null;
  }
  return <Mark color="green">{isFollowing ? 'following' : 'reading'}</Mark>;
}

/** Pods whose log has ended: for good, as when a pod is made anew, or for a reason. */
function Ends({ logs }: { readonly logs: PodLogs }) {
  if (logs.ended.length === 0) {
    return null;
  }
  return (
    <Stack gap={4}>
      {logs.ended.map(({ pod, problem }) => (
        <Group key={pod} gap={6} wrap="nowrap" align="flex-start">
          <Text size="sm" fw={600}>
            {pod}
          </Text>
          {problem === null ? <Text size="sm">has no more lines</Text> : <FieldError error={problem} />}
        </Group>
      ))}
      <div>
        <Button variant="default" size="compact-xs" onClick={logs.restart}>
          Read again
        </Button>
      </div>
    </Stack>
  );
}

type CountProps = { readonly logs: PodLogs; readonly found: number; readonly isFiltered: boolean };

function Count({ logs, found, isFiltered }: CountProps) {
  const { length } = logs.lines;
  const all = `${formatCount(length)} ${length === 1 ? 'line' : 'lines'}`;
  return (
    <Text size="xs" c="dimmed" className="tabular" role="status">
      {isFiltered ? `${formatCount(found)} of ${all}` : all}
      {logs.dropped > 0 &&
        ` · ${formatCount(logs.dropped)} older lines dropped: this page keeps ${formatCount(MAX_LINES)}`}
    </Text>
  );
}

type HandProps = { readonly lines: Parameters<typeof fileOf>[0]; readonly name: string };

function Hand({ lines, name }: HandProps) {
  const { copied, copy } = useCopy();
  return (
    <Group gap="xs">
      <Button
        variant="default"
        size="xs"
        leftSection={<IconCopy size={14} aria-hidden="true" />}
        disabled={lines.length === 0}
        onClick={() => void copy(fileOf(lines))}
      >
        {copied ? 'Copied' : 'Copy the log'}
      </Button>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconDownload size={14} aria-hidden="true" />}
        disabled={lines.length === 0}
        onClick={() => download(`${name}.log`, 'text/plain', fileOf(lines))}
      >
        Download the log
      </Button>
    </Group>
  );
}

type ControlsProps = {
  readonly view: LogView;
  readonly containers: readonly string[];
  readonly onView: (change: Partial<LogView>) => void;
};

function Controls({ view, containers, onView }: ControlsProps) {
  return (
    <Group gap="sm" align="center">
      <Select
        size="xs"
        w={190}
        aria-label="Container"
        data={[
          { value: '', label: 'Aerospike’s container' },
          ...containers.map((name) => ({ value: name, label: name })),
        ]}
        value={view.container ?? ''}
        allowDeselect={false}
        onChange={(value) => onView({ container: value === '' ? null : value })}
      />
      <Select
        size="xs"
        w={130}
        aria-label="Last lines"
        data={TAILS.map((tail) => ({ value: String(tail), label: `Last ${formatCount(tail)}` }))}
        value={String(view.tail)}
        allowDeselect={false}
        onChange={(value) => onView({ tail: Number(value) })}
      />
      <Select
        size="xs"
        w={150}
        aria-label="Since"
        data={[
          { value: '', label: 'All there is' },
          ...SINCE.map(({ seconds, label }) => ({ value: String(seconds), label })),
        ]}
        value={String(view.sinceSeconds ?? '')}
        allowDeselect={false}
        onChange={(value) => onView({ sinceSeconds: value === '' ? null : Number(value) })}
      />
      <Switch
        size="xs"
        label="Follow"
        checked={view.follow && !view.previous}
        disabled={view.previous}
        onChange={({ currentTarget: { checked } }) => onView({ follow: checked })}
      />
      <Switch
        size="xs"
        label="Before the last restart"
        checked={view.previous}
        onChange={({ currentTarget: { checked } }) => onView({ previous: checked })}
      />
      <Grep key={view.grep} grep={view.grep} onGrep={(grep) => onView({ grep })} />
      <SearchField label="Find in these lines" value={view.find} onChange={(find) => onView({ find })} />
    </Group>
  );
}

/** Asks the server for other lines, so only once it is written. */
function Grep({ grep, onGrep }: { readonly grep: string; readonly onGrep: (grep: string) => void }) {
  const [text, setText] = useState(grep);
  return (
    <TextInput
      size="xs"
      w={220}
      aria-label="Only lines with, as a regular expression"
      placeholder="Only lines with (regexp), Enter"
      value={text}
      maxLength={500}
      spellCheck={false}
      onChange={({ currentTarget: { value } }) => setText(value)}
      onKeyDown={({ key }) => {
        if (key === 'Enter') {
          onGrep(text);
        }
      }}
      onBlur={() => {
        if (text !== grep) {
          onGrep(text);
        }
      }}
    />
  );
}

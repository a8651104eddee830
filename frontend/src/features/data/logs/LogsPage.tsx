import { Anchor, Button, Chip, Group, Select, Stack, Text } from '@mantine/core';
import { IconFileOff } from '@tabler/icons-react';
import { useParams, useSearchParams } from 'react-router';
import type { LogLevel } from '@/gql/schema';
import { useReading } from '@/shared/apollo/useReading';
import { isKnown } from '@/shared/lib/known';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { Mark } from '@/shared/ui/Mark';
import { PageHeader } from '@/shared/ui/PageHeader';
import { RefreshButton } from '@/shared/ui/RefreshButton';
import { SearchField } from '@/shared/ui/SearchField';
import { NodeMatrix } from '../components/matrix/NodeMatrix';
import { ProblemList } from '../components/ProblemList';
import { LevelDrawer } from './LevelDrawer';
import { LogSinksDocument } from './logs.generated';
import { contextRows, EVERY_CONTEXT, type NodeSinks, sinkChoices } from './sinks';
import { logsSearch, type LogsView, readLogsView } from './urls';

/** Where each node logs to, and how much of what. */
export function LogsPage() {
  const { connectionId = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const view = readLogsView(search);
  const { data, errors, loading, refresh } = useReading(LogSinksDocument, { connectionId });
  const nodes = data?.logSinks ?? null;
  return (
    <>
      <PageHeader
        title="Logs"
        subtitle="How much the nodes log of what, as they run"
        actions={<RefreshButton loading={loading} onRefresh={refresh} />}
      />
      <Stack gap="sm">
        {errors.map((error) => (
          <ErrorAlert key={error.path.join('.')} error={error} onRetry={refresh} />
        ))}
        {nodes === null && errors.length === 0 && (
          <LoadingSkeleton label="the logs" rows={12} rowHeight={28} />
        )}
        {nodes !== null && (
          <Sinks
            connectionId={connectionId}
            nodes={nodes}
            view={view}
            onView={(change) => setSearch(logsSearch({ ...view, ...change }), { replace: true })}
            onChanged={refresh}
          />
        )}
      </Stack>
    </>
  );
}

type SinksProps = {
  readonly connectionId: string;
  readonly nodes: readonly NodeSinks[];
  readonly view: LogsView;
  readonly onView: (change: Partial<LogsView>) => void;
  readonly onChanged: () => void;
};

function Sinks({ connectionId, nodes, view, onView, onChanged }: SinksProps) {
  const choices = sinkChoices(nodes);
  const rows = contextRows(nodes, view.sink);
  const wanted = view.text.trim().toLowerCase();
  const listed = rows.filter(
    ({ name, differs }) => (!view.differing || differs) && name.toLowerCase().includes(wanted),
  );
  const withSink = nodes.filter(({ sinks }) => sinks.some(({ id }) => id === view.sink));
  return (
    <>
      <ProblemList problems={nodes.map(({ problem }) => problem).filter(isKnown)} />
      <Group gap="sm">
        <Select
          size="xs"
          w={260}
          aria-label="Sink"
          data={choices.map(({ id, name }) => ({ value: String(id), label: `${String(id)}: ${name}` }))}
          value={String(view.sink)}
          allowDeselect={false}
          onChange={(value) => onView({ sink: Number(value), context: null })}
        />
        <SearchField label="Search contexts" value={view.text} onChange={(text) => onView({ text })} />
        <Chip size="xs" radius="sm" checked={view.differing} onChange={(differing) => onView({ differing })}>
          Differing
        </Chip>
        {rows.length > 0 && (
          <Button size="xs" variant="default" onClick={() => onView({ context: EVERY_CONTEXT })}>
            Set all contexts…
          </Button>
        )}
      </Group>
      {rows.length === 0 ? (
        <EmptyState icon={IconFileOff} title="No such sink">
          No node that answers logs to it. Sinks are defined in the configuration file of the nodes.
        </EmptyState>
      ) : listed.length === 0 ? (
        <Text c="dimmed" size="sm">
          None matches what is asked for.
        </Text>
      ) : (
        <NodeMatrix
          label="Log levels"
          rowTitle="Context"
          nodes={nodes.map(({ node }) => ({ id: node }))}
          rows={listed}
          format={(level) => <Level level={level} />}
          reason="This node does not say"
          header={({ name, differs }) => (
            <Group gap={6} wrap="nowrap">
              <Anchor
                component="button"
                type="button"
                ff="monospace"
                fz="xs"
                onClick={() => onView({ context: name })}
              >
                {name}
              </Anchor>
              {differs && <Mark color="yellow">differs</Mark>}
            </Group>
          )}
        />
      )}
      <LevelDrawer
        connectionId={connectionId}
        nodes={withSink.map(({ node }) => node)}
        sink={choices.find(({ id }) => id === view.sink) ?? null}
        context={view.context}
        level={(rows.find(({ name }) => name === view.context)?.values.find(isKnown) ?? 'INFO') as LogLevel}
        onClose={() => onView({ context: null })}
        onChanged={onChanged}
      />
    </>
  );
}

/** Levels that tell more than usual stand out: they cost. */
function Level({ level }: { readonly level: string }) {
  return (
    <Text span inherit c={level === 'INFO' ? 'dimmed' : undefined} fw={level === 'INFO' ? undefined : 600}>
      {level.toLowerCase()}
    </Text>
  );
}

import { Chip, Group, Select, Stack, Text } from '@mantine/core';
import { useParams, useSearchParams } from 'react-router';
import { useReading } from '@/shared/apollo/useReading';
import { formatInt64 } from '@/shared/format/int64';
import { isKnown } from '@/shared/lib/known';
import { Ago } from '@/shared/ui/Ago';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { Mark } from '@/shared/ui/Mark';
import { PageHeader } from '@/shared/ui/PageHeader';
import { RefreshButton } from '@/shared/ui/RefreshButton';
import { SearchField } from '@/shared/ui/SearchField';
import { NodeMatrix } from '../components/matrix/NodeMatrix';
import { ProblemList } from '../components/ProblemList';
import {
  NamespaceNamesDocument,
  NodeStatisticsDocument,
  type NodeStatisticsQuery,
} from './nodeStatistics.generated';
import { nodesSearch, type NodesView, readNodesView } from './urls';

type Statistics = NonNullable<NodeStatisticsQuery['nodeStatistics']>;

/** What a choice of the nodes' own statistics is called, where others are of namespaces. */
const OWN = 'The nodes themselves';

/** The statistics of all nodes, side by side. */
export function NodesPage() {
  const { connectionId = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const view = readNodesView(search);
  const { data, errors, loading, refresh } = useReading(NodeStatisticsDocument, {
    connectionId,
    namespace: view.namespace,
  });
  const statistics = data?.nodeStatistics ?? null;
  return (
    <>
      <PageHeader
        title="Nodes"
        subtitle={statistics === null ? '\u00a0' : <>Statistics, read {<Ago at={statistics.sampledAt} />}</>}
        actions={<RefreshButton loading={loading} onRefresh={refresh} />}
      />
      <Stack gap="sm">
        <Filters
          connectionId={connectionId}
          view={view}
          onView={(change) => setSearch(nodesSearch({ ...view, ...change }), { replace: true })}
        />
        {errors.map((error) => (
          <ErrorAlert key={error.path.join('.')} error={error} onRetry={refresh} />
        ))}
        {statistics === null && errors.length === 0 && (
          <LoadingSkeleton label="the statistics" rows={12} rowHeight={28} />
        )}
        {statistics !== null && <Comparison statistics={statistics} view={view} />}
      </Stack>
    </>
  );
}

type FiltersProps = {
  readonly connectionId: string;
  readonly view: NodesView;
  readonly onView: (change: Partial<NodesView>) => void;
};

function Filters({ connectionId, view, onView }: FiltersProps) {
  const { data } = useReading(NamespaceNamesDocument, { connectionId });
  const names = (data?.connection?.cluster?.namespaces ?? []).map(({ name }) => name);
  return (
    <Group gap="sm">
      <Select
        size="xs"
        aria-label="Statistics of"
        data={[
          { value: '', label: OWN },
          ...[...new Set([...names, ...(view.namespace === null ? [] : [view.namespace])])].map((name) => ({
            value: name,
            label: `Namespace ${name}`,
          })),
        ]}
        value={view.namespace ?? ''}
        allowDeselect={false}
        onChange={(value) => onView({ namespace: value === '' ? null : value })}
      />
      <SearchField label="Search statistics" value={view.text} onChange={(text) => onView({ text })} />
      <Chip size="xs" radius="sm" checked={view.differing} onChange={(differing) => onView({ differing })}>
        Differing
      </Chip>
    </Group>
  );
}

function Comparison({ statistics, view }: { readonly statistics: Statistics; readonly view: NodesView }) {
  const words = view.text.toLowerCase().split(/\s+/);
  const listed = statistics.statistics.filter(
    ({ name, differs }) =>
      (!view.differing || differs) && words.every((word) => name.toLowerCase().includes(word)),
  );
  return (
    <>
      <ProblemList problems={statistics.nodes.map(({ problem }) => problem).filter(isKnown)} />
      <Text size="xs" c="dimmed" className="tabular" aria-live="polite">
        {listed.length === statistics.statistics.length
          ? `${String(listed.length)} statistics`
          : `${String(listed.length)} of ${String(statistics.statistics.length)} statistics`}
      </Text>
      {listed.length === 0 ? (
        <Text c="dimmed" size="sm">
          None matches what is asked for.
        </Text>
      ) : (
        <NodeMatrix
          label="Statistics"
          rowTitle="Statistic"
          nodes={statistics.nodes.map(({ id, address }) => ({ id, note: address }))}
          rows={listed.map(({ name, values, differs }) => ({
            name,
            values: values.map((value) => value ?? null),
            differs,
          }))}
          format={formatInt64}
          reason="This node does not say"
          header={({ name, differs }) => (
            <Group gap={6} wrap="nowrap">
              <Text span ff="monospace" fz="xs">
                {name}
              </Text>
              {differs && <Mark color="yellow">differs</Mark>}
            </Group>
          )}
        />
      )}
    </>
  );
}

import { Anchor, Group, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import { ColorMark } from '@/features/connections';
import { formatInt64 } from '@/shared/format/int64';
import { formatRate, formatRatio } from '@/shared/format/numbers';
import { isKnown } from '@/shared/lib/known';
import { Ago } from '@/shared/ui/Ago';
import { Mark } from '@/shared/ui/Mark';
import { type SortColumn, SortHeader } from '@/shared/ui/SortHeader';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { Known, Unknown } from '@/shared/ui/Unknown';
import { UsageBar } from '../components/UsageBar';
import { FindingCounts } from '../health/FindingCounts';
import { dashboardUrl } from '../urls';
import { type Entry, type OverviewColumn, type OverviewSort, reasonOf } from './entries';

const COLUMNS: readonly SortColumn<OverviewColumn>[] = [
  { id: 'name', label: 'Connection', numeric: false },
  { id: 'state', label: 'State', numeric: true },
  { id: 'findings', label: 'Findings', numeric: true },
  { id: 'objects', label: 'Objects', numeric: true },
  { id: 'used', label: 'Data used', numeric: true },
  { id: 'reads', label: 'Reads/s', numeric: true },
  { id: 'writes', label: 'Writes/s', numeric: true },
  { id: 'connections', label: 'Clients', numeric: true },
];
/** Columns that begin at the left, also those of words that sort by a number. */
const LEFT: readonly OverviewColumn[] = ['name', 'state', 'findings', 'used'];

type Props = {
  readonly entries: readonly Entry[];
  readonly sort: OverviewSort | null;
  readonly onSort: (sort: OverviewSort) => void;
};

/** All profiles, one a row. What is unknown of one says why and leaves the others alone. */
export function OverviewTable({ entries, sort, onSort }: Props) {
  return (
    <Table.ScrollContainer minWidth={940}>
      <Table highlightOnHover horizontalSpacing="xs" tabularNums aria-label="Clusters">
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map((column) => (
              <SortHeader
                key={column.id}
                column={column}
                left={LEFT.includes(column.id)}
                sort={sort}
                onSort={onSort}
              />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <EntryRow key={entry.connectionId} entry={entry} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function EntryRow({ entry }: { readonly entry: Entry }) {
  const whyCluster = reasonOf(entry, 'CLUSTER');
  const whyRates = reasonOf(entry, 'RATES');
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <Group gap={8} wrap="nowrap">
          <ColorMark color={entry.color} />
          <div>
            <Anchor component={Link} inherit to={dashboardUrl(entry.connectionId)}>
              {entry.name}
            </Anchor>
            <Text size="xs" c="dimmed" fw={400} style={{ whiteSpace: 'nowrap' }}>
              {[entry.env, entry.clusterName].filter(isKnown).join(' · ')}
            </Text>
          </div>
        </Group>
      </Table.Th>
      <Table.Td maw={260}>
        <State entry={entry} />
      </Table.Td>
      <Table.Td>
        {isKnown(entry.findings) ? (
          <FindingCounts connectionId={entry.connectionId} counts={entry.findings} />
        ) : (
          <Unknown reason={reasonOf(entry, 'FINDINGS')} />
        )}
      </Table.Td>
      <Table.Td ta="right">
        <Known value={entry.objects} format={formatInt64} reason={whyCluster} />
      </Table.Td>
      <Table.Td>
        <Capacity entry={entry} />
      </Table.Td>
      <Table.Td ta="right">
        <Known value={entry.rates?.readsPerSecond} format={formatRate} reason={whyRates} />
      </Table.Td>
      <Table.Td ta="right">
        <Known value={entry.rates?.writesPerSecond} format={formatRate} reason={whyRates} />
      </Table.Td>
      <Table.Td ta="right">
        <Known value={entry.clientConnections} format={formatInt64} reason={whyCluster} />
      </Table.Td>
    </Table.Tr>
  );
}

function State({ entry }: { readonly entry: Entry }) {
  const { health, nodesAnswered, nodesTotal, builds, problem, stopWrites, migrationsRemaining, checkedAt } =
    entry;
  return (
    <>
      <Group gap={6}>
        <StatusBadge status={health} />
        {isKnown(nodesTotal) && (
          <Text span size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
            {[
              `${isKnown(nodesAnswered) ? String(nodesAnswered) : '?'} of ${String(nodesTotal)} nodes`,
              ...builds,
            ].join(' · ')}
          </Text>
        )}
        {stopWrites === true && <Mark color="red">writes stopped</Mark>}
        {isKnown(migrationsRemaining) && migrationsRemaining !== '0' && (
          <Mark color="blue">{formatInt64(migrationsRemaining)} migrations</Mark>
        )}
      </Group>
      {isKnown(problem) && (
        <Text size="xs" mt={2} lineClamp={2} title={problem.message}>
          {problem.message}
          {isKnown(checkedAt) && (
            <Text span inherit c="dimmed">
              {' '}
              Last asked <Ago at={checkedAt} />
            </Text>
          )}
        </Text>
      )}
    </>
  );
}

function Capacity({ entry }: { readonly entry: Entry }) {
  if (!isKnown(entry.dataUsedBytes)) {
    return <Unknown reason={reasonOf(entry, 'CAPACITY')} />;
  }
  const { fullestNamespaceRatio: fullest } = entry;
  return (
    <div title={isKnown(fullest) ? `Fullest namespace: ${formatRatio(fullest)}` : undefined}>
      <UsageBar
        stacked
        label={`Data used in ${entry.name}`}
        used={entry.dataUsedBytes}
        total={entry.dataTotalBytes}
      />
    </div>
  );
}

import { Anchor, Group, Table, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { formatBytes } from '@/shared/format/bytes';
import { formatInt64 } from '@/shared/format/int64';
import { formatDateTime, formatDuration } from '@/shared/format/time';
import { isKnown } from '@/shared/lib/known';
import { Mark } from '@/shared/ui/Mark';
import { type SortColumn, SortHeader } from '@/shared/ui/SortHeader';
import { Known } from '@/shared/ui/Unknown';
import { filterSets, type SetColumn, type SetSort, sortSets } from '../../model/setSort';
import { recordsUrl } from '../../urls';
import type { SetTable_SetFragment } from './SetTable.generated';

/** Rows drawn at once; a filter reaches the rest. */
const MAX_ROWS = 500;

type Props = { readonly sets: readonly SetTable_SetFragment[] };

const COLUMNS: readonly SortColumn<SetColumn>[] = [
  { id: 'name', label: 'Set', numeric: false },
  { id: 'objects', label: 'Objects', numeric: true },
  { id: 'tombstones', label: 'Tombstones', numeric: true },
  { id: 'dataUsedBytes', label: 'Data', numeric: true },
  { id: 'secondaryIndexes', label: 'Indexes', numeric: true },
];

/** Sets of a namespace: sortable, with a filter by name. Each leads to its records. */
export function SetTable({ sets }: Props) {
  const [filter, setFilter] = useState('');
  const [sort, setSort] = useState<SetSort>({ column: 'objects', descending: true });
  const matching = sortSets(filterSets(sets, filter), sort);
  const shown = matching.slice(0, MAX_ROWS);

  return (
    <>
      <Group justify="space-between" mb="xs">
        <TextInput
          aria-label="Filter sets by name"
          placeholder="Filter sets"
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
        <Text size="sm" c="dimmed" className="tabular" aria-live="polite">
          {countText(shown.length, sets.length)}
        </Text>
      </Group>
      <Table.ScrollContainer minWidth={760}>
        <Table highlightOnHover tabularNums aria-label="Sets">
          <Table.Thead>
            <Table.Tr>
              {COLUMNS.map((column) => (
                <SortHeader key={column.id} column={column} sort={sort} onSort={setSort} />
              ))}
              <Table.Th scope="col">Limits</Table.Th>
              <Table.Th scope="col">State</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((set) => (
              <SetRow key={set.name} set={set} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </>
  );
}

function countText(shown: number, all: number): string {
  if (shown === all) {
    return `${String(all)} ${all === 1 ? 'set' : 'sets'}`;
  }
  return `${String(shown)} of ${String(all)} sets${shown === MAX_ROWS ? '; filter to see others' : ''}`;
}

function SetRow({ set }: { readonly set: SetTable_SetFragment }) {
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <Anchor component={Link} inherit to={recordsUrl(set.connectionId, set.namespace, set.name)}>
          {set.name}
        </Anchor>
      </Table.Th>
      <Table.Td ta="right">
        <Known value={set.objects} format={formatInt64} />
      </Table.Td>
      <Table.Td ta="right">
        <Known value={set.tombstones} format={formatInt64} />
      </Table.Td>
      <Table.Td ta="right">
        <Known value={set.dataUsedBytes} format={formatBytes} />
      </Table.Td>
      <Table.Td ta="right">
        <Known value={set.secondaryIndexes} format={String} />
      </Table.Td>
      <Table.Td>{limitsText(set)}</Table.Td>
      <Table.Td>
        <SetState set={set} />
      </Table.Td>
    </Table.Tr>
  );
}

function SetState({ set }: { readonly set: SetTable_SetFragment }) {
  return (
    <Group gap={6}>
      {set.truncating === true && <Mark color="orange">truncating</Mark>}
      {set.indexEnabled === true && <Mark color="blue">set index</Mark>}
      {set.evictionDisabled === true && <Mark color="gray">never evicted</Mark>}
      {isKnown(set.truncatedBefore) && (
        <Mark color="gray">{`truncated before ${formatDateTime(set.truncatedBefore)}`}</Mark>
      )}
      {set.nodesAnswered < set.nodesTotal && (
        <Mark color="yellow">{`${String(set.nodesAnswered)} of ${String(set.nodesTotal)} nodes answered`}</Mark>
      )}
    </Group>
  );
}

/** The limits that are set; zero is the server's word for none. */
function limitsText(set: SetTable_SetFragment): string {
  const parts: string[] = [];
  if (isKnown(set.stopWritesCount) && set.stopWritesCount !== '0') {
    parts.push(`${formatInt64(set.stopWritesCount)} objects`);
  }
  if (isKnown(set.stopWritesSize) && set.stopWritesSize !== '0') {
    parts.push(formatBytes(set.stopWritesSize));
  }
  if (isKnown(set.defaultTtlSeconds) && set.defaultTtlSeconds !== '0') {
    parts.push(`TTL ${formatDuration(Number(set.defaultTtlSeconds))}`);
  }
  return parts.length === 0 ? 'none' : parts.join(', ');
}

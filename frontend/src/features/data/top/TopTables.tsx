import { Anchor, Table } from '@mantine/core';
import { Link } from 'react-router';
import type { TopNamespaceOrder, TopSetOrder } from '@/gql/schema';
import { formatBytes } from '@/shared/format/bytes';
import { formatInt64 } from '@/shared/format/int64';
import { formatRate } from '@/shared/format/numbers';
import { isKnown } from '@/shared/lib/known';
import { type SortColumn, SortHeader } from '@/shared/ui/SortHeader';
import { Known } from '@/shared/ui/Unknown';
import { namespaceUrl, recordsUrl } from '../urls';
import type { TopNamespaces_NamespaceFragment, TopSets_SetFragment } from './topFeed.generated';

const NO_RATE = 'Not measured yet: it takes two answers of a node, a second apart';
const NO_GROWTH = 'Not measured: it takes two answers, and no partitions on the move';

const NAMESPACE_COLUMNS: readonly SortColumn<TopNamespaceOrder>[] = [
  { id: 'OPERATIONS_PER_SECOND', label: 'Operations/s', numeric: true },
  { id: 'READS_PER_SECOND', label: 'Reads/s', numeric: true },
  { id: 'WRITES_PER_SECOND', label: 'Writes/s', numeric: true },
];
const SIZE_COLUMNS = [
  { id: 'OBJECTS', label: 'Objects', numeric: true },
  { id: 'DATA_USED_BYTES', label: 'Data', numeric: true },
] as const;

type NamespacesProps = {
  readonly connectionId: string;
  readonly namespaces: readonly TopNamespaces_NamespaceFragment[];
  readonly by: TopNamespaceOrder;
  readonly onBy: (by: TopNamespaceOrder) => void;
};

/** Namespaces, the busiest first. */
export function TopNamespaces({ connectionId, namespaces, by, onBy }: NamespacesProps) {
  const head = (column: SortColumn<TopNamespaceOrder>) => (
    <SortHeader
      key={column.id}
      column={column}
      sort={{ column: by, descending: true }}
      onSort={(sort) => onBy(sort.column)}
    />
  );
  return (
    <Table.ScrollContainer minWidth={760}>
      <Table highlightOnHover tabularNums layout="fixed" aria-label="Namespaces by rate">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" w="26%">
              Namespace
            </Table.Th>
            {NAMESPACE_COLUMNS.map(head)}
            <Table.Th scope="col" ta="right">
              Queries/s
            </Table.Th>
            {SIZE_COLUMNS.map(head)}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {namespaces.map((namespace) => (
            <Table.Tr key={namespace.name}>
              <Table.Th scope="row">
                <Anchor component={Link} inherit to={namespaceUrl(connectionId, namespace.name)}>
                  {namespace.name}
                </Anchor>
              </Table.Th>
              <Rate value={operations(namespace)} />
              <Rate value={namespace.readsPerSecond} />
              <Rate value={namespace.writesPerSecond} />
              <Rate value={namespace.queriesPerSecond} />
              <Sizes of={namespace} />
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const SET_COLUMNS: readonly SortColumn<TopSetOrder>[] = [
  { id: 'OBJECTS_PER_SECOND', label: 'Object growth/s', numeric: true },
  { id: 'BYTES_PER_SECOND', label: 'Data growth/s', numeric: true },
  ...SIZE_COLUMNS,
];

type SetsProps = {
  readonly connectionId: string;
  readonly sets: readonly TopSets_SetFragment[];
  readonly by: TopSetOrder;
  readonly onBy: (by: TopSetOrder) => void;
};

/** Sets, the fastest growing or shrinking first. */
export function TopSets({ connectionId, sets, by, onBy }: SetsProps) {
  return (
    <Table.ScrollContainer minWidth={760}>
      <Table highlightOnHover tabularNums layout="fixed" aria-label="Sets by growth">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" w="26%">
              Set
            </Table.Th>
            {SET_COLUMNS.map((column) => (
              <SortHeader
                key={column.id}
                column={column}
                sort={{ column: by, descending: true }}
                onSort={(sort) => onBy(sort.column)}
              />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sets.map((set) => (
            <Table.Tr key={`${set.namespace}.${set.name}`}>
              <Table.Th scope="row" style={{ overflowWrap: 'anywhere' }}>
                <Anchor component={Link} inherit to={recordsUrl(connectionId, set.namespace, set.name)}>
                  {`${set.namespace}.${set.name}`}
                </Anchor>
              </Table.Th>
              <Table.Td ta="right">
                <Known value={set.objectsPerSecond} format={signed(formatRate)} reason={NO_GROWTH} />
              </Table.Td>
              <Table.Td ta="right">
                <Known value={set.bytesPerSecond} format={signed(formatBytes)} reason={NO_GROWTH} />
              </Table.Td>
              <Sizes of={set} />
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Rate({ value }: { readonly value: number | null | undefined }) {
  return (
    <Table.Td ta="right">
      <Known value={value} format={formatRate} reason={NO_RATE} />
    </Table.Td>
  );
}

type Sized = { readonly objects?: string | null; readonly dataUsedBytes?: string | null };

function Sizes({ of }: { readonly of: Sized }) {
  return (
    <>
      <Table.Td ta="right">
        <Known value={of.objects} format={formatInt64} />
      </Table.Td>
      <Table.Td ta="right">
        <Known value={of.dataUsedBytes} format={formatBytes} />
      </Table.Td>
    </>
  );
}

/** Reads and writes together; null while one of them is unknown. */
function operations({ readsPerSecond, writesPerSecond }: TopNamespaces_NamespaceFragment): number | null {
  return isKnown(readsPerSecond) && isKnown(writesPerSecond) ? readsPerSecond + writesPerSecond : null;
}

/** Growth carries its sign, both ways. */
function signed(format: (value: number) => string): (value: number) => string {
  return (value) => (value > 0 ? `+${format(value)}` : format(value));
}

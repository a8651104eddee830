import { Anchor, Table } from '@mantine/core';
import { Link } from 'react-router';
import { formatBytes } from '@/shared/format/bytes';
import { formatInt64 } from '@/shared/format/int64';
import { Known } from '@/shared/ui/Unknown';
import type { SecondaryIndex } from '../feeds/useIndexes';
import { heldText } from '../model/indexWords';
import { IndexSource } from './IndexSource';
import { IndexStateMark } from './IndexStateMark';

type Props = {
  readonly indexes: readonly SecondaryIndex[];
  readonly urlOf: (index: SecondaryIndex) => string;
};

const NUMBERS = ['Entries', 'Memory', 'Per value', 'Per record'] as const;

/** Secondary indexes, one a row; each leads to what every node tells of it. */
export function IndexTable({ indexes, urlOf }: Props) {
  return (
    <Table.ScrollContainer minWidth={960}>
      <Table highlightOnHover tabularNums aria-label="Secondary indexes" verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Index</Table.Th>
            <Table.Th scope="col">Of</Table.Th>
            <Table.Th scope="col">On</Table.Th>
            <Table.Th scope="col">Holds</Table.Th>
            <Table.Th scope="col">State</Table.Th>
            {NUMBERS.map((label) => (
              <Table.Th key={label} scope="col" ta="right" style={{ whiteSpace: 'nowrap' }}>
                {label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {indexes.map((index) => (
            <Table.Tr key={`${index.namespace} ${index.name}`}>
              <Table.Th scope="row">
                <Anchor component={Link} inherit to={urlOf(index)}>
                  {index.name}
                </Anchor>
              </Table.Th>
              <Table.Td>{placeOf(index)}</Table.Td>
              <Table.Td>
                <IndexSource index={index} />
              </Table.Td>
              <Table.Td>
                <Known
                  value={heldText(index)}
                  format={String}
                  reason="The nodes name a type not known here"
                />
              </Table.Td>
              <Table.Td>
                <IndexStateMark name={index.name} state={index.state} progress={index.buildProgress} />
              </Table.Td>
              <Table.Td ta="right">
                <Known value={index.entries} format={formatInt64} />
              </Table.Td>
              <Table.Td ta="right">
                <Known value={index.memoryBytes} format={formatBytes} />
              </Table.Td>
              <Table.Td ta="right">
                <Known value={index.entriesPerValue} format={formatInt64} />
              </Table.Td>
              <Table.Td ta="right">
                <Known value={index.entriesPerRecord} format={formatInt64} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function placeOf({ namespace, set }: SecondaryIndex): string {
  return typeof set === 'string' ? `${namespace}.${set}` : `${namespace}, every set`;
}

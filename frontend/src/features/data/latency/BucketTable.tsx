import { Table } from '@mantine/core';
import { formatRate } from '@/shared/format/numbers';
import { formatClock } from '@/shared/format/time';
import { Known } from '@/shared/ui/Unknown';
import { boundLabel } from './bounds';
import type { Bucket } from './history';

type Props = {
  readonly title: string;
  readonly times: readonly number[];
  readonly rows: readonly Bucket[];
};

/** What the heat map shows, as numbers: a row for each time, the newest first. */
export function BucketTable({ title, times, rows }: Props) {
  const newestFirst = times.map((time, index) => ({ time, index })).reverse();
  return (
    <Table.ScrollContainer minWidth={120 + rows.length * 84} maxHeight={360}>
      <Table
        stickyHeader
        tabularNums
        verticalSpacing={2}
        fz="xs"
        aria-label={`${title}, operations a second`}
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Time</Table.Th>
            {rows.map((row) => (
              <Table.Th key={row.fromMs} scope="col" ta="right">
                {boundLabel(row)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {newestFirst.map(({ time, index }) => (
            <Table.Tr key={time}>
              <Table.Th scope="row" fw={400}>
                {formatClock(time, true)}
              </Table.Th>
              {rows.map((row) => (
                <Table.Td key={row.fromMs} ta="right" c={row.rates[index] === 0 ? 'dimmed' : undefined}>
                  <Known value={row.rates[index]} format={formatRate} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

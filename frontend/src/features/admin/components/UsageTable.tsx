import { Table } from '@mantine/core';
import { formatInt64 } from '@/shared/format/int64';
import { isKnown } from '@/shared/lib/known';
import { Known } from '@/shared/ui/Unknown';
import { NOT_TOLD, quotaText, rateOf } from '../model/usage';
import type { User } from '../queries/useAccess';

/** How much a user reads and writes, on the node that was asked, and how much it may. */
export function UsageTable({ reads, writes }: Pick<User, 'reads' | 'writes'>) {
  return (
    <Table
      tabularNums
      aria-label="Records a second, on the node that was asked"
      style={{ whiteSpace: 'nowrap' }}
    >
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Records/s</Table.Th>
          {['All', 'One by one', 'Queries', 'Quota', 'Unlimited queries'].map((label) => (
            <Table.Th key={label} scope="col" ta="right">
              {label}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {[
          { label: 'Reads', usage: reads },
          { label: 'Writes', usage: writes },
        ].map(({ label, usage }) => (
          <Table.Tr key={label}>
            <Table.Th scope="row">{label}</Table.Th>
            {[isKnown(usage) ? rateOf(usage) : null, usage?.singleRecordRate, usage?.queryRate].map(
              (rate, at) => (
                <Table.Td key={at} ta="right">
                  <Known value={rate} format={formatInt64} reason={NOT_TOLD} />
                </Table.Td>
              ),
            )}
            <Table.Td ta="right">
              <Known value={usage?.quota} format={quotaText} reason={NOT_TOLD} />
            </Table.Td>
            <Table.Td ta="right">
              <Known value={usage?.limitlessQueries} format={formatInt64} reason={NOT_TOLD} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

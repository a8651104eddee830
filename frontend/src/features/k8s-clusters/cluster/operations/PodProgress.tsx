import { Table } from '@mantine/core';
import { formatCount } from '@/shared/format/numbers';
import { Mark } from '@/shared/ui/Mark';
import type { OperationProgress_OperationFragment } from './operationProgress.generated';

/** How an operation fares with each pod. */
export function PodProgress({ operation }: { readonly operation: OperationProgress_OperationFragment }) {
  const { completed, pending, failed } = operation;
  const rows = [
    ...failed.map(({ pod, attempts, recovered }) => ({
      pod,
      color: recovered ? 'yellow' : 'red',
      text: recovered ? 'done after failures' : 'failed',
      note: attempts === 1 ? '1 failed attempt' : `${formatCount(attempts)} failed attempts`,
    })),
    ...completed
      .filter((pod) => !failed.some((one) => one.pod === pod))
      .map((pod) => ({ pod, color: 'green', text: 'done', note: '' })),
    ...pending
      .filter((pod) => !failed.some((one) => one.pod === pod))
      .map((pod) => ({ pod, color: 'gray', text: 'to come', note: '' })),
  ];
  if (rows.length === 0) {
    return null;
  }
  return (
    <Table fz="sm" verticalSpacing={4} w="auto" tabularNums aria-label="Pods of the operation">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Pod</Table.Th>
          <Table.Th scope="col">State</Table.Th>
          <Table.Th scope="col">Attempts</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ pod, color, text, note }) => (
          <Table.Tr key={pod}>
            <Table.Th scope="row" fw={400}>
              {pod}
            </Table.Th>
            <Table.Td>
              <Mark color={color}>{text}</Mark>
            </Table.Td>
            <Table.Td>{note}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

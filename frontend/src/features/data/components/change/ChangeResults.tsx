import { Table, Text } from '@mantine/core';
import type { ChangeOutcome } from '@/gql/schema';
import { isKnown } from '@/shared/lib/known';
import { Mark } from '@/shared/ui/Mark';
import { Known } from '@/shared/ui/Unknown';
import { OUTCOME_LOOKS } from './outcomes';

export type NodeResult = {
  readonly node: string;
  readonly outcome: ChangeOutcome;
  readonly problem?: { readonly message: string } | null;
  /** What the node ran before, where that is told. */
  readonly before?: string | null;
  /** What it runs now, as read back. */
  readonly running: string | null;
};

type Props = { readonly results: readonly NodeResult[]; readonly withBefore?: boolean };

/** What became of a change on each node, and what each runs now. */
export function ChangeResults({ results, withBefore = false }: Props) {
  return (
    <Table tabularNums fz="sm" aria-label="What became of the change" role="table">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Node</Table.Th>
          {withBefore && <Table.Th scope="col">Before</Table.Th>}
          <Table.Th scope="col">Runs now</Table.Th>
          <Table.Th scope="col">Outcome</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {results.map(({ node, outcome, problem, before, running }) => (
          <Table.Tr key={node}>
            <Table.Th scope="row" fw={400}>
              {node}
            </Table.Th>
            {withBefore && (
              <Table.Td>
                <Known value={before} format={(value) => value} />
              </Table.Td>
            )}
            <Table.Td>
              <Known value={running} format={(value) => <b>{value}</b>} reason="It could not be read back" />
            </Table.Td>
            <Table.Td>
              <Mark color={OUTCOME_LOOKS[outcome].color}>{OUTCOME_LOOKS[outcome].label}</Mark>
              {isKnown(problem) && (
                <Text size="xs" mt={2}>
                  {problem.message}
                </Text>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

import { Table } from '@mantine/core';
import { explain } from '@/shared/errors/explain';
import { Mark } from '@/shared/ui/Mark';
import type { JobDetail } from '../feeds/useJobs';

type Failure = JobDetail['failures'][number];

/** The first things a job could not do, and why. */
export function FailureTable({ failures }: { readonly failures: readonly Failure[] }) {
  return (
    <Table.ScrollContainer minWidth={560} mah={420}>
      <Table aria-label="What could not be done" stickyHeader verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">What</Table.Th>
            <Table.Th scope="col">Why</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {failures.map(({ subject, problem }, index) => (
            <Table.Tr key={`${subject} ${String(index)}`}>
              <Table.Th scope="row" fw={400} ff="monospace" style={{ overflowWrap: 'anywhere' }}>
                {subject}
              </Table.Th>
              <Table.Td>
                {explain(problem).title}: {problem.message}
                {isInDoubt(problem.details) && <Mark color="orange">in doubt</Mark>}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function isInDoubt(details: unknown): boolean {
  return typeof details === 'object' && details !== null && 'inDoubt' in details && details.inDoubt === true;
}

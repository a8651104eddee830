import { Group, Table, Text, Title } from '@mantine/core';
import { IconCheck, IconQuestionMark, IconX, type TablerIcon } from '@tabler/icons-react';
import { useId } from 'react';
import { Ago } from '@/shared/ui/Ago';

export type Condition = {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
  readonly lastTransitionTime: string;
};

/** What the operator says holds and what does not, each with its mark. */
export function Conditions({ conditions }: { readonly conditions: readonly Condition[] }) {
  const title = useId();
  return (
    <section aria-labelledby={title}>
      <Title order={2} size="h5" id={title} mb="xs">
        Conditions of the operator
      </Title>
      {conditions.length === 0 ? (
        <Text size="sm" c="dimmed">
          The operator has not said anything yet.
        </Text>
      ) : (
        <ConditionTable label="Conditions" conditions={conditions} />
      )}
    </section>
  );
}

type TableProps = {
  readonly label: string;
  readonly conditions: readonly {
    readonly type: string;
    readonly status: string;
    readonly reason?: string | null;
    readonly message?: string | null;
    readonly lastTransitionTime?: string | null;
  }[];
};

/** Conditions of any object of Kubernetes. */
export function ConditionTable({ label, conditions }: TableProps) {
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table fz="sm" verticalSpacing={5} aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Condition</Table.Th>
            <Table.Th scope="col">Holds</Table.Th>
            <Table.Th scope="col">Reason</Table.Th>
            <Table.Th scope="col">Message</Table.Th>
            <Table.Th scope="col">Since</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {conditions.map(({ type, status, reason, message, lastTransitionTime }) => (
            <Table.Tr key={type}>
              <Table.Th scope="row" fw={600}>
                {type}
              </Table.Th>
              <Table.Td>
                <StatusMark status={status} isBad={status === 'False' && WANTED.has(type)} />
              </Table.Td>
              <Table.Td>{reason}</Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{message}</Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>
                {typeof lastTransitionTime === 'string' && <Ago at={lastTransitionTime} />}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const MARKS: Readonly<Record<string, { readonly icon: TablerIcon; readonly color: string }>> = {
  True: { icon: IconCheck, color: 'green' },
  False: { icon: IconX, color: 'gray' },
};

/** Conditions that are to hold: without them something is amiss. Of others, either may be well. */
const WANTED: ReadonlySet<string> = new Set([
  'Available',
  'Ready',
  'ConfigApplied',
  'ACLSynced',
  'MigrationComplete',
]);

/** A mark for True, False or Unknown. */
function StatusMark({ status, isBad }: { readonly status: string; readonly isBad: boolean }) {
  const { icon: Icon, color: usual } = MARKS[status] ?? { icon: IconQuestionMark, color: 'gray' };
  const color = isBad ? 'red' : usual;
  return (
    <Group gap={4} wrap="nowrap">
      <Icon size={16} color={`var(--mantine-color-${color}-6)`} stroke={2.5} aria-hidden="true" />
      {status}
    </Group>
  );
}

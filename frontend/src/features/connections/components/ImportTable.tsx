import { Badge, Checkbox, Table, Text, VisuallyHidden } from '@mantine/core';
import type { ConnectionImportOutcome, ConnectionImportSecret } from '@/gql/schema';
import type { ImportTable_EntryFragment } from './ImportTable.generated';

const OUTCOMES: Readonly<
  Record<ConnectionImportOutcome, { readonly color: string; readonly label: string }>
> = {
  CREATE: { color: 'teal', label: 'New' },
  REPLACE: { color: 'yellow', label: 'Replaces' },
  SKIP: { color: 'gray', label: 'Left out' },
  INVALID: { color: 'red', label: 'Invalid' },
};

const SECRETS: Readonly<Record<ConnectionImportSecret, string>> = {
  NONE: '',
  GIVEN: 'from the document',
  KEPT: 'kept',
};

interface ImportTableProps {
  readonly entries: readonly ImportTable_EntryFragment[];
  /** Places of the entries that are to be imported. */
  readonly chosen: ReadonlySet<number>;
  readonly onChoose: (index: number, chosen: boolean) => void;
  readonly disabled: boolean;
}

/** Every entry of a document and what an import does with it. */
export function ImportTable({ entries, chosen, onChoose, disabled }: ImportTableProps) {
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table aria-label="Entries of the document" verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={40}>
              <VisuallyHidden>Import</VisuallyHidden>
            </Table.Th>
            <Table.Th miw={140}>Name</Table.Th>
            <Table.Th>Outcome</Table.Th>
            <Table.Th>Hosts</Table.Th>
            <Table.Th>Secrets</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => {
            const name = entry.name ?? `Entry ${String(entry.index + 1)}`;
            const outcome = OUTCOMES[entry.outcome];
            return (
              <Table.Tr key={entry.index}>
                <Table.Td>
                  <Checkbox
                    aria-label={`Import ${name}`}
                    checked={chosen.has(entry.index)}
                    disabled={disabled || !isUsable(entry)}
                    onChange={(event) => onChoose(entry.index, event.currentTarget.checked)}
                  />
                </Table.Td>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{name}</Table.Td>
                <Table.Td>
                  <Badge variant="light" color={outcome.color} autoContrast>
                    {outcome.label}
                  </Badge>
                  {entry.errors.map(({ field, reason }) => (
                    <Text key={field + reason} size="sm" mt={4}>
                      <code>{field}</code>: {reason}
                    </Text>
                  ))}
                  {entry.outcome === 'SKIP' && entry.existing && (
                    <Text size="sm" c="dimmed" mt={4}>
                      A connection has this name
                    </Text>
                  )}
                </Table.Td>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>
                  {entry.hosts.join(', ')}
                  {entry.lateHosts.length > 0 && (
                    <Text size="sm" c="dimmed" mt={4}>
                      Not looked up in time, so judged when dialled: {entry.lateHosts.join(', ')}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>{secrets(entry)}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** Whether an import would do anything with the entry. */
export const isUsable = ({ outcome }: ImportTable_EntryFragment): boolean =>
  outcome === 'CREATE' || outcome === 'REPLACE';

function secrets({ password, clientKey }: ImportTable_EntryFragment): string {
  const parts = [
    password !== 'NONE' && `password ${SECRETS[password]}`,
    clientKey !== 'NONE' && `client key ${SECRETS[clientKey]}`,
  ];
  return parts.filter((part) => part !== false).join(', ');
}

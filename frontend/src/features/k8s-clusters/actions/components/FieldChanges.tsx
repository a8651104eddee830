import { Code, Spoiler, Table } from '@mantine/core';
import type { Change } from '../model/change';

type Props = { readonly changes: Change['changes'] };

/** Which fields differ, with what they were and will be. */
export function FieldChanges({ changes }: Props) {
  if (changes.length === 0) {
    return null;
  }
  return (
    <Spoiler maxHeight={132} showLabel="Show all fields" hideLabel="Show fewer fields">
      <Table aria-label="Fields that change" fz="xs" verticalSpacing={3} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" w="44%">
              Field
            </Table.Th>
            <Table.Th scope="col">Now</Table.Th>
            <Table.Th scope="col">Then</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {changes.map(({ path, before, after }) => (
            <Table.Tr key={path}>
              <Table.Th scope="row" fw={400} style={{ overflowWrap: 'anywhere' }}>
                {path}
              </Table.Th>
              <Value value={before} />
              <Value value={after} />
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Spoiler>
  );
}

function Value({ value }: { readonly value: unknown }) {
  return (
    <Table.Td style={{ overflowWrap: 'anywhere' }}>
      {value === null || value === undefined ? (
        <span title="Not there">—</span>
      ) : (
        <Code bg="transparent" p={0} fz="xs">
          {JSON.stringify(value)}
        </Code>
      )}
    </Table.Td>
  );
}

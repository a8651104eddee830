import { Table, Text, Title } from '@mantine/core';
import { madeOf } from '../../../model/made';
import type { Resource } from '../../../form/resource';

/** Names shown of one kind; the others are counted. */
const MAX_NAMES = 8;

/** The objects that the operator will make. */
export function WhatIsMade({ resource }: { readonly resource: Resource }) {
  return (
    <section aria-labelledby="made">
      <Title order={3} size="h6" id="made" mb={4}>
        What will be made
      </Title>
      <Table.ScrollContainer minWidth={460}>
        <Table aria-labelledby="made" verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Kind</Table.Th>
              <Table.Th>Name</Table.Th>
              <Table.Th>For</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {madeOf(resource).map(({ kind, names, what }) => (
              <Table.Tr key={`${kind} ${what}`}>
                <Table.Td style={{ whiteSpace: 'nowrap' }}>
                  {names.length > 1 && `${names.length} × `}
                  {kind}
                </Table.Td>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>
                  {names.slice(0, MAX_NAMES).join(', ')}
                  {names.length > MAX_NAMES && ` and ${names.length - MAX_NAMES} more`}
                </Table.Td>
                <Table.Td>
                  <Text size="sm" c="dimmed">
                    {what}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}

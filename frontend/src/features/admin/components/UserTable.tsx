import { Anchor, Group, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import { formatInt64 } from '@/shared/format/int64';
import { Mark } from '@/shared/ui/Mark';
import { Known } from '@/shared/ui/Unknown';
import { NOT_TOLD, usageText } from '../model/usage';
import type { User } from '../queries/useAccess';
import { NameLink } from './NameLink';

type Props = {
  readonly users: readonly User[];
  readonly urlOf: (user: string) => string;
  readonly roleUrlOf: (role: string) => string;
};

/** Users, one a row, with their roles and what they do now. */
export function UserTable({ users, urlOf, roleUrlOf }: Props) {
  return (
    <Table.ScrollContainer minWidth={760}>
      <Table highlightOnHover tabularNums aria-label="Users">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">User</Table.Th>
            <Table.Th scope="col">Roles</Table.Th>
            <Table.Th scope="col" ta="right">
              Reads
            </Table.Th>
            <Table.Th scope="col" ta="right">
              Writes
            </Table.Th>
            <Table.Th scope="col" ta="right">
              Connections
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {users.map(({ name, roles, isOwn, reads, writes, connections }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row">
                <Group gap="xs" wrap="nowrap">
                  <NameLink name={name} to={urlOf(name)} />
                  {isOwn && <Mark color="blue">this connection</Mark>}
                </Group>
              </Table.Th>
              <Table.Td>
                {roles.length === 0 ? (
                  <Text size="sm" c="dimmed">
                    none: it may do nothing
                  </Text>
                ) : (
                  <Group gap={10}>
                    {roles.map((role) => (
                      <Anchor key={role} size="sm" component={Link} to={roleUrlOf(role)}>
                        {role}
                      </Anchor>
                    ))}
                  </Group>
                )}
              </Table.Td>
              {[reads, writes].map((usage, at) => (
                <Table.Td key={at} ta="right">
                  <Known value={usageText(usage)} format={String} reason={NOT_TOLD} />
                </Table.Td>
              ))}
              <Table.Td ta="right">{formatInt64(connections)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

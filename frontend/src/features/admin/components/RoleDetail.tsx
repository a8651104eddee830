import { Anchor, Button, Group, Table, Text } from '@mantine/core';
import { IconEdit, IconTrash } from '@tabler/icons-react';
import { Link } from 'react-router';
import { isKnown } from '@/shared/lib/known';
import { Fact, Facts } from '@/shared/ui/Fact';
import { Known } from '@/shared/ui/Unknown';
import { placeText, PRIVILEGES, privilegeText } from '../model/privileges';
import { quotaText } from '../model/usage';
import type { Role, User } from '../queries/useAccess';

export const ROLE_DIALOGS = ['edit-role', 'drop-role'] as const;
export type RoleDialogName = (typeof ROLE_DIALOGS)[number];

type Props = {
  readonly role: Role;
  /** Null while they are not known. */
  readonly users: readonly User[] | null;
  readonly userUrlOf: (user: string) => string;
  readonly onDialog: (dialog: RoleDialogName) => void;
};

/** Everything known of one role, and what can be done to it. */
export function RoleDetail({ role, users, userUrlOf, onDialog }: Props) {
  const { name, predefined, privileges, allowlist, readQuota, writeQuota } = role;
  const having = users?.filter((user) => user.roles.includes(name)) ?? null;
  return (
    <>
      {predefined ? (
        <Text size="sm" c="dimmed">
          Every server has this role. It cannot be changed or dropped.
        </Text>
      ) : (
        <Group justify="flex-end" gap="xs">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconEdit size={14} aria-hidden="true" />}
            onClick={() => onDialog('edit-role')}
          >
            Edit…
          </Button>
          <Button
            size="xs"
            variant="light"
            color="red"
            leftSection={<IconTrash size={14} aria-hidden="true" />}
            onClick={() => onDialog('drop-role')}
          >
            Drop…
          </Button>
        </Group>
      )}
      <Facts label="What it sets">
        <Fact wide name="Users may connect from">
          {allowlist.length === 0 ? 'anywhere' : allowlist.join(', ')}
        </Fact>
        <Fact name="Reads a second" hint="Records of each of its users, on each node">
          {quotaText(readQuota)}
        </Fact>
        <Fact name="Writes a second" hint="Records of each of its users, on each node">
          {quotaText(writeQuota)}
        </Fact>
        <Fact wide name="Users who have it">
          <Known
            value={having}
            reason="Users could not be read"
            format={(all) =>
              all.length === 0
                ? 'none'
                : all.map((user, at) => (
                    <span key={user.name}>
                      {at > 0 && ', '}
                      <Anchor underline="always" component={Link} to={userUrlOf(user.name)}>
                        {user.name}
                      </Anchor>
                    </span>
                  ))
            }
          />
        </Fact>
      </Facts>
      {privileges.length === 0 ? (
        <Text size="sm" c="dimmed">
          It grants nothing.
        </Text>
      ) : (
        <Table aria-label="Privileges">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Privilege</Table.Th>
              <Table.Th scope="col">Where</Table.Th>
              <Table.Th scope="col">What it allows</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {privileges.map((privilege) => (
              <Table.Tr key={privilegeText(privilege)}>
                <Table.Td fw={600}>{privilege.name}</Table.Td>
                <Table.Td>{placeText(privilege)}</Table.Td>
                <Table.Td c="dimmed">
                  {isKnown(privilege.kind)
                    ? PRIVILEGES[privilege.kind].about
                    : 'This version does not know it'}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </>
  );
}

import { Group, Table, Text } from '@mantine/core';
import { Known } from '@/shared/ui/Unknown';
import { privilegeText } from '../model/privileges';
import { UNLIMITED } from '../model/quota';
import { quotaText } from '../model/usage';
import type { Role, User } from '../queries/useAccess';
import classes from './access.module.css';
import { NameLink } from './NameLink';
import { Predefined } from './Predefined';

type Props = {
  readonly roles: readonly Role[];
  /** Null while they are not known. */
  readonly users: readonly User[] | null;
  readonly urlOf: (role: string) => string;
};

/** Roles, one a row, with what they grant. */
export function RoleTable({ roles, users, urlOf }: Props) {
  return (
    <Table.ScrollContainer minWidth={820}>
      <Table highlightOnHover tabularNums aria-label="Roles">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Role</Table.Th>
            <Table.Th scope="col">Privileges</Table.Th>
            <Table.Th scope="col">From</Table.Th>
            <Table.Th scope="col" ta="right">
              Reads
            </Table.Th>
            <Table.Th scope="col" ta="right">
              Writes
            </Table.Th>
            <Table.Th scope="col" ta="right">
              Users
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {roles.map(({ name, predefined, privileges, allowlist, readQuota, writeQuota }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row">
                <Group gap="xs" wrap="nowrap">
                  <NameLink name={name} to={urlOf(name)} />
                  {predefined && <Predefined />}
                </Group>
              </Table.Th>
              <Table.Td>
                {privileges.length === 0 ? (
                  <Text size="sm" c="dimmed">
                    none
                  </Text>
                ) : (
                  <span className={classes.words}>{privileges.map(privilegeText).join(', ')}</span>
                )}
              </Table.Td>
              <Table.Td>
                {allowlist.length === 0 ? (
                  <Text size="sm" c="dimmed">
                    anywhere
                  </Text>
                ) : (
                  <span className={classes.words}>{allowlist.join(', ')}</span>
                )}
              </Table.Td>
              {[readQuota, writeQuota].map((quota, at) => (
                <Table.Td key={at} ta="right" c={quota === UNLIMITED ? 'dimmed' : undefined}>
                  {quotaText(quota)}
                </Table.Td>
              ))}
              <Table.Td ta="right">
                <Known
                  value={users}
                  format={(all) => all.filter((user) => user.roles.includes(name)).length}
                  reason="Users could not be read"
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

import { Anchor, Button, Group, Text, Title } from '@mantine/core';
import { IconKey, IconTrash, IconUsersGroup } from '@tabler/icons-react';
import { Link } from 'react-router';
import { formatInt64 } from '@/shared/format/int64';
import { Fact, Facts } from '@/shared/ui/Fact';
import { Mark } from '@/shared/ui/Mark';
import type { User } from '../queries/useAccess';
import { PermissionTable } from './PermissionTable';
import { UsageTable } from './UsageTable';

export const USER_DIALOGS = ['roles', 'password', 'drop-user'] as const;
export type UserDialog = (typeof USER_DIALOGS)[number];

type Props = {
  readonly connectionId: string;
  readonly user: User;
  readonly roleUrlOf: (role: string) => string;
  readonly onDialog: (dialog: UserDialog) => void;
};

/** Everything known of one user, and what can be done to it. */
export function UserDetail({ connectionId, user, roleUrlOf, onDialog }: Props) {
  const { name, roles, isOwn, reads, writes, connections } = user;
  return (
    <>
      <Group gap="xs">
        {isOwn && <Mark color="blue">this connection signs in as it</Mark>}
        <span style={{ flex: 1 }} />
        <Button
          size="xs"
          variant="default"
          leftSection={<IconUsersGroup size={14} aria-hidden="true" />}
          onClick={() => onDialog('roles')}
        >
          Roles…
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconKey size={14} aria-hidden="true" />}
          onClick={() => onDialog('password')}
        >
          Password…
        </Button>
        {!isOwn && (
          <Button
            size="xs"
            variant="light"
            color="red"
            leftSection={<IconTrash size={14} aria-hidden="true" />}
            onClick={() => onDialog('drop-user')}
          >
            Drop…
          </Button>
        )}
      </Group>
      <Facts label="Its roles and connections">
        <Fact wide name="Roles">
          {roles.length === 0
            ? 'None'
            : roles.map((role, at) => (
                <span key={role}>
                  {at > 0 && ', '}
                  <Anchor underline="always" component={Link} to={roleUrlOf(role)}>
                    {role}
                  </Anchor>
                </span>
              ))}
        </Fact>
        <Fact name="Connections" hint="To the node that was asked">
          {formatInt64(connections)}
        </Fact>
      </Facts>
      <UsageTable reads={reads} writes={writes} />
      <section aria-labelledby="permissions-title">
        <Title order={3} size="h5" id="permissions-title" mb={4}>
          What it may do
        </Title>
        <Text size="xs" c="dimmed" mb="xs">
          By all its roles together. What a wider place covers is not repeated.
        </Text>
        <PermissionTable
          key={`${name} ${roles.join(' ')}`}
          connectionId={connectionId}
          user={name}
          roleUrlOf={roleUrlOf}
        />
      </section>
    </>
  );
}

import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { Role, User } from '../queries/useAccess';
import { AccessDialog } from './AccessDialog';
import { RolesField } from './RolesField';

type Props = {
  readonly user: User;
  readonly roles: readonly Role[];
  readonly onSave: (roles: readonly string[]) => Promise<void>;
  readonly onClose: () => void;
};

/** Gives roles to a user, and takes others away. */
export function UserRolesDialog({ user, roles, onSave, onClose }: Props) {
  const [chosen, setChosen] = useState<readonly string[]>(user.roles);
  const lost = user.roles.filter((role) => !chosen.includes(role));
  return (
    <AccessDialog
      title={`Roles of ${user.name}`}
      submitLabel="Save"
      onSubmit={() => onSave(chosen)}
      onClose={onClose}
    >
      <RolesField roles={roles} chosen={chosen} onChange={setChosen} />
      {user.isOwn && lost.length > 0 && (
        <Alert
          color="yellow"
          icon={<IconAlertTriangle aria-hidden="true" />}
          title="This connection signs in as this user"
        >
          Without {lost.join(', ')} it may be unable to do the rest of its work, and to undo this.
        </Alert>
      )}
    </AccessDialog>
  );
}

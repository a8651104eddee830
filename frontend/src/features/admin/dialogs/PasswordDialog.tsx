import { Text } from '@mantine/core';
import type { User } from '../queries/useAccess';
import { AccessDialog } from './AccessDialog';
import { PasswordFields } from './PasswordFields';
import { useNewPassword } from './useNewPassword';

type Props = {
  readonly user: Pick<User, 'name' | 'isOwn'>;
  readonly onChange: (password: string) => Promise<void>;
  readonly onClose: () => void;
};

/** Gives a user another password. */
export function PasswordDialog({ user, onChange, onClose }: Props) {
  const password = useNewPassword();
  return (
    <AccessDialog
      title={`New password of ${user.name}`}
      submitLabel="Change"
      onSubmit={async () => {
        const taken = password.take();
        if (taken !== null) {
          await onChange(taken);
        }
      }}
      onClose={onClose}
    >
      {user.isOwn && (
        <Text size="sm">
          This connection signs in as {user.name}: the password it has stored is changed with it.
        </Text>
      )}
      <PasswordFields password={password} />
    </AccessDialog>
  );
}

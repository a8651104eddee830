import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { parseName } from '../model/names';
import type { Role } from '../queries/useAccess';
import { AccessDialog } from './AccessDialog';
import { PasswordFields } from './PasswordFields';
import { RolesField } from './RolesField';
import { useNewPassword } from './useNewPassword';

type Props = {
  readonly roles: readonly Role[];
  readonly onCreate: (name: string, password: string, roles: readonly string[]) => Promise<void>;
  readonly onClose: () => void;
};

/** Makes a user. */
export function CreateUserDialog({ roles, onCreate, onClose }: Props) {
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [insisted, setInsisted] = useState(false);
  const password = useNewPassword();
  const parsed = parseName('user', name);
  return (
    <AccessDialog
      title="New user"
      submitLabel="Create"
      onSubmit={async () => {
        setInsisted(true);
        if (!parsed.ok) return;
        const taken = password.take();
        if (taken !== null) {
          await onCreate(parsed.value, taken, chosen);
        }
      }}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        data-autofocus
        autoComplete="off"
        spellCheck={false}
        value={name}
        error={insisted && !parsed.ok ? parsed.problem : null}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <PasswordFields password={password} />
      <RolesField roles={roles} chosen={chosen} onChange={setChosen} />
    </AccessDialog>
  );
}

import { Group, PasswordInput, Radio, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { StoredDraft } from '../model/draft';
import { shownSecret } from '../model/recipients';
import { AskedAgainNote } from './AskedAgainNote';

interface PasswordFieldProps {
  /** Whether the gateway holds a password: only then is there something to keep or to remove. */
  readonly stored: boolean;
  /** Why the stored one may not be kept; null when it may. */
  readonly asked: string | null;
  readonly value: StoredDraft;
  readonly onChange: (value: StoredDraft) => void;
  readonly error?: ReactNode;
}

/** The password: keep the stored one, replace it, or remove it. It is never sent to the page. */
export function PasswordField({ stored, asked, value, onChange, error }: PasswordFieldProps) {
  const shown = shownSecret(value, asked);
  const input = shown.mode === 'set' && (
    <PasswordInput
      label={stored ? 'New password' : 'Password'}
      value={shown.value}
      onChange={(event) => onChange({ mode: 'set', value: event.currentTarget.value })}
      autoComplete="new-password"
      error={error}
    />
  );
  if (!stored) return input;
  return (
    <Stack gap="xs">
      <Radio.Group
        label="Password"
        value={shown.mode}
        onChange={(mode) =>
          onChange(mode === 'set' ? { mode, value: '' } : { mode: mode === 'clear' ? 'clear' : 'keep' })
        }
      >
        <Group mt={6} gap="md">
          <Radio value="keep" label="Keep the stored one" disabled={asked !== null} />
          <Radio value="set" label="Change" />
          <Radio value="clear" label="Remove" />
        </Group>
      </Radio.Group>
      <AskedAgainNote secret="password" reason={asked} />
      {input}
    </Stack>
  );
}

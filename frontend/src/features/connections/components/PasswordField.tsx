import { PasswordInput, Radio, Stack, Group } from '@mantine/core';
import type { StoredDraft } from '../model/draft';

interface PasswordFieldProps {
  /** Whether the gateway holds a password: only then is there something to keep or to remove. */
  readonly stored: boolean;
  readonly value: StoredDraft;
  readonly onChange: (value: StoredDraft) => void;
}

/** The password: keep the stored one, replace it, or remove it. It is never sent to the page. */
export function PasswordField({ stored, value, onChange }: PasswordFieldProps) {
  const input = value.mode === 'set' && (
    <PasswordInput
      label={stored ? 'New password' : 'Password'}
      value={value.value}
      onChange={(event) => onChange({ mode: 'set', value: event.currentTarget.value })}
      autoComplete="new-password"
    />
  );
  if (!stored) return input;
  return (
    <Stack gap="xs">
      <Radio.Group
        label="Password"
        value={value.mode}
        onChange={(mode) =>
          onChange(mode === 'set' ? { mode, value: '' } : { mode: mode === 'clear' ? 'clear' : 'keep' })
        }
      >
        <Group mt={6} gap="md">
          <Radio value="keep" label="Keep the stored one" />
          <Radio value="set" label="Change" />
          <Radio value="clear" label="Remove" />
        </Group>
      </Radio.Group>
      {input}
    </Stack>
  );
}

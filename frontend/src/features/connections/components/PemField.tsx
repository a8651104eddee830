import { FileButton, Button, Group, Radio, Stack, Textarea } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { notifyDone } from '@/shared/ui/notify';
import type { StoredDraft } from '../model/draft';
import { shownSecret } from '../model/recipients';
import { AskedAgainNote } from './AskedAgainNote';

interface PemFieldProps {
  readonly label: string;
  readonly description: string;
  /** Whether the gateway holds one: only then is there something to keep or to remove. */
  readonly stored: boolean;
  /** Why the stored one may not be kept; null when it may. */
  readonly asked?: string | null;
  readonly value: StoredDraft;
  readonly onChange: (value: StoredDraft) => void;
  readonly error?: ReactNode;
  /** What is known of the stored one. */
  readonly children?: ReactNode;
}

/** Text in PEM form, pasted or taken from a file: keep the stored one, replace it, or remove it. */
export function PemField(props: PemFieldProps) {
  const { label, description, stored, asked = null, onChange, error, children } = props;
  const value = shownSecret(props.value, asked);
  const read = async (file: File | null) => {
    if (file === null) return;
    onChange({ mode: 'set', value: await file.text() });
    notifyDone(`Read ${file.name}`);
  };
  const input = value.mode === 'set' && (
    <Stack gap={6}>
      <Textarea
        label={stored ? `New ${label.toLowerCase()}` : label}
        description={description}
        placeholder="-----BEGIN …-----"
        autosize
        minRows={2}
        maxRows={6}
        spellCheck={false}
        autoComplete="off"
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        value={value.value}
        onChange={(event) => onChange({ mode: 'set', value: event.currentTarget.value })}
        error={error}
      />
      <FileButton onChange={(file) => void read(file)} accept=".pem,.crt,.cer,.key,text/plain">
        {(button) => (
          <Button
            {...button}
            variant="subtle"
            size="compact-sm"
            leftSection={<IconUpload size={14} aria-hidden="true" />}
            aria-label={`Take ${label.toLowerCase()} from a file`}
            style={{ alignSelf: 'flex-start' }}
          >
            From a file
          </Button>
        )}
      </FileButton>
    </Stack>
  );
  if (!stored) return input;
  return (
    <Stack gap="xs">
      <Radio.Group
        label={label}
        value={value.mode}
        error={value.mode === 'set' ? undefined : error}
        onChange={(mode) =>
          onChange(mode === 'set' ? { mode, value: '' } : { mode: mode === 'clear' ? 'clear' : 'keep' })
        }
      >
        <Group mt={6} gap="md">
          <Radio value="keep" label="Keep the stored one" disabled={asked !== null} />
          <Radio value="set" label="Replace" />
          <Radio value="clear" label="Remove" />
        </Group>
      </Radio.Group>
      <AskedAgainNote secret={label.toLowerCase()} reason={asked} />
      {value.mode === 'keep' && children}
      {input}
    </Stack>
  );
}

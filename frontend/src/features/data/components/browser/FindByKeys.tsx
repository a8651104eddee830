import { Button, Group, Modal, NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { formatInt64 } from '@/shared/format/int64';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { type Division, MAX_KEYS, parseKeyList } from '../../model/keyList';
import { KEY_INPUT_OPTIONS, type KeyInputKind, type KeyRef } from '../../model/recordKey';
import type { Finder } from '../../queries/useRecordsByKeys';
import classes from './browser.module.css';

const DIVISIONS = [
  { value: 'lines', label: 'One a line' },
  { value: 'csv', label: 'CSV: commas and lines, quotes' },
];

type Props = {
  readonly opened: boolean;
  /** Null on the page of a whole namespace: user keys then name records in no set. */
  readonly set: string | null;
  readonly finder: Finder;
  readonly onFind: (keys: readonly KeyRef[]) => void;
  readonly onClose: () => void;
};

/** Asks for a list of keys of one type, which is chosen and never guessed. The text stays for the next time. */
export function FindByKeys({ opened, set, finder, onFind, onClose }: Props) {
  const [kind, setKind] = useState<KeyInputKind>('string');
  const [division, setDivision] = useState<Division>('lines');
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const keys = parseKeyList(kind, division, text);
    setProblem(keys.ok ? null : keys.problem);
    if (keys.ok) {
      onFind(keys.value);
    }
  };

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Find records by their keys"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Group grow align="flex-start">
            <NativeSelect
              label="Type of all keys"
              data={[...KEY_INPUT_OPTIONS]}
              value={kind}
              onChange={(event) => setKind(event.currentTarget.value as KeyInputKind)}
            />
            <NativeSelect
              label="Divided"
              data={DIVISIONS}
              value={division}
              onChange={(event) => setDivision(event.currentTarget.value as Division)}
            />
          </Group>
          <Textarea
            label="Keys"
            description={`At most ${formatInt64(String(MAX_KEYS))}${set === null ? ', of records in no set unless they are digests' : ''}. Spaces belong to a key.`}
            classNames={{ input: classes.keyText }}
            rows={10}
            spellCheck={false}
            autoComplete="off"
            data-autofocus
            value={text}
            error={problem}
            onChange={(event) => {
              setText(event.currentTarget.value);
              setProblem(null);
            }}
          />
          {finder.error !== null && <ErrorAlert error={finder.error} />}
          <Group justify="space-between">
            <Text size="sm" c="dimmed" aria-live="polite">
              {finder.reading ? 'Reading…' : ''}
            </Text>
            <Group gap="xs">
              <Button variant="default" onClick={onClose}>
                Cancel
              </Button>
              <Button type="submit" loading={finder.reading}>
                Find
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

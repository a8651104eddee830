import { Group, NativeSelect, TextInput } from '@mantine/core';
import { KEY_INPUT_OPTIONS, type KeyInputKind, parseKey } from '../../model/recordKey';
import classes from './editor.module.css';

export type KeyChoice = { readonly kind: KeyInputKind; readonly text: string };

type Props = {
  readonly choice: KeyChoice;
  /** Show what is wrong even with an untouched field: someone tried to save. */
  readonly insist: boolean;
  readonly onChange: (choice: KeyChoice) => void;
};

/** The key of a new record. A record cannot be created by digest, because that does not say what its key is. */
export function NewKeyFields({ choice, insist, onChange }: Props) {
  const parsed = parseKey(choice.kind, choice.text);
  const problem = !parsed.ok && (insist || choice.text !== '') ? parsed.problem : null;
  return (
    <Group gap="xs" align="flex-start" wrap="nowrap">
      <NativeSelect
        label="Key type"
        data={KEY_INPUT_OPTIONS.filter((option) => option.value !== 'digest')}
        value={choice.kind}
        onChange={(event) => onChange({ ...choice, kind: event.currentTarget.value as KeyInputKind })}
      />
      <TextInput
        className={classes.grow}
        classNames={{ input: classes.mono }}
        label="Key"
        data-autofocus
        value={choice.text}
        error={problem}
        onChange={(event) => onChange({ ...choice, text: event.currentTarget.value })}
      />
    </Group>
  );
}

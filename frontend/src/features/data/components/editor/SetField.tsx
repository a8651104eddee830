import { Group, NativeSelect, TextInput } from '@mantine/core';
import { parseSet, type SetChoice } from '../../model/recordSet';
import classes from './editor.module.css';

const MODES = [
  { value: 'unsaid', label: 'Choose…' },
  { value: 'named', label: 'In the set' },
  { value: 'none', label: 'In no set' },
];

type Props = {
  readonly choice: SetChoice;
  /** Show what is wrong even with an untouched field: someone tried to save. */
  readonly insist: boolean;
  readonly onChange: (choice: SetChoice) => void;
};

/** The set of a record that is to be written, where the one it was in is not known. */
export function SetField({ choice, insist, onChange }: Props) {
  const parsed = parseSet(choice);
  const problem = !parsed.ok && (insist || choice.name !== '') ? parsed.problem : null;
  return (
    <Group gap="xs" align="flex-start" wrap="nowrap">
      <NativeSelect
        label="Set"
        data={MODES}
        value={choice.mode}
        error={choice.mode === 'unsaid' ? problem : null}
        onChange={(event) => onChange({ ...choice, mode: event.currentTarget.value as SetChoice['mode'] })}
      />
      {choice.mode === 'named' && (
        <TextInput
          className={classes.grow}
          classNames={{ input: classes.mono }}
          label="Name of the set"
          value={choice.name}
          error={problem}
          onChange={(event) => onChange({ ...choice, name: event.currentTarget.value })}
        />
      )}
    </Group>
  );
}

import { Group, NativeSelect, TextInput } from '@mantine/core';
import { parseTtl, type TtlChoice, type TtlMode, ttlOptions } from '../../model/ttl';
import classes from './editor.module.css';

type Props = {
  readonly isNew: boolean;
  readonly choice: TtlChoice;
  readonly onChange: (choice: TtlChoice) => void;
};

/** How long the record lives after the save. An edit keeps what there is unless told otherwise. */
export function TtlField({ isNew, choice, onChange }: Props) {
  const parsed = parseTtl(choice);
  const problem = choice.seconds !== '' && !parsed.ok ? parsed.problem : null;
  return (
    <Group gap="xs" align="flex-end">
      <NativeSelect
        label="Time to live"
        data={[...ttlOptions(isNew)]}
        value={choice.mode}
        onChange={(event) => onChange({ ...choice, mode: event.currentTarget.value as TtlMode })}
      />
      {choice.mode === 'seconds' && (
        <TextInput
          label="Seconds"
          classNames={{ input: classes.mono }}
          inputMode="numeric"
          placeholder="3600"
          value={choice.seconds}
          error={problem}
          onChange={(event) => onChange({ ...choice, seconds: event.currentTarget.value })}
        />
      )}
    </Group>
  );
}

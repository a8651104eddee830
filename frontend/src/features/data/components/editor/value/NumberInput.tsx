import { TextInput } from '@mantine/core';
import { type TextDraft, withText } from '../../../model/valueDraft';
import classes from '../editor.module.css';
import type { ValueInputProps } from './ValueEditor';

/** A number as text: a 64-bit integer is exact, and `-0.0` stays what it is. */
export function NumberInput({ label, draft, problem, onChange }: ValueInputProps<TextDraft>) {
  return (
    <TextInput
      size="xs"
      aria-label={label}
      classNames={{ input: classes.mono }}
      inputMode={draft.kind === 'int' ? 'numeric' : 'text'}
      autoComplete="off"
      spellCheck={false}
      value={draft.text}
      error={problem}
      onChange={(event) => onChange(withText(draft, event.currentTarget.value))}
    />
  );
}

import { NativeSelect } from '@mantine/core';
import { type TextDraft, withText } from '../../../model/valueDraft';
import type { ValueInputProps } from './ValueEditor';

export function BoolInput({ label, draft, problem, onChange }: ValueInputProps<TextDraft>) {
  return (
    <NativeSelect
      size="xs"
      aria-label={label}
      data={['true', 'false']}
      value={draft.text}
      error={problem}
      onChange={(event) => onChange(withText(draft, event.currentTarget.value))}
    />
  );
}

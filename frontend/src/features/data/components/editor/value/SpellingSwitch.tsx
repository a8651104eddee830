import { SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import { type Spelling, SPELLING_LABELS } from '../../../model/binInput';
import { respell, type ValueDraft } from '../../../model/valueDraft';

export type ShownSpelling = Spelling | 'tree';

type Props = {
  readonly label: string;
  readonly draft: ValueDraft;
  readonly spellings: readonly ShownSpelling[];
  readonly onChange: (draft: ValueDraft) => void;
};

/** Switches how a value is written. A text that is no value yet stays where it is, and the switch says why. */
export function SpellingSwitch({ label, draft, spellings, onChange }: Props) {
  const [refused, setRefused] = useState<{ readonly draft: ValueDraft; readonly text: string } | null>(null);
  const present = draft.form === 'text' ? draft.spelling : 'tree';
  return (
    <div>
      <SegmentedControl
        size="xs"
        aria-label={label}
        data={spellings.map((value) => ({
          value,
          label: value === 'tree' ? 'tree' : SPELLING_LABELS[value],
        }))}
        value={present}
        onChange={(spelling) => {
          const spelt = respell(draft, spelling as ShownSpelling);
          setRefused(spelt.ok ? null : { draft, text: spelt.problem });
          if (spelt.ok) {
            onChange(spelt.value);
          }
        }}
      />
      {refused?.draft === draft && (
        <Text size="xs" c="red" role="alert">
          Not switched. {refused.text}
        </Text>
      )}
    </div>
  );
}

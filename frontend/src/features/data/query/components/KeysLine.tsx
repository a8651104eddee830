import { NativeSelect, Stack, Textarea } from '@mantine/core';
import { formatCount } from '@/shared/format/numbers';
import { type Division, MAX_KEYS } from '../../model/keyList';
import { KEY_INPUT_OPTIONS, type KeyInputKind } from '../../model/recordKey';
import type { KeysDraft } from '../model/queryDraft';
import classes from './builder.module.css';
import { Line } from './Line';
import { useProblem } from './problems';

type Props = { readonly draft: KeysDraft; readonly onChange: (draft: KeysDraft) => void };

const DIVISIONS = [
  { value: 'lines', label: 'one a line' },
  { value: 'csv', label: 'CSV' },
];

/** Keys of one type, which is chosen and never guessed. */
export function KeysLine({ draft, onChange }: Props) {
  const problem = useProblem('keys');
  return (
    <Line name="Keys">
      <Stack gap={6}>
        <NativeSelect
          size="xs"
          aria-label="Type of all keys"
          data={[...KEY_INPUT_OPTIONS]}
          value={draft.kind}
          onChange={(event) => onChange({ ...draft, kind: event.currentTarget.value as KeyInputKind })}
        />
        <NativeSelect
          size="xs"
          aria-label="Keys are divided"
          data={DIVISIONS}
          value={draft.division}
          onChange={(event) => onChange({ ...draft, division: event.currentTarget.value as Division })}
        />
      </Stack>
      <Textarea
        size="xs"
        aria-label="Keys"
        placeholder={`One key or up to ${formatCount(MAX_KEYS)}; spaces belong to a key`}
        className={classes.grow}
        classNames={{ input: classes.mono }}
        autosize
        minRows={3}
        maxRows={10}
        spellCheck={false}
        value={draft.text}
        error={problem}
        onChange={(event) => onChange({ ...draft, text: event.currentTarget.value })}
      />
    </Line>
  );
}

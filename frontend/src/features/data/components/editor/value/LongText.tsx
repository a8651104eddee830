import { Textarea } from '@mantine/core';
import classes from '../editor.module.css';

/** Texts longer than this are not measured for a growing field, which would be slow. In UTF-16 units. */
const LONG_TEXT = 2_000;

type Props = {
  readonly label: string;
  readonly text: string;
  readonly problem: string | null;
  readonly onChange: (text: string) => void;
  readonly minRows?: number;
};

/** A field that grows with its text. */
export function LongText({ label, text, problem, onChange, minRows = 1 }: Props) {
  const size = text.length > LONG_TEXT ? { rows: 8 } : { autosize: true, minRows, maxRows: 8 };
  return (
    <Textarea
      size="xs"
      {...size}
      aria-label={label}
      classNames={{ input: classes.mono }}
      spellCheck={false}
      value={text}
      error={problem}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

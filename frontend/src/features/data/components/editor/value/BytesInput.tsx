import { Group, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { spellingsOf } from '../../../model/binInput';
import { base64ByteLength, hexDump } from '../../../model/bytes';
import { classify } from '../../../model/value';
import { type TextDraft, valueOf, withText } from '../../../model/valueDraft';
import classes from '../editor.module.css';
import { LongText } from './LongText';
import { SpellingSwitch } from './SpellingSwitch';
import type { ValueInputProps } from './ValueEditor';

/** Bytes from which on a dump is offered, and the lines it grows by. */
const DUMP_FROM = 17;
const DUMP_LINES = 64;

/** Bytes in hexadecimal, base64 or, where they are text, as text. */
export function BytesInput({ label, draft, problem, onChange }: ValueInputProps<TextDraft>) {
  const value = valueOf(draft);
  const typed = value.ok ? classify(value.value) : null;
  const base64 = typed?.kind === 'bytes' ? typed.base64 : null;
  const length = base64 === null ? null : base64ByteLength(base64);
  return (
    <>
      <LongText
        label={label}
        text={draft.text}
        problem={problem}
        onChange={(next) => onChange(withText(draft, next))}
      />
      <Group gap="xs" mt={4}>
        <SpellingSwitch
          label={`${label}, spelling`}
          draft={draft}
          spellings={spellingsOf('bytes')}
          onChange={onChange}
        />
        {length !== null && (
          <Text size="xs" c="dimmed">
            {length} {length === 1 ? 'byte' : 'bytes'}
          </Text>
        )}
      </Group>
      {base64 !== null && length !== null && length >= DUMP_FROM && (
        <HexDump label={label} base64={base64} length={length} />
      )}
    </>
  );
}

type DumpProps = { readonly label: string; readonly base64: string; readonly length: number };

function HexDump({ label, base64, length }: DumpProps) {
  const [lines, setLines] = useState(0);
  const shown = lines === 0 ? [] : hexDump(base64, lines);
  return (
    <>
      <UnstyledButton
        className={classes.link}
        aria-expanded={lines > 0}
        onClick={() => setLines(lines === 0 ? DUMP_LINES : 0)}
      >
        {lines === 0 ? 'Show hex dump' : 'Hide hex dump'}
      </UnstyledButton>
      {lines > 0 && (
        <pre className={classes.dump} aria-label={`${label}, hex dump`}>
          {shown.map((line) => `${line.offset}  ${line.hex.padEnd(47)}  ${line.ascii}`).join('\n')}
        </pre>
      )}
      {lines > 0 && shown.length * 16 < length && (
        <UnstyledButton className={classes.link} onClick={() => setLines(lines + DUMP_LINES)}>
          Show more: {shown.length * 16} of {length} bytes shown
        </UnstyledButton>
      )}
    </>
  );
}

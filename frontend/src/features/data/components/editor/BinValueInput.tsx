import { Code, NativeSelect, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { convertBytes, type InputKind } from '../../model/binInput';
import { base64ByteLength, isBase64 } from '../../model/bytes';
import classes from './editor.module.css';

/** Texts longer than this are not measured for a growing field, which would be slow. In UTF-16 units. */
const LONG_TEXT = 2_000;

type Props = {
  readonly label: string;
  readonly kind: InputKind;
  readonly text: string;
  readonly problem: string | null;
  readonly onChange: (text: string) => void;
};

/** The input that suits one kind of value. The text is the state; it is parsed by the caller. */
export function BinValueInput({ label, kind, text, problem, onChange }: Props) {
  switch (kind) {
    case 'bool':
      return (
        <NativeSelect
          size="xs"
          aria-label={label}
          data={['true', 'false']}
          value={text}
          error={problem}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'int':
    case 'float':
      return (
        <TextInput
          size="xs"
          aria-label={label}
          classNames={{ input: classes.mono }}
          inputMode={kind === 'int' ? 'numeric' : 'decimal'}
          value={text}
          error={problem}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'bytes':
    case 'hll':
      return <BytesInput label={label} text={text} problem={problem} onChange={onChange} />;
    case 'string':
      return <LongText label={label} text={text} problem={problem} onChange={onChange} minRows={1} />;
    case 'list':
    case 'map':
    case 'geoJson':
      return <LongText label={label} text={text} problem={problem} onChange={onChange} minRows={2} />;
  }
}

type TextProps = Omit<Props, 'kind'>;

function LongText({ label, text, problem, onChange, minRows }: TextProps & { readonly minRows: number }) {
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

/** Bytes as base64 or hexadecimal. What leaves this input is always base64; text that is not hexadecimal yet stays here. */
function BytesInput({ label, text, problem, onChange }: TextProps) {
  const [hex, setHex] = useState<string | null>(null);
  const shownProblem =
    hex !== null && convertBytes(hex, 'base64') === null ? 'Enter pairs of hexadecimal digits.' : problem;

  const changeHex = (next: string) => {
    setHex(next);
    // Not-yet-hexadecimal text is handed on as it is, and refused as base64, so it can never be saved by mistake.
    onChange(convertBytes(next, 'base64') ?? `hex:${next}`);
  };

  return (
    <Stack gap={4}>
      <SegmentedControl
        size="xs"
        aria-label={`${label}, spelling`}
        data={[
          { value: 'base64', label: 'base64' },
          { value: 'hex', label: 'hex' },
        ]}
        value={hex === null ? 'base64' : 'hex'}
        onChange={(spelling) => setHex(spelling === 'hex' ? (convertBytes(text, 'hex') ?? '') : null)}
      />
      <LongText
        label={label}
        text={hex ?? text}
        problem={shownProblem}
        onChange={hex === null ? onChange : changeHex}
        minRows={1}
      />
      {isBase64(text) && (
        <Text size="xs" c="dimmed">
          <Code>{base64ByteLength(text)}</Code> bytes
        </Text>
      )}
    </Stack>
  );
}

import { Textarea, TextInput } from '@mantine/core';
import type { Scalar, TextSpec } from '../model/spec';
import classes from './builder.module.css';
import { useProblemWithin } from './problems';

const HINTS: Readonly<Record<Scalar, string>> = {
  int64: '42',
  int: '0',
  float: '1.5',
  string: 'text',
  bytes: 'base64',
  geo: '{"type": "Point", "coordinates": [8.5, 47.4]}',
  time: '2026-01-31T08:15:00Z',
  value: '"text", 42 or JSON',
  bin: 'bin',
  indexName: 'index',
  pattern: '^a.*z$',
};

const WIDTHS: Readonly<Record<Scalar, number>> = {
  int64: 130,
  int: 70,
  float: 120,
  string: 190,
  bytes: 190,
  geo: 380,
  time: 190,
  value: 150,
  bin: 130,
  indexName: 190,
  pattern: 190,
};

type Props = {
  readonly spec: TextSpec;
  readonly draft: string;
  readonly at: string;
  readonly onChange: (text: string) => void;
};

/** A scalar as it is typed. */
export function ScalarField({ spec, draft, at, onChange }: Props) {
  const problem = useProblemWithin(at);
  const shared = {
    size: 'xs',
    'aria-label': spec.word,
    placeholder: HINTS[spec.scalar],
    value: draft,
    error: problem,
    spellCheck: false,
    autoComplete: 'off',
    w: WIDTHS[spec.scalar],
    classNames: { input: classes.mono },
  };
  return spec.scalar === 'geo' ? (
    <Textarea
      {...shared}
      autosize
      minRows={1}
      maxRows={8}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  ) : (
    <TextInput {...shared} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}

import { Stack, Text } from '@mantine/core';
import { CodeEditor } from '@/shared/editor/CodeEditor';
import { type Draft, withText } from './draft';

type Props = {
  readonly draft: Draft;
  readonly onDraft: (change: (draft: Draft) => Draft) => void;
  readonly label: string;
  readonly maxHeight?: number;
};

/** The draft as text. What is typed here shows in the form, and the other way round. */
export function ResourceYaml({ draft, onDraft, label, maxHeight = 560 }: Props) {
  const { text, problem } = draft;
  return (
    <Stack gap={4}>
      <CodeEditor
        label={label}
        language="yaml"
        value={text}
        minHeight={240}
        maxHeight={maxHeight}
        problems={problem === null ? NONE : [problem]}
        onChange={(typed) => onDraft((newest) => withText(newest, typed))}
      />
      <Text size="sm" c="var(--mantine-color-error)" role="status">
        {problem !== null &&
          `Line ${problem.line}, column ${problem.column}: ${problem.message.replace(/[.]?$/, '.')} The form shows what could be read before.`}
      </Text>
    </Stack>
  );
}

const NONE: readonly [] = [];

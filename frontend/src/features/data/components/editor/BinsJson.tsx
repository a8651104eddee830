import { Stack, Text } from '@mantine/core';
import { CodeEditor } from '@/shared/editor/CodeEditor';
import { ValueTagHelp } from './ValueTagHelp';

type Props = {
  readonly text: string;
  readonly problem: string | null;
  readonly readOnly: boolean;
  readonly onChange: (text: string) => void;
};

/** The whole record as one JSON object. Leaving a bin out marks it for removal. */
export function BinsJson({ text, problem, readOnly, onChange }: Props) {
  return (
    <Stack gap="xs">
      <CodeEditor label="Bins as JSON" value={text} readOnly={readOnly} onChange={onChange} />
      {problem !== null && (
        <Text size="sm" c="red" role="alert">
          {problem}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        A bin that is left out, or null, is removed when you save. Only bins that differ are sent.
      </Text>
      <ValueTagHelp />
    </Stack>
  );
}

import { Group, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import { CodeEditor } from '@/shared/editor/CodeEditor';
import { isKnown } from '@/shared/lib/known';
import { FieldError } from '@/shared/ui/ErrorState';
import { Mark } from '@/shared/ui/Mark';
import type { Check } from '../queries/useCheck';

type Props = {
  readonly text: string;
  readonly check: Check;
  readonly readOnly?: boolean;
  readonly onChange: (text: string) => void;
};

/** The text of a module, read as Lua while it is typed. */
export function ModuleEditor({ text, check, onChange, readOnly = false }: Props) {
  const { found } = check;
  const problems = useMemo(
    () =>
      found?.ok === false && isKnown(found.line)
        ? [{ line: found.line, message: found.message ?? 'This is not Lua.' }]
        : [],
    [found],
  );
  return (
    <Stack gap={6}>
      <CodeEditor
        label="Text of the module"
        language="lua"
        value={text}
        minHeight={320}
        maxHeight={560}
        readOnly={readOnly}
        problems={problems}
        onChange={onChange}
      />
      <div role="status" style={{ minHeight: 24 }}>
        {text.trim() !== '' && <CheckLine check={check} />}
      </div>
    </Stack>
  );
}

function CheckLine({ check: { found, error } }: { readonly check: Check }) {
  if (error !== null) {
    return <FieldError error={error} />;
  }
  if (found === null) {
    return (
      <Text size="sm" c="dimmed">
        Reading…
      </Text>
    );
  }
  if (!found.ok) {
    return (
      <Group gap="xs" align="flex-start">
        <Mark color="red">{isKnown(found.line) ? `line ${String(found.line)}` : 'not accepted'}</Mark>
        <Text size="sm" style={{ overflowWrap: 'anywhere', flex: 1 }}>
          {found.message}
        </Text>
      </Group>
    );
  }
  return (
    <Group gap="xs" align="flex-start">
      <Mark color="teal">well-formed</Mark>
      <Text size="sm" c="dimmed" style={{ flex: 1 }}>
        {functionsText(found.functions)}
      </Text>
    </Group>
  );
}

function functionsText(functions: readonly string[] | null | undefined): string {
  if (!isKnown(functions)) {
    return 'Which functions it has is not known: it does not load by itself here.';
  }
  return functions.length === 0
    ? 'It has no function that can be called: those are global.'
    : `Can be called: ${functions.join(', ')}`;
}

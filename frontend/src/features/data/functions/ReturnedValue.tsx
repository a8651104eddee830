import { Group, Text } from '@mantine/core';
import { CodeEditor } from '@/shared/editor/CodeEditor';
import { Mark } from '@/shared/ui/Mark';
import { formatJson } from '../model/json';
import { preview } from '../model/preview';
import { type AerospikeValue, KIND_LABELS, kindOf } from '../model/value';

type Props = { readonly label: string; readonly value: AerospikeValue };

/** A value that a function returned, whole, with its type. */
export function ReturnedValue({ label, value }: Props) {
  const kind = kindOf(value);
  const { text, truncated } = preview(value);
  const isWhole = kind !== 'list' && kind !== 'map' && !truncated;
  return (
    <Group gap="sm" align="flex-start" wrap="nowrap" role="group" aria-label={label}>
      <Mark color="blue">{value === null ? 'nil' : KIND_LABELS[kind]}</Mark>
      {isWhole ? (
        <Text size="sm" ff="monospace" className="tabular" style={{ overflowWrap: 'anywhere' }}>
          {value === null ? 'nothing' : kind === 'string' ? JSON.stringify(text) : text}
        </Text>
      ) : (
        <div style={{ flex: 1, minWidth: 0 }}>
          <CodeEditor
            label={`${label}, as JSON`}
            value={formatJson(value)}
            readOnly
            minHeight={60}
            maxHeight={360}
          />
        </div>
      )}
    </Group>
  );
}

import { Code, Table, Text } from '@mantine/core';
import { isKnown } from '@/shared/lib/known';
import type { FieldChange } from './useTemplate';

type Props = {
  /** What they are changes of, for who cannot see where they stand. */
  readonly label: string;
  readonly changes: readonly FieldChange[];
  /** The head of the column of what was, and of what will be. */
  readonly heads?: readonly [string, string];
};

/** Fields with what they were and what they will be, one a row. */
export function FieldChanges({ label, changes, heads = ['Now', 'After'] }: Props) {
  return (
    <Table.ScrollContainer minWidth={520} maxHeight={320}>
      <Table aria-label={label} verticalSpacing={4} fz="xs">
        <Table.Thead>
          <Table.Tr>
            {['Field', ...heads].map((head) => (
              <Table.Th key={head} scope="col">
                {head}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {changes.map(({ path, before, after }) => (
            <Table.Tr key={path}>
              <Table.Th scope="row" fw={400} style={{ overflowWrap: 'anywhere' }}>
                <Code>{path}</Code>
              </Table.Th>
              <ValueCell value={before} none="not set" />
              <ValueCell value={after} none="removed" />
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function ValueCell({ value, none }: { readonly value: unknown; readonly none: string }) {
  return (
    <Table.Td className="tabular" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
      {isKnown(value) ? (
        valueText(value)
      ) : (
        <Text span inherit c="dimmed">
          {none}
        </Text>
      )}
    </Table.Td>
  );
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 1);
}

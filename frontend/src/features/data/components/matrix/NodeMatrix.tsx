import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { isKnown } from '@/shared/lib/known';
import { Unknown } from '@/shared/ui/Unknown';
import { commonValue } from './commonValue';
import classes from './matrix.module.css';

/** Rows drawn at once; a filter reaches the rest. */
export const MAX_ROWS = 500;

export type MatrixNode = {
  readonly id: string;
  /** A line below the name of the node. */
  readonly note?: string | undefined;
};

export type MatrixRow = {
  /** Unique among the rows. */
  readonly name: string;
  /** One for each node; null where it is not known. */
  readonly values: readonly (string | null)[];
  /** Whether the nodes differ, and are not meant to. */
  readonly differs: boolean;
};

type Props<R extends MatrixRow> = {
  readonly label: string;
  /** What the rows are. */
  readonly rowTitle: string;
  readonly nodes: readonly MatrixNode[];
  readonly rows: readonly R[];
  readonly header: (row: R) => ReactNode;
  /** How a value is written. Default: as the node says it. */
  readonly format?: (value: string, row: R) => ReactNode;
  /** Why a node has no value, where that is known better than by default. */
  readonly reason?: string;
  /** A column after those of the nodes. */
  readonly extra?: { readonly title: string; readonly cell: (row: R) => ReactNode };
};

/** What the nodes say, side by side: a row for each thing, a column for each node. The odd ones out are marked. */
export function NodeMatrix<R extends MatrixRow>(props: Props<R>) {
  const { label, rowTitle, nodes, rows, header, format = asSaid, reason, extra } = props;
  const shown = rows.slice(0, MAX_ROWS);
  return (
    <>
      <Table.ScrollContainer
        minWidth={320 + nodes.length * 150}
        maxHeight="max(320px, calc(100dvh - 268px))"
        className={classes.container}
      >
        <Table
          stickyHeader
          highlightOnHover
          tabularNums
          verticalSpacing={4}
          fz="sm"
          aria-label={label}
          className={classes.table}
        >
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{rowTitle}</Table.Th>
              {nodes.map(({ id, note }) => (
                <Table.Th key={id} scope="col">
                  {id}
                  {note !== undefined && (
                    <Text size="xs" c="dimmed" fw={400}>
                      {note}
                    </Text>
                  )}
                </Table.Th>
              ))}
              {extra !== undefined && <Table.Th scope="col">{extra.title}</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((row) => {
              const common = commonValue(row.values);
              return (
                <Table.Tr key={row.name} data-differs={row.differs || undefined}>
                  <Table.Th scope="row" fw={400}>
                    {header(row)}
                  </Table.Th>
                  {nodes.map(({ id }, index) => {
                    const value = row.values[index];
                    return (
                      <Table.Td key={id} data-odd={(row.differs && value !== common) || undefined}>
                        {isKnown(value) ? format(value, row) : <Unknown reason={reason} />}
                      </Table.Td>
                    );
                  })}
                  {extra !== undefined && <Table.Td c="dimmed">{extra.cell(row)}</Table.Td>}
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {shown.length < rows.length && (
        <Text size="sm" c="dimmed" mt={4}>
          {`The first ${String(MAX_ROWS)} of ${String(rows.length)}; search to see others.`}
        </Text>
      )}
    </>
  );
}

function asSaid(value: string): ReactNode {
  return value;
}

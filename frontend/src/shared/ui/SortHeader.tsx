import { Table, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconArrowsSort } from '@tabler/icons-react';

export type SortColumn<C extends string> = {
  readonly id: C;
  readonly label: string;
  readonly numeric: boolean;
};

export type Sort<C extends string> = { readonly column: C; readonly descending: boolean };

type Props<C extends string> = {
  readonly column: SortColumn<C>;
  /** Whether it begins at the left though it sorts by a number. */
  readonly left?: boolean;
  /** Null while another order than that of a column holds. */
  readonly sort: Sort<C> | null;
  readonly onSort: (sort: Sort<C>) => void;
};

/** The head of a column that sorts its table: first the greatest number or the first name, then the other way round. */
export function SortHeader<C extends string>({ column, left = !column.numeric, sort, onSort }: Props<C>) {
  const isSorted = sort?.column === column.id;
  const Icon = isSorted ? (sort.descending ? IconArrowDown : IconArrowUp) : IconArrowsSort;
  const direction = sort?.descending === true ? 'descending' : 'ascending';
  return (
    <Table.Th scope="col" ta={left ? 'left' : 'right'} aria-sort={isSorted ? direction : 'none'}>
      <UnstyledButton
        fw={700}
        fz="sm"
        style={{ whiteSpace: 'nowrap' }}
        onClick={() =>
          onSort({ column: column.id, descending: isSorted ? !sort.descending : column.numeric })
        }
      >
        {column.label} <Icon size={12} aria-hidden="true" />
      </UnstyledButton>
    </Table.Th>
  );
}

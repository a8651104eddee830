import { ActionIcon, Group, NativeSelect } from '@mantine/core';
import { IconSortAscending, IconSortDescending } from '@tabler/icons-react';
import type { Sort } from '../model/sortRows';

type Props = {
  readonly sort: Sort | null;
  readonly bins: readonly string[];
  /** Why rows cannot be sorted now; null when they can. */
  readonly refused: string | null;
  readonly onSort: (sort: Sort | null) => void;
};

const KEY = 'key';
const BIN = 'bin:';

/** Sorts the rows that are here, and says that it is not the server who sorts. */
export function SortMenu({ sort, bins, refused, onSort }: Props) {
  const value = sort === null ? '' : sort.by === 'key' ? KEY : `${BIN}${sort.by.bin}`;
  const what = 'Sorts the rows loaded here; the cluster does not sort.';
  return (
    <Group gap={4} wrap="nowrap" title={refused ?? what}>
      <NativeSelect
        size="xs"
        aria-label="Sort the loaded rows by"
        aria-description={refused ?? what}
        disabled={refused !== null}
        data={[
          { value: '', label: 'As they came' },
          { value: KEY, label: 'Loaded rows by key' },
          ...bins.map((bin) => ({ value: `${BIN}${bin}`, label: `Loaded rows by ${bin}` })),
        ]}
        value={refused === null ? value : ''}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          const by = chosen === KEY ? 'key' : { bin: chosen.slice(BIN.length) };
          onSort(chosen === '' ? null : { by, descending: false });
        }}
      />
      <ActionIcon
        variant="default"
        size={30}
        disabled={sort === null || refused !== null}
        aria-label={sort?.descending === true ? 'Sort from the least' : 'Sort from the greatest'}
        onClick={() => {
          if (sort !== null) {
            onSort({ ...sort, descending: !sort.descending });
          }
        }}
      >
        {sort?.descending === true ? <IconSortDescending size={16} /> : <IconSortAscending size={16} />}
      </ActionIcon>
    </Group>
  );
}

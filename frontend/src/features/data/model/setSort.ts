import { compareInt64 } from '@/shared/format/int64';
import { isKnown } from '@/shared/lib/known';
import type { Sort } from '@/shared/ui/SortHeader';

export type SetColumn = 'name' | 'objects' | 'tombstones' | 'dataUsedBytes' | 'secondaryIndexes';

export type SetSort = Sort<SetColumn>;

type SortableSet = {
  readonly name: string;
  readonly objects?: string | null;
  readonly tombstones?: string | null;
  readonly dataUsedBytes?: string | null;
  readonly secondaryIndexes?: number | null;
};

/** Sets whose name contains the text, in any case. */
export function filterSets<S extends SortableSet>(sets: readonly S[], text: string): readonly S[] {
  const wanted = text.trim().toLowerCase();
  return wanted === '' ? sets : sets.filter((set) => set.name.toLowerCase().includes(wanted));
}

/** Sorted by a column, then by name. Unknown numbers come last either way. */
export function sortSets<S extends SortableSet>(sets: readonly S[], { column, descending }: SetSort): S[] {
  const sign = descending ? -1 : 1;
  return [...sets].sort((left, right) => {
    const byName = left.name < right.name ? -1 : left.name > right.name ? 1 : 0;
    if (column === 'name') {
      return sign * byName;
    }
    const a = left[column];
    const b = right[column];
    if (!isKnown(a) || !isKnown(b)) {
      return !isKnown(a) && !isKnown(b) ? byName : !isKnown(a) ? 1 : -1;
    }
    return sign * compareInt64(String(a), String(b)) || byName;
  });
}

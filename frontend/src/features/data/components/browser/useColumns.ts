import { useMemo } from 'react';
import { isKnown } from '@/shared/lib/known';
import { type BinColumn, visibleColumns } from '../../model/columns';
import { arrange, type TableLayout } from '../../model/tableLayout';
import type { RecordRow } from '../../queries/useRecordPages';
import { binColumn, LAST_UPDATE, METADATA, SET, type TableColumn } from './columns';

export type Columns = {
  /** Those drawn after the key, in order. */
  readonly drawn: readonly TableColumn[];
  /** Metadata the records have, whether drawn or not. */
  readonly metadata: readonly TableColumn[];
};

/** The columns of these records, as someone arranged them. Metadata stands after the bins, which is what people come for. */
export function useColumns(
  found: readonly BinColumn[],
  bins: readonly string[] | null,
  records: readonly RecordRow[],
  showSet: boolean,
  { order, hidden }: TableLayout,
): Columns {
  const hasUpdates = records.some((record) => isKnown(record.lastUpdate));
  return useMemo(() => {
    const metadata = [...(showSet ? [SET] : []), ...METADATA, ...(hasUpdates ? [LAST_UPDATE] : [])];
    const isDrawn = (column: TableColumn) => !hidden.includes(column.id);
    const natural = [
      ...metadata.filter((column) => column === SET && isDrawn(column)),
      ...visibleColumns(found, bins).map(binColumn),
      ...metadata.filter((column) => column !== SET && isDrawn(column)),
    ];
    const byId = new Map(natural.map((column) => [column.id, column]));
    const drawn = arrange([...byId.keys()], order).flatMap((id) => byId.get(id) ?? []);
    return { drawn, metadata };
  }, [found, bins, hasUpdates, showSet, order, hidden]);
}

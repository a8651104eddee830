import { type ComponentProps, useMemo } from 'react';
import type { RecordRow } from '../../queries/useRecordPages';
import { RecordGrid } from './RecordGrid';
import { rowsOf } from './tableRows';

type Props = Omit<ComponentProps<typeof RecordGrid>, 'rows' | 'onSight'> & {
  readonly records: readonly RecordRow[];
};

/** A page of records. Mounted anew for another page. */
export function RecordTable({ records, ...grid }: Props) {
  const rows = useMemo(() => rowsOf(records), [records]);
  return <RecordGrid rows={rows} {...grid} />;
}

import { Group } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { BulkActions } from '../../components/browser/BulkActions';
import { ExportMenu } from '../../components/browser/ExportMenu';
import { RecordGrid } from '../../components/browser/RecordGrid';
import { SelectionBar } from '../../components/browser/SelectionBar';
import { rowsOf, type TableRows } from '../../components/browser/tableRows';
import { useColumns } from '../../components/browser/useColumns';
import type { RecordsGuard } from '../../components/browser/useRecordsGuard';
import { useSelection } from '../../components/browser/useSelection';
import { useTableLayout } from '../../components/browser/useTableLayout';
import type { BinColumn } from '../../model/columns';
import { openDigest } from '../../model/openDigest';
import { recordRefOn } from '../../model/recordKey';
import { renewed, without } from '../../model/recordSet';
import type { RecordTarget } from '../../mutations/useRecordMutations';
import type { RecordRow } from '../../queries/useRecordPages';
import type { OpenRecord } from '../../urls';
import { type Sort, sortedRows } from '../model/sortRows';
import { SortMenu } from './SortMenu';

type Props = {
  readonly target: RecordTarget;
  readonly guard: RecordsGuard;
  readonly rows: TableRows;
  /** The rows that are in memory. */
  readonly loaded: readonly RecordRow[];
  readonly found: readonly BinColumn[];
  /** Why rows cannot be sorted now; null when they can. */
  readonly notSorted: string | null;
  readonly open: OpenRecord;
  readonly onOpen: (open: OpenRecord) => void;
  readonly urlOf: (open: OpenRecord) => string;
  /** Changes rows; `step` answers null for one that is gone. */
  readonly onChange: (step: (row: RecordRow) => RecordRow | null) => void;
  readonly onSight?: (first: number, last: number) => void;
};

/** What a query found, as a table of records. */
export function ResultTable(props: Props) {
  const { target, guard, rows, loaded, found, notSorted, open, onOpen, urlOf, onChange, onSight } = props;
  const { set } = target;
  const [sort, setSort] = useState<Sort | null>(null);
  const { layout, change } = useTableLayout(target);
  const columns = useColumns(found, null, loaded, set === null, layout);
  const selecting = useSelection();
  const selected = useMemo(
    () =>
      selecting.selection.size === 0
        ? []
        : loaded.filter((record) => selecting.selection.has(record.key.digest)),
    [loaded, selecting.selection],
  );
  const shown = useMemo(
    () => (sort === null || notSorted !== null ? rows : rowsOf(sortedRows(loaded, sort))),
    [rows, loaded, sort, notSorted],
  );
  const refOf = useCallback(
    (record: RecordRow): OpenRecord => ({ mode: 'edit', ...recordRefOn(set, record.key) }),
    [set],
  );
  return (
    <>
      <Group gap="sm" justify="space-between" mih={30}>
        <SelectionBar selected={selected} loaded={loaded} selecting={selecting}>
          <BulkActions
            target={target}
            records={selected}
            guard={guard}
            onTouched={(records) => onChange(renewed(records))}
            onGone={(digests) => onChange(without(digests))}
          />
        </SelectionBar>
        <Group gap={6}>
          <SortMenu sort={sort} bins={found.map(({ name }) => name)} refused={notSorted} onSort={setSort} />
          <ExportMenu target={target} selected={selected} loaded={loaded} />
        </Group>
      </Group>
      <RecordGrid
        rows={shown}
        columns={columns.drawn}
        layout={layout}
        onLayout={change}
        selecting={selecting}
        openDigest={useMemo(() => openDigest(set, open, loaded), [set, open, loaded])}
        urlOf={useCallback((record: RecordRow) => urlOf(refOf(record)), [urlOf, refOf])}
        onOpen={useCallback((record: RecordRow) => onOpen(refOf(record)), [onOpen, refOf])}
        {...(onSight !== undefined && { onSight })}
      />
    </>
  );
}

import { IconKeyOff } from '@tabler/icons-react';
import { useMemo } from 'react';
import { EmptyState } from '@/shared/ui/EmptyState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { FoundSummary } from '../../components/browser/FoundSummary';
import { rowsOf } from '../../components/browser/tableRows';
import { discoverColumns } from '../../model/columns';
import type { RecordsGuard } from '../../components/browser/useRecordsGuard';
import type { RecordTarget } from '../../mutations/useRecordMutations';
import type { Finder } from '../../queries/useRecordsByKeys';
import type { RecordRow } from '../../queries/useRecordPages';
import type { OpenRecord } from '../../urls';
import { ResultTable } from './ResultTable';

type Props = {
  readonly finder: Finder;
  readonly target: RecordTarget;
  readonly guard: RecordsGuard;
  readonly open: OpenRecord;
  readonly onOpen: (open: OpenRecord) => void;
  readonly urlOf: (open: OpenRecord) => string;
};

const NONE: readonly RecordRow[] = [];

/** Changes what was found; `step` answers null for a record that is gone. */
export function changeFound(finder: Finder, step: (row: RecordRow) => RecordRow | null): void {
  const changes = (finder.found?.records ?? NONE).map((row) => ({ row, next: step(row) }));
  finder.replaceRecords(changes.flatMap(({ next }) => next ?? []));
  finder.removeRecords(new Set(changes.filter(({ next }) => next === null).map(({ row }) => row.key.digest)));
}

/** What was found for a list of keys, and what was not. */
export function KeysResult({ finder, target, guard, open, onOpen, urlOf }: Props) {
  const { found, reading } = finder;
  const records = found?.records ?? NONE;
  const rows = useMemo(() => rowsOf(records), [records]);
  const columns = useMemo(() => discoverColumns(records), [records]);
  if (found === null) {
    return reading ? <LoadingSkeleton label="records" rows={8} rowHeight={24} /> : null;
  }
  return (
    <>
      {records.length === 0 ? (
        <EmptyState icon={IconKeyOff} title="No records">
          No record has one of these keys. Keys have types: the string &quot;42&quot; and the integer 42 are
          two records.
        </EmptyState>
      ) : (
        <ResultTable
          target={target}
          guard={guard}
          rows={rows}
          loaded={records}
          found={columns}
          notSorted={null}
          open={open}
          onOpen={onOpen}
          urlOf={urlOf}
          onChange={(step) => changeFound(finder, step)}
        />
      )}
      <FoundSummary found={found} />
    </>
  );
}

import { Text } from '@mantine/core';
import { IconDatabaseSearch } from '@tabler/icons-react';
import { useMemo } from 'react';
import { formatCount } from '@/shared/format/numbers';
import { EmptyState } from '@/shared/ui/EmptyState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import type { TableRows } from '../../components/browser/tableRows';
import type { RecordsGuard } from '../../components/browser/useRecordsGuard';
import type { RecordTarget } from '../../mutations/useRecordMutations';
import type { OpenRecord } from '../../urls';
import type { QueryRun, RunState } from '../feeds/queryRun';
import { ResultTable } from './ResultTable';

type Props = {
  readonly run: QueryRun;
  readonly state: RunState;
  readonly target: RecordTarget;
  readonly guard: RecordsGuard;
  readonly open: OpenRecord;
  readonly onOpen: (open: OpenRecord) => void;
  readonly urlOf: (open: OpenRecord) => string;
};

/** The rows of a stream, of any number: those in sight exist, those around them are in memory. */
export function StreamResult({ run, state, target, guard, open, onOpen, urlOf }: Props) {
  const { rows, version, status, isUnread } = state;
  const isRunning = status === 'running' || status === 'interrupted';
  // The rows change in place; their version tells when.
  const { loaded, found, table } = useMemo(() => {
    const resident = rows.resident();
    const view: TableRows = {
      count: rows.count,
      at: (index) => rows.at(index),
      absence: (index) => (rows.isGone(index) ? 'gone' : isUnread ? 'unread' : 'away'),
      digests: () => resident.map((row) => row.key.digest),
      extent: ({ size }) => (size === 0 ? 'none' : size >= rows.count ? 'all' : 'some'),
    };
    return { version, loaded: resident, found: rows.columns, table: view };
  }, [rows, version, isUnread]);
  const away = rows.count - rows.keptRows;

  if (rows.count === 0) {
    if (isRunning) {
      return <LoadingSkeleton label="records" rows={8} rowHeight={24} />;
    }
    return status === 'done' ? (
      <EmptyState icon={IconDatabaseSearch} title="No records">
        Every partition was looked through, and no record is as the query asks. A condition on a bin holds
        only where the bin is of the type it names.
      </EmptyState>
    ) : null;
  }
  return (
    <>
      <ResultTable
        target={target}
        guard={guard}
        rows={table}
        loaded={loaded}
        found={found}
        notSorted={
          isRunning
            ? 'Rows can be sorted once the query has ended.'
            : away > 0
              ? 'Rows can be sorted where all are in memory.'
              : null
        }
        open={open}
        onOpen={onOpen}
        urlOf={urlOf}
        onChange={run.change}
        onSight={run.watch}
      />
      <Text size="xs" c="dimmed" className="tabular">
        {formatCount(rows.count)} {rows.count === 1 ? 'row' : 'rows'}
        {away > 0 &&
          `, ${formatCount(rows.keptRows)} of them in memory; the others are read again when they come in sight`}
        . Sorting, selecting and saving act on the rows in memory.
      </Text>
    </>
  );
}

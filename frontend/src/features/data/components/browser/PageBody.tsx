import { Button } from '@mantine/core';
import { IconDatabaseOff, IconPlayerStop } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import type { RecordPages } from '../../queries/useRecordPages';

type Props = {
  readonly pages: RecordPages;
  readonly isFirst: boolean;
  readonly onCreate: () => void;
  /** The table, where there are rows. */
  readonly children: ReactNode;
};

/** The rows of a page, or why there are none. What was found stays in sight when the search for more fails. */
export function PageBody({ pages, isFirst, onCreate, children }: Props) {
  const { page, error, reading, stopped, reload, resume } = pages;
  const hasRows = page !== null && page.records.length > 0;
  return (
    <>
      {error !== null && <ErrorAlert error={error} onRetry={page === null ? reload : resume} />}
      {hasRows && children}
      {!hasRows && reading && <LoadingSkeleton label="records" rows={12} rowHeight={24} />}
      {!hasRows && stopped && (
        <EmptyState
          icon={IconPlayerStop}
          title="Stopped"
          action={
            <Button variant="default" onClick={resume}>
              Search on
            </Button>
          }
        >
          {page === null
            ? 'Nothing of this page was read.'
            : 'No record was found in the partitions read so far.'}
        </EmptyState>
      )}
      {page !== null && !hasRows && !reading && !stopped && error === null && (
        <NoRecords isFirst={isFirst} hasNext={page.hasNext} onCreate={onCreate} />
      )}
    </>
  );
}

type NoRecordsProps = { readonly isFirst: boolean; readonly hasNext: boolean; readonly onCreate: () => void };

function NoRecords({ isFirst, hasNext, onCreate }: NoRecordsProps) {
  if (!isFirst || hasNext) {
    return (
      <EmptyState icon={IconDatabaseOff} title="Nothing on this page">
        {hasNext ? 'Its records were deleted. Go on with Next.' : 'The scan ended on the page before.'}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={IconDatabaseOff}
      title="No records"
      action={<Button onClick={onCreate}>Create the first record</Button>}
    >
      A set exists once a record is in it, and is gone some time after its last record.
    </EmptyState>
  );
}

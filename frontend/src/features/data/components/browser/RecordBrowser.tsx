import { Button, Group } from '@mantine/core';
import { IconDatabaseOff, IconPlus, IconRefresh } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { type BinColumn, discoverColumns, visibleColumns } from '../../model/columns';
import { keyRefOn } from '../../model/recordKey';
import type { RecordTarget } from '../../mutations/useRecordMutations';
import { type RecordPages, type RecordRow, useRecordPages } from '../../queries/useRecordPages';
import { recordsUrl, type RecordsView } from '../../urls';
import { RecordDrawer } from '../editor/RecordDrawer';
import { ColumnChooser } from './ColumnChooser';
import { KeyLookup } from './KeyLookup';
import { Pager } from './Pager';
import { RecordTable } from './RecordTable';

type Props = {
  readonly target: RecordTarget;
  readonly view: RecordsView;
  readonly onView: (view: RecordsView) => void;
};

/** Browses and edits the records of one set, or of a whole namespace. Mounted anew for another set. */
export function RecordBrowser({ target, view, onView }: Props) {
  const pages = useRecordPages({ ...target, bins: view.bins, pageSize: view.pageSize }, view.after);
  const found = useMemo(
    () => discoverColumns([...pages.cache.pages.values()].flatMap((page) => page.records)),
    [pages.cache],
  );
  const columns = useMemo(() => visibleColumns(found, view.bins), [found, view.bins]);
  const open = (record: RecordRow) =>
    onView({ ...view, open: { mode: 'edit', key: keyRefOn(target.set, record.key) } });

  return (
    <>
      <Group gap="sm" justify="space-between" mb="sm" align="flex-start">
        <KeyLookup set={target.set} onOpen={(key) => onView({ ...view, open: { mode: 'edit', key } })} />
        <Group gap="xs">
          <ColumnChooser
            found={found.map((column) => column.name)}
            chosen={view.bins}
            onChange={(bins) => onView({ ...view, bins, after: null })}
          />
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} aria-hidden="true" />}
            onClick={pages.reload}
          >
            Reload
          </Button>
          <Button
            leftSection={<IconPlus size={16} aria-hidden="true" />}
            onClick={() => onView({ ...view, open: { mode: 'new' } })}
          >
            {target.set === null ? 'New record in no set' : 'New record'}
          </Button>
        </Group>
      </Group>
      <PageBody target={target} view={view} pages={pages} columns={columns} onOpen={open} onView={onView} />
      <Pager
        pages={pages}
        isFirst={view.after === null}
        pageSize={view.pageSize}
        onPageSize={(pageSize) => onView({ ...view, pageSize, after: null })}
        onGo={(after) => onView({ ...view, after })}
      />
      <RecordDrawer
        target={target}
        open={view.open}
        onClose={() => onView({ ...view, open: null })}
        onSaved={(record) => {
          if (view.open?.mode === 'new') {
            onView({ ...view, open: { mode: 'edit', key: keyRefOn(target.set, record.key) } });
          }
          pages.replaceRecord(record);
        }}
        onDeleted={(digest) => {
          pages.removeRecord(digest);
          onView({ ...view, open: null });
        }}
      />
    </>
  );
}

type PageBodyProps = Props & {
  readonly pages: RecordPages;
  readonly columns: readonly BinColumn[];
  readonly onOpen: (record: RecordRow) => void;
};

function PageBody({ target, view, pages, columns, onOpen, onView }: PageBodyProps) {
  const { connectionId, namespace, set } = target;
  const urlOf = useCallback(
    (record: RecordRow) =>
      recordsUrl(connectionId, namespace, set, {
        ...view,
        open: { mode: 'edit', key: keyRefOn(set, record.key) },
      }),
    [connectionId, namespace, set, view],
  );
  if (pages.error !== null) {
    return <ErrorAlert error={pages.error} onRetry={pages.reload} />;
  }
  if (pages.page === null) {
    return <LoadingSkeleton label="records" rows={12} rowHeight={24} />;
  }
  if (pages.page.records.length === 0) {
    return (
      <NoRecords
        isFirst={view.after === null}
        hasNext={pages.page.hasNext}
        onCreate={() => onView({ ...view, open: { mode: 'new' } })}
      />
    );
  }
  return (
    <RecordTable
      key={view.after ?? ''}
      records={pages.page.records}
      columns={columns}
      openDigest={openDigest(set, view, pages.page.records)}
      showSet={set === null}
      urlOf={urlOf}
      onOpen={onOpen}
    />
  );
}

type NoRecordsProps = { readonly isFirst: boolean; readonly hasNext: boolean; readonly onCreate: () => void };

function NoRecords({ isFirst, hasNext, onCreate }: NoRecordsProps) {
  if (!isFirst || hasNext) {
    return (
      <EmptyState icon={IconDatabaseOff} title="Nothing on this page">
        {hasNext
          ? 'The partitions read so far hold no record. Go on with Next.'
          : 'The scan ended on the page before.'}
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

/** Digest of the open record when it is on this page. */
function openDigest(set: string | null, view: RecordsView, records: readonly RecordRow[]): string | null {
  if (view.open?.mode !== 'edit') {
    return null;
  }
  const { kind, value } = view.open.key;
  const match = records.find((record) => {
    const key = keyRefOn(set, record.key);
    return (key.kind === kind && key.value === value) || (kind === 'digest' && record.key.digest === value);
  });
  return match?.key.digest ?? null;
}

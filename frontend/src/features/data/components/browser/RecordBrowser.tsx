import { Button, Group } from '@mantine/core';
import { IconPlus, IconRefresh } from '@tabler/icons-react';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { discoverColumns } from '../../model/columns';
import { keyRefOn } from '../../model/recordKey';
import type { RecordTarget } from '../../mutations/useRecordMutations';
import { type RecordRow, useRecordPages } from '../../queries/useRecordPages';
import { DEFAULT_PAGE_SIZE, PAGE_SIZES, recordsUrl, type RecordsView } from '../../urls';
import classes from './browser.module.css';
import { ColumnChooser } from './ColumnChooser';
import { ExportMenu } from './ExportMenu';
import { KeyLookup } from './KeyLookup';
import { PageBody } from './PageBody';
import { Pager } from './Pager';
import { RecordTable } from './RecordTable';
import { SelectionBar } from './SelectionBar';
import { useColumns } from './useColumns';
import { useSelection } from './useSelection';
import { useTableLayout } from './useTableLayout';

/** The editor is half of this screen's code; it comes when a record is opened. */
const RecordDrawer = lazy(async () => ({ default: (await import('../editor/RecordDrawer')).RecordDrawer }));

type Props = {
  readonly target: RecordTarget;
  readonly view: RecordsView;
  readonly onView: (view: RecordsView) => void;
};

/** Browses and edits the records of one set, or of a whole namespace. Mounted anew for another set. */
export function RecordBrowser({ target, view, onView }: Props) {
  const { connectionId, namespace, set } = target;
  const { layout, change, reset } = useTableLayout(target);
  // What the address says counts; otherwise what was chosen for this set before.
  const bins = view.bins ?? layout.bins;
  const remembered = PAGE_SIZES.find((size) => size === layout.pageSize);
  const pageSize = view.pageSize ?? remembered ?? DEFAULT_PAGE_SIZE;
  const pages = useRecordPages({ ...target, bins, pageSize }, view.after);
  const loaded = useMemo(
    () => [...pages.cache.pages.values()].flatMap((page) => page.records),
    [pages.cache],
  );
  const found = useMemo(() => discoverColumns(loaded), [loaded]);
  const shown = pages.page?.records ?? NO_RECORDS;
  const columns = useColumns(found, bins, shown, set === null, layout);
  const selecting = useSelection();
  const selected = useMemo(
    () => loaded.filter((record) => selecting.selection.has(record.key.digest)),
    [loaded, selecting.selection],
  );
  const [drawerWanted, setDrawerWanted] = useState(view.open !== null);
  if (view.open !== null && !drawerWanted) {
    setDrawerWanted(true);
  }

  const open = useCallback(
    (record: RecordRow) => onView({ ...view, open: { mode: 'edit', key: keyRefOn(set, record.key) } }),
    [onView, set, view],
  );
  const urlOf = useCallback(
    (record: RecordRow) =>
      recordsUrl(connectionId, namespace, set, {
        ...view,
        open: { mode: 'edit', key: keyRefOn(set, record.key) },
      }),
    [connectionId, namespace, set, view],
  );
  const create = () => onView({ ...view, open: { mode: 'new' } });

  return (
    <>
      <Group gap="sm" justify="space-between" mb="xs" align="flex-start">
        <KeyLookup set={set} onOpen={(key) => onView({ ...view, open: { mode: 'edit', key } })} />
        <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={create}>
          {set === null ? 'New record in no set' : 'New record'}
        </Button>
      </Group>
      <Group gap="sm" justify="space-between" className={classes.bar}>
        <SelectionBar selected={selected} loaded={loaded} selecting={selecting} />
        <Group gap={6}>
          <ExportMenu target={target} selected={selected} loaded={loaded} />
          <ColumnChooser
            found={found.map((column) => column.name)}
            chosen={bins}
            columns={columns}
            layout={layout}
            onChoose={(chosen) => {
              change({ ...layout, bins: chosen });
              onView({ ...view, bins: chosen, after: null });
            }}
            onLayout={change}
            onReset={() => {
              reset();
              onView({ ...view, bins: null, pageSize: null, after: null });
            }}
          />
          <Button
            size="xs"
            variant="default"
            leftSection={<IconRefresh size={16} aria-hidden="true" />}
            onClick={pages.reload}
          >
            Reload
          </Button>
        </Group>
      </Group>
      <div className={classes.body}>
        <PageBody pages={pages} isFirst={view.after === null} onCreate={create}>
          <RecordTable
            key={view.after ?? ''}
            records={shown}
            columns={columns.drawn}
            layout={layout}
            onLayout={change}
            selecting={selecting}
            openDigest={openDigest(set, view, shown)}
            urlOf={urlOf}
            onOpen={open}
          />
        </PageBody>
      </div>
      <Pager
        pages={pages}
        isFirst={view.after === null}
        pageSize={pageSize}
        onPageSize={(size) => {
          change({ ...layout, pageSize: size });
          onView({ ...view, pageSize: size, after: null });
        }}
        onGo={(after) => onView({ ...view, after })}
      />
      {drawerWanted && (
        <Suspense>
          <RecordDrawer
            target={target}
            open={view.open}
            onClose={() => onView({ ...view, open: null })}
            onSaved={(record) => {
              if (view.open?.mode === 'new') {
                onView({ ...view, open: { mode: 'edit', key: keyRefOn(set, record.key) } });
              }
              pages.replaceRecords([record]);
            }}
            onDeleted={(digest) => {
              pages.removeRecords(new Set([digest]));
              onView({ ...view, open: null });
            }}
          />
        </Suspense>
      )}
    </>
  );
}

const NO_RECORDS: readonly RecordRow[] = [];

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

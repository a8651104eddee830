import { Button, Group } from '@mantine/core';
import { IconArrowLeft, IconListSearch, IconPlus, IconRefresh } from '@tabler/icons-react';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { discoverColumns } from '../../model/columns';
import { openDigest } from '../../model/openDigest';
import { type KeyRef, recordRefOn } from '../../model/recordKey';
import type { RecordTarget } from '../../mutations/useRecordMutations';
import { type RecordRow, useRecordPages } from '../../queries/useRecordPages';
import { useRecordsByKeys } from '../../queries/useRecordsByKeys';
import { DEFAULT_PAGE_SIZE, PAGE_SIZES, recordsUrl, type RecordsView } from '../../urls';
import { BulkActions } from './BulkActions';
import classes from './browser.module.css';
import { ColumnChooser } from './ColumnChooser';
import { ExportMenu } from './ExportMenu';
import { FindByKeys } from './FindByKeys';
import { FoundSummary } from './FoundSummary';
import { KeyLookup } from './KeyLookup';
import { PageBody } from './PageBody';
import { Pager } from './Pager';
import { RecordTable } from './RecordTable';
import { SelectionBar } from './SelectionBar';
import { useColumns } from './useColumns';
import { useRecordsGuard } from './useRecordsGuard';
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
  const finder = useRecordsByKeys(target);
  const [asking, setAsking] = useState(false);
  const { found: listed } = finder;
  const loaded = useMemo(
    () => listed?.records ?? [...pages.cache.pages.values()].flatMap((page) => page.records),
    [listed, pages.cache],
  );
  const found = useMemo(() => discoverColumns(loaded), [loaded]);
  const shown = listed?.records ?? pages.page?.records ?? NO_RECORDS;
  const columns = useColumns(found, bins, shown, set === null, layout);
  const selecting = useSelection();
  const guard = useRecordsGuard();
  const selected = useMemo(
    () => loaded.filter((record) => selecting.selection.has(record.key.digest)),
    [loaded, selecting.selection],
  );
  const [drawerWanted, setDrawerWanted] = useState(view.open !== null);
  if (view.open !== null && !drawerWanted) {
    setDrawerWanted(true);
  }

  const open = useCallback(
    (record: RecordRow) => onView({ ...view, open: { mode: 'edit', ...recordRefOn(set, record.key) } }),
    [onView, set, view],
  );
  const urlOf = useCallback(
    (record: RecordRow) =>
      recordsUrl(connectionId, namespace, set, {
        ...view,
        open: { mode: 'edit', ...recordRefOn(set, record.key) },
      }),
    [connectionId, namespace, set, view],
  );
  const replace = (records: readonly RecordRow[]) => {
    pages.replaceRecords(records);
    finder.replaceRecords(records);
  };
  const remove = (digests: ReadonlySet<string>) => {
    pages.removeRecords(digests);
    finder.removeRecords(digests);
  };
  const find = async (keys: readonly KeyRef[]) => {
    if (await finder.find(keys, bins)) {
      setAsking(false);
      selecting.clear();
    }
  };
  // What was found has the bins that were read then.
  const findAgain = (chosen: readonly string[] | null) => {
    if (listed !== null) {
      void finder.find(listed.asked, chosen);
    }
  };
  const create = () => onView({ ...view, open: { mode: 'new' } });

  const back = () => {
    finder.close();
    selecting.clear();
  };
  const table = (key: string) => (
    <RecordTable
      key={key}
      records={shown}
      columns={columns.drawn}
      layout={layout}
      onLayout={change}
      selecting={selecting}
      openDigest={openDigest(set, view.open, shown)}
      urlOf={urlOf}
      onOpen={open}
    />
  );

  return (
    <>
      <Group gap="sm" justify="space-between" mb="xs" align="flex-start">
        <KeyLookup set={set} onOpen={(key) => onView({ ...view, open: { mode: 'edit', key } })} />
        <Group gap={6}>
          <Button
            variant="default"
            leftSection={<IconListSearch size={16} aria-hidden="true" />}
            onClick={() => setAsking(true)}
          >
            Find by keys
          </Button>
          <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={create}>
            {set === null ? 'New record in no set' : 'New record'}
          </Button>
        </Group>
      </Group>
      <Group gap="sm" justify="space-between" className={classes.bar}>
        <SelectionBar selected={selected} loaded={loaded} selecting={selecting}>
          <BulkActions target={target} records={selected} guard={guard} onTouched={replace} onGone={remove} />
        </SelectionBar>
        <Group gap={6}>
          <ExportMenu target={target} selected={selected} loaded={loaded} />
          <ColumnChooser
            found={found.map((column) => column.name)}
            chosen={bins}
            columns={columns}
            layout={layout}
            onChoose={(chosen) => {
              change({ ...layout, bins: chosen });
              findAgain(chosen);
              onView({ ...view, bins: chosen, after: null });
            }}
            onLayout={change}
            onReset={() => {
              reset();
              findAgain(null);
              onView({ ...view, bins: null, pageSize: null, after: null });
            }}
          />
          <Button
            size="xs"
            variant="default"
            leftSection={<IconRefresh size={16} aria-hidden="true" />}
            onClick={() => {
              back();
              pages.reload();
            }}
          >
            Reload
          </Button>
        </Group>
      </Group>
      <div className={classes.body}>
        {listed === null ? (
          <PageBody pages={pages} isFirst={view.after === null} onCreate={create}>
            {table(view.after ?? '')}
          </PageBody>
        ) : (
          table('found')
        )}
      </div>
      {listed === null ? (
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
      ) : (
        <FoundSummary found={listed}>
          <Group gap={6}>
            <Button size="xs" variant="default" onClick={() => setAsking(true)}>
              Change the keys
            </Button>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconArrowLeft size={14} aria-hidden="true" />}
              onClick={back}
            >
              Back to the pages
            </Button>
          </Group>
        </FoundSummary>
      )}
      <FindByKeys
        opened={asking}
        set={set}
        finder={finder}
        onFind={(keys) => void find(keys)}
        onClose={() => {
          finder.giveUp();
          setAsking(false);
        }}
      />
      {drawerWanted && (
        <Suspense>
          <RecordDrawer
            target={target}
            open={view.open}
            guard={guard}
            onClose={() => onView({ ...view, open: null })}
            onSaved={(record) => {
              if (view.open?.mode === 'new') {
                onView({ ...view, open: { mode: 'edit', ...recordRefOn(set, record.key) } });
              }
              replace([record]);
            }}
            onDeleted={(digest) => {
              remove(new Set([digest]));
              onView({ ...view, open: null });
            }}
          />
        </Suspense>
      )}
    </>
  );
}

const NO_RECORDS: readonly RecordRow[] = [];

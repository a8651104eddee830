import { Drawer, Skeleton, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconKeyOff } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { DiscardQuestion } from '@/shared/ui/DiscardQuestion';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { keyText, type RecordRef, recordRefOn, setOn } from '../../model/recordKey';
import { placeText, type SetOf } from '../../model/recordSet';
import type { RecordTarget } from '../../mutations/useRecordMutations';
import { useRecord } from '../../queries/useRecord';
import type { RecordRow } from '../../queries/useRecordPages';
import { type OpenRecord, readRecordsView, recordsUrl } from '../../urls';
import type { RecordsGuard } from '../browser/useRecordsGuard';
import classes from './editor.module.css';
import { RecordForm } from './RecordForm';

type Props = {
  readonly target: RecordTarget;
  readonly open: OpenRecord;
  readonly guard: RecordsGuard;
  readonly onClose: () => void;
  readonly onSaved: (record: RecordRow) => void;
  readonly onDeleted: (digest: string) => void;
};

/** The editor beside the table. Its state is in the URL; leaving unsaved edits asks first, whichever way it happens. */
export function RecordDrawer({ target, open, guard, onClose, onSaved, onDeleted }: Props) {
  // A reload of the record is asked about too, and is no way out of the page.
  const [reload, setReload] = useState<(() => void) | null>(null);
  const asking = (guard.asking && guard.holds('edit')) || reload !== null;
  const { hold } = guard;
  const setDirty = useCallback((dirty: boolean) => hold('edit', dirty), [hold]);
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const openCopy = ({ key }: RecordRow) => {
    const view = {
      ...readRecordsView(search),
      open: { mode: 'edit', ...recordRefOn(target.set, key) },
    } as const;
    void navigate(recordsUrl(target.connectionId, target.namespace, target.set, view));
  };

  const stay = () => {
    setReload(null);
    guard.stay();
  };
  const discard = () => {
    setReload(null);
    guard.leave();
    reload?.();
  };
  const clean = <T extends unknown[]>(then: (...args: T) => void) => {
    return (...args: T) => {
      setDirty(false);
      then(...args);
    };
  };

  return (
    <>
      <Drawer.Root
        opened={open !== null}
        onClose={onClose}
        position="right"
        size="min(100%, 760px)"
        classNames={{ content: classes.drawer, body: classes.body }}
      >
        <Drawer.Overlay />
        <Drawer.Content>
          {/* The page has its own banner; a dialog's head is none. */}
          <Drawer.Header role="presentation">
            <Drawer.Title>
              <DrawerTitle target={target} open={open} />
            </Drawer.Title>
            <Drawer.CloseButton aria-label="Close the record" />
          </Drawer.Header>
          <Drawer.Body>
            {open?.mode === 'edit' && (
              <ExistingRecord
                key={JSON.stringify(open)}
                page={target}
                recordRef={{ key: open.key, ...(open.set !== undefined && { set: open.set }) }}
                onSaved={clean(onSaved)}
                onDeleted={clean(onDeleted)}
                onDuplicated={openCopy}
                onReload={(load) => (guard.holds('edit') ? setReload(() => load) : load())}
                onDirtyChange={setDirty}
              />
            )}
            {open?.mode === 'new' && (
              <RecordForm
                page={target}
                place={target}
                loaded={null}
                onSaved={clean(onSaved)}
                onDeleted={clean(onDeleted)}
                onReload={onClose}
                onDuplicated={openCopy}
                onDirtyChange={setDirty}
              />
            )}
          </Drawer.Body>
        </Drawer.Content>
      </Drawer.Root>
      <DiscardQuestion asking={asking} onStay={stay} onDiscard={discard} />
    </>
  );
}

function DrawerTitle({ target, open }: { readonly target: RecordTarget; readonly open: OpenRecord }) {
  const set = open?.mode === 'edit' ? setOn(target.set, open) : target.set;
  const place = placeText(target.namespace, set);
  return (
    <Stack gap={0} component="span">
      <Text span size="xs" c="dimmed">
        {open?.mode === 'new' ? `New record in ${place}` : `Record in ${place}`}
      </Text>
      {open?.mode === 'edit' && (
        <Text span fw={600} ff="monospace" lineClamp={2}>
          {keyText(open.key)}
          <Text span size="xs" c="dimmed" ml={8}>
            {open.key.kind}
          </Text>
        </Text>
      )}
    </Stack>
  );
}

type ExistingProps = {
  readonly page: RecordTarget;
  readonly recordRef: RecordRef;
  readonly onSaved: (record: RecordRow) => void;
  readonly onDeleted: (digest: string) => void;
  /** Runs what loads the record again, perhaps after a question. */
  readonly onReload: (load: () => void) => void;
  readonly onDuplicated: (copy: RecordRow) => void;
  readonly onDirtyChange: (dirty: boolean) => void;
};

function ExistingRecord({ page, recordRef, onReload, onSaved, ...passed }: ExistingProps) {
  const set = setOn(page.set, recordRef);
  const { key } = recordRef;
  const { state, reload } = useRecord({ ...page, set }, key);
  // The answer to a save is the newest state: it takes the place of what was loaded.
  const [saved, setSaved] = useState<{ readonly record: RecordRow; readonly count: number } | null>(null);

  switch (state.status) {
    case 'loading':
      return <EditorSkeleton />;
    case 'absent':
      return (
        <div className={classes.scroll}>
          <EmptyState icon={IconKeyOff} title="No such record">
            {absentText(page.namespace, set, key.kind)}
          </EmptyState>
        </div>
      );
    case 'failed':
      return (
        <div className={classes.scroll}>
          <ErrorAlert error={state.error} onRetry={reload} />
        </div>
      );
    case 'loaded': {
      const record = saved?.record ?? state.record;
      return (
        <RecordForm
          // A record that was created again can have the generation it had before, so saves are counted.
          key={saved?.count ?? 0}
          page={page}
          place={{ ...page, set: record.key.set }}
          loaded={{ record, ref: recordRef }}
          onSaved={(next) => {
            setSaved({ record: next, count: (saved?.count ?? 0) + 1 });
            onSaved(next);
            notifications.show({ message: `Saved as generation ${String(next.generation)}.`, color: 'teal' });
          }}
          onReload={() =>
            onReload(() => {
              setSaved(null);
              reload();
            })
          }
          {...passed}
        />
      );
    }
  }
}

function absentText(namespace: string, set: SetOf, kind: RecordRef['key']['kind']): string {
  return kind === 'digest'
    ? `No record of the namespace ${namespace} has this digest.`
    : `No record in ${placeText(namespace, set)} has this ${kind} key. Keys have types: the string "42" and the integer 42 are two records.`;
}

function EditorSkeleton() {
  return (
    <Stack gap="sm" className={classes.scroll} aria-busy="true" aria-label="Loading the record">
      <Skeleton height={44} />
      <Skeleton height={80} />
      <Skeleton height={80} />
      <Skeleton height={80} />
    </Stack>
  );
}

import { Button, Drawer, Group, Modal, Skeleton, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconKeyOff } from '@tabler/icons-react';
import { useState } from 'react';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { type KeyRef, toUserKeyInput } from '../../model/recordKey';
import type { RecordTarget } from '../../mutations/useRecordMutations';
import { useRecord } from '../../queries/useRecord';
import type { RecordRow } from '../../queries/useRecordPages';
import type { OpenRecord } from '../../urls';
import { RecordForm } from './RecordForm';

type Props = {
  readonly target: RecordTarget;
  readonly open: OpenRecord;
  readonly onClose: () => void;
  readonly onSaved: (record: RecordRow) => void;
  readonly onDeleted: (digest: string) => void;
};

/** The editor beside the table. Its state is in the URL; closing with unsaved edits asks first. */
export function RecordDrawer({ target, open, onClose, onSaved, onDeleted }: Props) {
  const [dirty, setDirty] = useState(false);
  const [asking, { open: ask, close: stopAsking }] = useDisclosure(false);

  const leave = () => {
    stopAsking();
    setDirty(false);
    onClose();
  };

  return (
    <>
      <Drawer.Root
        opened={open !== null}
        onClose={dirty ? ask : leave}
        position="right"
        size="min(100%, 720px)"
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
                key={JSON.stringify(open.key)}
                target={target}
                recordKey={open.key}
                onSaved={onSaved}
                onDeleted={(digest) => {
                  setDirty(false);
                  onDeleted(digest);
                }}
                onDirtyChange={setDirty}
              />
            )}
            {open?.mode === 'new' && (
              <RecordForm
                target={target}
                loaded={null}
                onSaved={onSaved}
                onDeleted={onDeleted}
                onReload={leave}
                onDirtyChange={setDirty}
              />
            )}
          </Drawer.Body>
        </Drawer.Content>
      </Drawer.Root>
      <Modal opened={asking} onClose={stopAsking} title="Discard your edit?">
        <Text size="sm">It was not saved.</Text>
        <Group justify="flex-end" gap="xs" mt="md">
          <Button variant="default" data-autofocus onClick={stopAsking}>
            Keep editing
          </Button>
          <Button color="red" onClick={leave}>
            Discard
          </Button>
        </Group>
      </Modal>
    </>
  );
}

function DrawerTitle({ target, open }: { readonly target: RecordTarget; readonly open: OpenRecord }) {
  const place = target.set === null ? target.namespace : `${target.namespace}.${target.set}`;
  return (
    <Stack gap={0} component="span">
      <Text span size="xs" c="dimmed">
        {open?.mode === 'new' ? `New record in ${place}` : `Record in ${place}`}
      </Text>
      {open?.mode === 'edit' && (
        <Text span fw={600} ff="monospace" lineClamp={2}>
          {open.key.value}
          <Text span size="xs" c="dimmed" ml={8}>
            {open.key.kind}
          </Text>
        </Text>
      )}
    </Stack>
  );
}

type ExistingProps = {
  readonly target: RecordTarget;
  readonly recordKey: KeyRef;
  readonly onSaved: (record: RecordRow) => void;
  readonly onDeleted: (digest: string) => void;
  readonly onDirtyChange: (dirty: boolean) => void;
};

function ExistingRecord({ target, recordKey, onSaved, onDeleted, onDirtyChange }: ExistingProps) {
  const { state, reload } = useRecord(target.connectionId, {
    namespace: target.namespace,
    set: target.set,
    userKey: toUserKeyInput(recordKey),
  });
  // The answer to a save is the newest state: it takes the place of what was loaded.
  const [saved, setSaved] = useState<RecordRow | null>(null);

  switch (state.status) {
    case 'loading':
      return <EditorSkeleton />;
    case 'absent':
      return (
        <EmptyState icon={IconKeyOff} title="No such record">
          No record of this set has this {recordKey.kind} key. Keys have types: the string "42" and the
          integer 42 are two records.
        </EmptyState>
      );
    case 'failed':
      return <ErrorAlert error={state.error} onRetry={reload} />;
    case 'loaded': {
      const record = saved ?? state.record;
      return (
        <RecordForm
          key={`${record.key.digest} ${String(record.generation)} ${record.ttl.expiresAt ?? ''}`}
          target={target}
          loaded={{ record, key: recordKey }}
          onSaved={(next) => {
            setSaved(next);
            onSaved(next);
            notifications.show({ message: `Saved as generation ${String(next.generation)}.`, color: 'teal' });
          }}
          onDeleted={onDeleted}
          onReload={() => {
            setSaved(null);
            reload();
          }}
          onDirtyChange={onDirtyChange}
        />
      );
    }
  }
}

function EditorSkeleton() {
  return (
    <Stack gap="sm" aria-busy="true" aria-label="Loading the record">
      <Skeleton height={44} />
      <Skeleton height={80} />
      <Skeleton height={80} />
      <Skeleton height={80} />
    </Stack>
  );
}

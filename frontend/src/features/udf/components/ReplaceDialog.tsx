import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { DiffView } from '@/shared/diff/DiffView';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import type { ListedModule } from '../feeds/useModules';
import { hashOfConflict } from '../model/conflict';
import { usePutModule } from '../mutations/usePutModule';
import type { RenewableBase } from '../queries/useBase';
import { Waiting } from './Waiting';

type Props = {
  readonly connectionId: string;
  readonly name: string;
  readonly text: string;
  readonly base: RenewableBase;
  /** The module as the nodes tell of it now; null when it is gone. */
  readonly live: ListedModule | null;
  readonly onReplaced: () => void;
  readonly onClose: () => void;
};

/** Shows what a new text changes of the one that is there, and replaces it. Nothing is replaced that was not shown. */
export function ReplaceDialog({ connectionId, name, text, base, live, onReplaced, onClose }: Props) {
  const { put, busy, error, clear } = usePutModule(connectionId);
  const [moved, setMoved] = useState(false);
  const replace = async () => {
    const failure = await put({ name, text, expectedHash: base.now.hash });
    if (failure === null) {
      onReplaced();
    } else if (hashOfConflict(failure) !== undefined) {
      clear();
      await base.renew();
      setMoved(true);
    }
  };
  const isGone = base.now.hash === null;
  return (
    <Modal
      opened
      onClose={busy ? () => undefined : onClose}
      title={`Replace ${name}?`}
      size={900}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': 'Close the dialog' }}
    >
      <Stack gap="md">
        {moved && (
          <Alert color="yellow" role="alert" title="Changed meanwhile">
            {isGone
              ? 'The module was removed after you opened it. Putting it makes it anew.'
              : 'Someone else has put another text, and nothing was replaced. Below is what yours changes of it.'}
          </Alert>
        )}
        <DiffView before={base.now.text} after={text} />
        {error !== null && <ErrorAlert error={error} />}
        {base.error !== null && <ErrorAlert error={base.error} onRetry={() => void base.renew()} />}
        <Group justify="flex-end" gap="sm">
          {busy && <Waiting module={live} />}
          <Button variant="default" disabled={busy} onClick={onClose}>
            Cancel
          </Button>
          <Button loading={busy || base.loading} onClick={() => void replace()}>
            {isGone ? 'Put it anew' : 'Replace on all nodes'}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

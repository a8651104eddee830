import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import type { AppError } from '@/shared/errors/appError';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import type { KeyRef } from '../../model/recordKey';
import { placeText } from '../../model/recordSet';
import { type RecordPlace, useRecordMutations } from '../../mutations/useRecordMutations';

type Props = {
  readonly place: RecordPlace;
  readonly recordKey: KeyRef;
  readonly digest: string;
  /** The generation looked at; a record that changed since is not deleted. */
  readonly generation: number;
  readonly onDeleted: (digest: string) => void;
};

/** Deletes a record after a question. What someone else changed meanwhile is never deleted unseen. */
export function DeleteRecordButton({ place, recordKey, digest, generation, onDeleted }: Props) {
  const [opened, { open, close }] = useDisclosure(false);
  const [error, setError] = useState<AppError | null>(null);
  const { busy, remove } = useRecordMutations(place);

  const confirm = async () => {
    setError(null);
    const outcome = await remove(recordKey, generation);
    if (outcome.ok) {
      close();
      onDeleted(digest);
    } else {
      setError(outcome.error);
    }
  };

  return (
    <>
      <Button size="xs" variant="light" color="red" onClick={open}>
        Delete
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title="Delete this record?"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <Stack gap="sm">
          <Text size="sm">
            The record <b>{recordKey.value}</b> in {placeText(place.namespace, place.set)} is deleted for
            good. If it changed since generation {generation}, nothing happens.
          </Text>
          {error !== null && <ErrorAlert error={error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" data-autofocus onClick={close}>
              Cancel
            </Button>
            <Button color="red" loading={busy} onClick={() => void confirm()}>
              Delete record
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

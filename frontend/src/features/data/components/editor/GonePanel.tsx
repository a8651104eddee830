import { Alert, Button, Group, Text } from '@mantine/core';
import { IconTrashX } from '@tabler/icons-react';

type Props = {
  /** Bins that cannot be written again, because their type is not known here. */
  readonly lost: readonly string[];
  /** Whether nobody told which set it was in. */
  readonly setUnknown: boolean;
  readonly onRecreate: () => void;
  readonly onDiscard: () => void;
};

/** Someone deleted the record, or it expired, while it was edited. */
export function GonePanel({ lost, setUnknown, onRecreate, onDiscard }: Props) {
  return (
    <Alert
      color="yellow"
      icon={<IconTrashX size={18} aria-hidden="true" />}
      title="This record is gone"
      role="alert"
    >
      <Text size="sm">
        It was deleted, or it expired, after you opened it. Nothing was written. You can create it again with
        all the bins below, or let it go.
      </Text>
      {setUnknown && (
        <Text size="sm">It was opened by its digest, so its set is not known: you will be asked for it.</Text>
      )}
      {lost.length > 0 && (
        <Text size="sm">Not written again, because their type is unknown here: {lost.join(', ')}.</Text>
      )}
      <Group gap="xs" mt="sm">
        <Button size="xs" onClick={onRecreate}>
          Create it again…
        </Button>
        <Button size="xs" variant="default" onClick={onDiscard}>
          Discard my edit
        </Button>
      </Group>
    </Alert>
  );
}

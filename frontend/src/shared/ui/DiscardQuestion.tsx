import { Button, Group, Modal, Text } from '@mantine/core';

interface DiscardQuestionProps {
  readonly asking: boolean;
  readonly onStay: () => void;
  readonly onDiscard: () => void;
}

/** Asks before an edit that was not saved is thrown away. */
export function DiscardQuestion({ asking, onStay, onDiscard }: DiscardQuestionProps) {
  return (
    <Modal
      opened={asking}
      onClose={onStay}
      title="Discard your edit?"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Text size="sm">It was not saved.</Text>
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" data-autofocus onClick={onStay}>
          Keep editing
        </Button>
        <Button color="red" onClick={onDiscard}>
          Discard
        </Button>
      </Group>
    </Modal>
  );
}

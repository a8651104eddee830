import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { ErrorState } from './ErrorState';

interface ConfirmByNameProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** What is lost, in words. */
  readonly children: ReactNode;
  /** What must be typed, exactly. */
  readonly name: string;
  readonly confirmLabel: string;
  /** False while what is asked beside the name is not answered. Default true. */
  readonly ready?: boolean;
  /** Does it; the dialog shows the error when it did not succeed. */
  readonly onConfirm: () => Promise<void>;
  /** After it was done. Default: closes the dialog. */
  readonly onDone?: () => void;
}

/** Asks for the name of what is about to be destroyed. */
export function ConfirmByName({ opened, onClose, title, ...body }: ConfirmByNameProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <ConfirmBody {...body} onClose={onClose} />
    </Modal>
  );
}

type ConfirmBodyProps = Omit<ConfirmByNameProps, 'opened' | 'title'>;

function ConfirmBody(props: ConfirmBodyProps) {
  const { onClose, children, name, confirmLabel, ready = true, onConfirm, onDone = onClose } = props;
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const canConfirm = ready && typed === name;

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!canConfirm || busy) return;
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      onDone();
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text size="sm" component="div">
          {children}
        </Text>
        <TextInput
          label={
            <>
              Type <strong>{name}</strong> to confirm
            </>
          }
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-autofocus
          autoComplete="off"
          spellCheck={false}
        />
        <ErrorState error={error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" color="red" disabled={!canConfirm} loading={busy}>
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

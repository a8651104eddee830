import { Button, Group, Modal, Stack } from '@mantine/core';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { ErrorState } from '@/shared/ui/ErrorState';

type Props = {
  readonly title: string;
  readonly submitLabel: string;
  readonly color?: 'blue' | 'red';
  /** Whether what is chosen can be sent. */
  readonly ready: boolean;
  /** Starts the job, and leads to it; shows the error, and stays, when it rejects. */
  readonly onSubmit: () => Promise<void>;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** Asks what a job shall do, and starts it. */
export function JobDialog({ title, submitLabel, color = 'blue', ready, onSubmit, onClose, children }: Props) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!ready || busy) return;
    setBusy(true);
    setError(null);
    try {
      await onSubmit();
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="lg"
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': 'Close the dialog' }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {children}
          <ErrorState error={error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {busy ? 'Stop' : 'Cancel'}
            </Button>
            <Button type="submit" color={color} disabled={!ready} loading={busy}>
              {submitLabel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

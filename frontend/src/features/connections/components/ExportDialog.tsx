import { Alert, Button, Checkbox, Group, Modal, MultiSelect, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { download } from '@/shared/lib/download';
import { ErrorState } from '@/shared/ui/ErrorState';
import { notifyDone } from '@/shared/ui/notify';
import { useConnections } from '../feeds/ConnectionsProvider';
import { useTransfer } from '../mutations/useTransfer';

interface ExportDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Saves connections as a file, with their secrets only when that was confirmed. */
export function ExportDialog({ opened, onClose }: ExportDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Export connections"
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <ExportBody onClose={onClose} />
    </Modal>
  );
}

function ExportBody({ onClose }: { readonly onClose: () => void }) {
  const { entries } = useConnections();
  const { exportAll } = useTransfer();
  const [ids, setIds] = useState<string[]>(() => entries.map(({ id }) => id));
  const [secrets, setSecrets] = useState(false);
  const [confirmed, setConfirmed] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const save = async () => {
    setBusy(true);
    setError(null);
    try {
      const { document, fileName, count } = await exportAll(ids, secrets);
      download(fileName, 'application/json', document);
      notifyDone(`Exported ${String(count)} ${count === 1 ? 'connection' : 'connections'}`);
      onClose();
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Stack gap="md">
      <MultiSelect
        label="Connections"
        data={entries.map(({ id, name }) => ({ value: id, label: name }))}
        value={ids}
        onChange={setIds}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Choose none' }}
      />
      <Checkbox
        label="Include passwords and client keys"
        checked={secrets}
        onChange={(event) => {
          setSecrets(event.currentTarget.checked);
          setConfirmed(false);
        }}
      />
      {secrets && (
        <Alert
          color="red"
          title="The file opens these clusters"
          icon={<IconAlertTriangle aria-hidden="true" />}
        >
          <Stack gap="xs">
            Passwords and keys stand in it in clear text. Whoever gets the file gets the clusters.
            <Checkbox
              label="I keep the file where nobody else can read it"
              checked={confirmed}
              onChange={(event) => setConfirmed(event.currentTarget.checked)}
            />
          </Stack>
        </Alert>
      )}
      <ErrorState error={error} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          color={secrets ? 'red' : undefined}
          loading={busy}
          disabled={ids.length === 0 || (secrets && !confirmed)}
          onClick={() => void save()}
        >
          {secrets ? 'Export with secrets' : 'Export'}
        </Button>
      </Group>
    </Stack>
  );
}

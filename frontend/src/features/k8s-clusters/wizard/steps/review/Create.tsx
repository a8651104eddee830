import { Button, Group, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { ErrorState } from '@/shared/ui/ErrorState';
import { isKnown } from '@/shared/lib/known';
import { notifyDone } from '@/shared/ui/notify';
import { getAt } from '../../../form/resource';
import { useResource } from '../../../form/ResourceForm';
import { useCreateCluster } from '../../useNewCluster';
import { useWizard } from '../../WizardContext';

/** Makes the cluster. */
export function Create() {
  const { text, context, autoConnect, onAutoConnect, isReady, onCreated } = useWizard();
  const { resource } = useResource();
  const create = useCreateCluster();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [name, namespace] = ['metadata.name', 'metadata.namespace'].map((at) => {
    const value = getAt(resource, at);
    return typeof value === 'string' ? value : '…';
  });

  const submit = async () => {
    setBusy(true);
    setError(null);
    try {
      const { cluster, warnings } = await create(text, { context, autoConnect });
      if (!isKnown(cluster)) return;
      notifyDone([`${cluster.name} is being made.`, ...warnings.map(({ message }) => message)].join(' '));
      onCreated(cluster);
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Stack gap="sm">
      <Switch
        label="Connect to it"
        description={`Makes a connection to ${name ?? ''}.${namespace ?? ''}.svc.cluster.local, so that its data can be browsed at once.`}
        checked={autoConnect}
        onChange={({ currentTarget }) => onAutoConnect(currentTarget.checked)}
      />
      <ErrorState error={error} />
      <Group gap="sm">
        <Button loading={busy} disabled={!isReady} onClick={() => void submit()}>
          Create cluster
        </Button>
        {!isReady && (
          <Text size="sm" c="dimmed">
            Once nothing stands in the way.
          </Text>
        )}
      </Group>
    </Stack>
  );
}

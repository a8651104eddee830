import { Alert, Checkbox, Group, Radio, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { K8sRestart } from '@/gql/schema';
import { useReading } from '@/shared/apollo/useReading';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { Mark } from '@/shared/ui/Mark';
import { ChangeDialog } from '../components/ChangeDialog';
import { RestartK8sPodsDocument } from '../mutations.generated';
import { type Changer, useMutate } from '../useChange';
import { K8sRestartFactsDocument } from './dialogs.generated';
import type { ClusterDialogProps } from './props';

type Props = ClusterDialogProps & {
  /** The pods that are chosen at first; all when left out. */
  readonly pods?: readonly string[];
};

/** Restarts all pods of a cluster or some, warm or cold. */
export function RestartDialog({ at, pods: first, onClose }: Props) {
  const mutate = useMutate();
  const facts = useReading(K8sRestartFactsDocument, { ...at });
  const [restart, setRestart] = useState<K8sRestart>('WARM');
  const [chosen, setChosen] = useState<readonly string[] | null>(first ?? null);
  const pods = facts.data?.k8sCluster?.pods ?? null;
  const change: Changer =
    chosen?.length === 0
      ? null
      : async (mode, signal) =>
          (await mutate(RestartK8sPodsDocument, { ...at, ...mode, restart, pods: copyOf(chosen) }, signal))
            .startK8sOperation;
  return (
    <ChangeDialog
      always
      title={`Restart pods of ${at.name}`}
      submitLabel={chosen === null ? 'Restart all pods' : `Restart ${podCount(chosen.length)}`}
      color={restart === 'POD' ? 'red' : undefined}
      draft={JSON.stringify([restart, chosen])}
      change={change}
      next="The operator restarts the pods one batch after the other. This goes on when the dialog is closed; the page of the cluster shows it too."
      onClose={onClose}
    >
      <Radio.Group
        label="How"
        value={restart}
        onChange={(value) => setRestart(value === 'POD' ? 'POD' : 'WARM')}
      >
        <Stack gap="xs" mt={6}>
          <Radio
            value="WARM"
            label="Warm: the server restarts within its pod"
            description="The pod stays, with its address and its image. Takes seconds; the configuration is read again."
          />
          <Radio
            value="POD"
            label="Cold: the pod is replaced"
            description="The pod takes on the image and the pod specification that are asked for. What it keeps in memory alone is gone; the other nodes send it their copies."
          />
        </Stack>
      </Radio.Group>
      {restart === 'POD' && (
        <Alert color="yellow" py={6} icon={<IconAlertTriangle size={16} aria-hidden="true" />}>
          <Text size="sm">
            Data of a namespace kept in memory, with one copy of each record, is lost with its pod. Volumes
            that are not deleted on restart keep theirs.
          </Text>
        </Alert>
      )}
      <Radio.Group
        label="Which pods"
        value={chosen === null ? 'all' : 'some'}
        onChange={(value) => setChosen(value === 'all' ? null : (first ?? []))}
      >
        <Group gap="md" mt={6}>
          <Radio value="all" label="All" />
          <Radio value="some" label="Those I choose" />
        </Group>
      </Radio.Group>
      {facts.loading && pods === null && <LoadingSkeleton label="the pods" rows={2} rowHeight={20} />}
      {facts.errors.map((error) => (
        <ErrorAlert key={error.message} error={error} onRetry={facts.refresh} />
      ))}
      {chosen !== null && pods !== null && (
        <Checkbox.Group label="Pods" value={[...chosen]} onChange={setChosen}>
          <Stack gap={6} mt={6}>
            {pods.map(({ name, rack, state }) => (
              <Checkbox
                key={name}
                value={name}
                label={
                  <Group gap="xs" component="span">
                    <span>{name}</span>
                    <Text span size="xs" c="dimmed">
                      rack {rack}
                    </Text>
                    {state?.ready !== true && <Mark color="orange">not ready</Mark>}
                  </Group>
                }
              />
            ))}
            {pods.length === 0 && <Text size="sm">There are no pods.</Text>}
          </Stack>
        </Checkbox.Group>
      )}
    </ChangeDialog>
  );
}

const copyOf = (pods: readonly string[] | null) => (pods === null ? null : [...pods]);
const podCount = (count: number) => `${String(count)} ${count === 1 ? 'pod' : 'pods'}`;

import { Alert, Button, Group, Modal, NumberInput, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import { useReading } from '@/shared/apollo/useReading';
import { isKnown } from '@/shared/lib/known';
import { ErrorAlert, ErrorState } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { notifyDone } from '@/shared/ui/notify';
import { type AutoscalerDraft, draftOf, parseAutoscaler } from '../model/autoscaler';
import { MAX_NODES, MIN_NODES } from '../model/scale';
import { DeleteK8sAutoscalerDocument, PutK8sAutoscalerDocument } from '../mutations.generated';
import { useMutate } from '../useChange';
import { K8sAutoscalerFactsDocument, type K8sAutoscalerFactsQuery } from './dialogs.generated';
import type { ClusterDialogProps } from './props';

type Facts = NonNullable<K8sAutoscalerFactsQuery['k8sCluster']>;

/** Lets Kubernetes set the size of a cluster by load, within bounds. */
export function AutoscalerDialog({ at, onClose }: ClusterDialogProps) {
  const facts = useReading(K8sAutoscalerFactsDocument, { ...at });
  const cluster = facts.data?.k8sCluster ?? null;
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Autoscaler of ${at.name}`}
      size="lg"
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': 'Close the dialog' }}
    >
      <Stack gap="md">
        {facts.errors.map((error) => (
          <ErrorAlert key={error.message} error={error} onRetry={facts.refresh} />
        ))}
        {cluster === null && facts.loading && <LoadingSkeleton label="the autoscaler" rows={3} />}
        {cluster !== null && <AutoscalerForm at={at} facts={cluster} onClose={onClose} />}
      </Stack>
    </Modal>
  );
}

type FormProps = ClusterDialogProps & { readonly facts: Facts };

function AutoscalerForm({ at, facts, onClose }: FormProps) {
  const mutate = useMutate();
  const autoscalers = facts.owned.autoscalers ?? [];
  const own = autoscalers.find(({ name }) => name === at.name) ?? null;
  const others = autoscalers.filter(({ name }) => name !== at.name);
  const [draft, setDraft] = useState<AutoscalerDraft>(() =>
    draftOf(own ?? others[0] ?? null, facts.wantedSize),
  );
  const [busy, setBusy] = useState<'put' | 'delete' | null>(null);
  const [error, setError] = useState<unknown>(null);
  const parsed = parseAutoscaler(draft);
  const change = (part: Partial<AutoscalerDraft>) => setDraft((now) => ({ ...now, ...part }));

  const attempt = async (what: 'put' | 'delete', act: () => Promise<string>) => {
    setBusy(what);
    setError(null);
    try {
      notifyDone(await act());
      onClose();
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(null);
    }
  };
  const put = (event: SubmitEvent) => {
    event.preventDefault();
    const { value } = parsed;
    if (value === null || busy !== null) return;
    void attempt('put', async () => {
      const { putK8sAutoscaler } = await mutate(PutK8sAutoscalerDocument, { ...at, ...value, dryRun: false });
      return `${putK8sAutoscaler.created ? 'Made' : 'Changed'} the autoscaler ${putK8sAutoscaler.autoscaler.name}. It sets the size by itself from now on.`;
    });
  };

  return (
    <form onSubmit={put} noValidate>
      <Stack gap="md">
        <Text size="sm">
          Kubernetes adds and removes nodes so that the pods use about the share of what they request that is
          named here. While there is one, a size set by hand does not last.
        </Text>
        {others.length > 0 && (
          <Alert color="yellow" py={6} icon={<IconAlertTriangle size={16} aria-hidden="true" />}>
            <Text size="sm">
              {others.map(({ name }) => name).join(', ')} sets the size too: two autoscalers contradict each
              other.
            </Text>
          </Alert>
        )}
        {isKnown(own) && (
          <Text size="sm" c="dimmed">
            Sees {own.currentReplicas ?? 'an unknown number of'} nodes, wants{' '}
            {own.desiredReplicas ?? 'a number not known yet'}.
          </Text>
        )}
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <Field
            label="At least"
            suffix=" nodes"
            min={MIN_NODES}
            max={MAX_NODES}
            value={draft.min}
            error={parsed.problems.min}
            onChange={(min) => change({ min })}
          />
          <Field
            label="At most"
            suffix=" nodes"
            min={MIN_NODES}
            max={MAX_NODES}
            value={draft.max}
            error={parsed.problems.max}
            onChange={(max) => change({ max })}
          />
          <Field
            label="Target for CPU"
            suffix=" %"
            min={1}
            max={100}
            value={draft.cpu}
            error={parsed.problems.cpu}
            onChange={(cpu) => change({ cpu })}
          />
          <Field
            label="Target for memory"
            suffix=" %"
            min={1}
            max={100}
            value={draft.memory}
            error={parsed.problems.memory}
            onChange={(memory) => change({ memory })}
          />
        </SimpleGrid>
        <ErrorState error={error} />
        <Group justify="space-between" gap="xs">
          <div>
            {own !== null && (
              <Button
                color="red"
                variant="light"
                loading={busy === 'delete'}
                onClick={() =>
                  void attempt('delete', async () => {
                    await mutate(DeleteK8sAutoscalerDocument, { ...at, dryRun: false });
                    return `Deleted the autoscaler of ${at.name}. The size stays as it is now.`;
                  })
                }
              >
                Delete the autoscaler
              </Button>
            )}
          </div>
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={busy === 'put'} disabled={parsed.value === null}>
              {own === null ? 'Make the autoscaler' : 'Save'}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}

type FieldProps = {
  readonly label: string;
  readonly suffix: string;
  readonly min: number;
  readonly max: number;
  readonly value: number | string;
  readonly error: string | undefined;
  readonly onChange: (value: number | string) => void;
};

function Field(props: FieldProps) {
  return <NumberInput {...props} allowDecimal={false} allowNegative={false} />;
}

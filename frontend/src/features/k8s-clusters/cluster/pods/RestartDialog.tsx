import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { K8sRestart } from '@/gql/schema';
import { ErrorState } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { notifyDone } from '@/shared/ui/notify';
import type { ClusterRef } from '../../urls';
import { PlanNotes } from '../parts/PlanNotes';
import { Refusals } from '../parts/Refusals';
import { useChange, useTrial } from '../parts/useChange';
import { variablesOf } from '../parts/useClusterPart';
import { StartK8sOperationDocument } from './restart.generated';

const WORDS: Readonly<Record<K8sRestart, { readonly title: string; readonly what: string }>> = {
  WARM: {
    title: 'Warm restart',
    what: 'The Aerospike process starts again in its container and keeps its indexes. The pod, its image and its settings stay as they are.',
  },
  POD: {
    title: 'Pod restart',
    what: 'Each pod is deleted and made anew, with the image and the settings that are asked for now.',
  },
};

type Props = {
  readonly at: ClusterRef;
  readonly restart: K8sRestart;
  /** None for all of them. */
  readonly pods: readonly string[];
  readonly onClose: () => void;
};

/** Says what a restart will do, by a dry run, and asks for it. */
export function RestartDialog({ at, restart, pods, onClose }: Props) {
  const input = { ...variablesOf(at), restart, pods: pods.length === 0 ? null : [...pods] };
  const { told, error: unknown } = useTrial(StartK8sOperationDocument, { input: { ...input, dryRun: true } });
  const start = useChange(StartK8sOperationDocument);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<unknown>(null);
  const { title, what } = WORDS[restart];
  const trial = told?.startK8sOperation ?? null;

  const submit = async () => {
    setBusy(true);
    setFailed(null);
    try {
      await start({ input: { ...input, dryRun: false } });
      notifyDone(`${title} asked for.`);
      onClose();
    } catch (cause) {
      setFailed(cause);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal opened onClose={onClose} title={`${title}?`} closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="sm">
        <Text size="sm">{what}</Text>
        {trial === null && unknown === null && <LoadingSkeleton label="what will happen" rows={2} />}
        {trial !== null && (
          <>
            <PlanNotes plan={trial.plan} />
            <Refusals refusals={trial.refusals} warnings={trial.warnings} />
          </>
        )}
        <ErrorState error={failed ?? unknown} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            data-autofocus
            loading={busy}
            disabled={trial === null || trial.refusals.length > 0}
            onClick={() => void submit()}
          >
            Restart
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

import { Checkbox, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { useReading } from '@/shared/apollo/useReading';
import { isKnown } from '@/shared/lib/known';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { ChangeDialog } from '../components/ChangeDialog';
import { MAX_NODES, MIN_NODES } from '../model/scale';
import { ScaleK8sClusterDocument } from '../mutations.generated';
import { useMutate } from '../useChange';
import { DataPlan } from './DataPlan';
import { K8sScaleFactsDocument } from './dialogs.generated';
import type { ClusterDialogProps } from './props';

const SIZE = 'spec.size';

/** Changes the number of nodes: shows what that does to data, copies and pods beforehand. */
export function ScaleDialog({ at, onClose }: ClusterDialogProps) {
  const mutate = useMutate();
  const facts = useReading(K8sScaleFactsDocument, { ...at });
  const [typed, setTyped] = useState<number | string | null>(null);
  const [evenIfAutoscaled, setEvenIfAutoscaled] = useState(false);
  const cluster = facts.data?.k8sCluster ?? null;
  const size = typed ?? cluster?.wantedSize ?? '';
  const change =
    typeof size === 'number'
      ? async (mode: { dryRun: boolean; skipChecks: boolean }, signal?: AbortSignal) =>
          (await mutate(ScaleK8sClusterDocument, { ...at, ...mode, size, evenIfAutoscaled }, signal))
            .scaleK8sCluster
      : null;
  return (
    <ChangeDialog
      title={`Scale ${at.name}`}
      submitLabel={typeof size === 'number' ? `Scale to ${nodes(size)}` : 'Scale'}
      draft={`${String(size)} ${String(evenIfAutoscaled)}`}
      change={change}
      fields={[SIZE]}
      ready={({ plan }) => evenIfAutoscaled || !plan.obstacles.some(({ kind }) => kind === 'AUTOSCALER')}
      next={`${at.name} is asked to have ${typeof size === 'number' ? nodes(size) : 'another size'}. The operator adds or removes pods, and data moves to where it then belongs. This goes on when the dialog is closed.`}
      onClose={onClose}
    >
      {(refused, tried) => (
        <>
          <NumberInput
            data-autofocus
            label="Nodes"
            description={`${String(MIN_NODES)} to ${String(MAX_NODES)}${
              isKnown(cluster?.wantedSize) ? `; now ${String(cluster.wantedSize)} are asked for` : ''
            }`}
            min={MIN_NODES}
            max={MAX_NODES}
            allowDecimal={false}
            clampBehavior="strict"
            w={220}
            value={size}
            error={refused(SIZE)}
            onChange={setTyped}
          />
          {facts.loading && <LoadingSkeleton label="the size" rows={2} />}
          {isKnown(tried?.dataPlan) && <DataPlan plan={tried.dataPlan} />}
          {tried?.plan.obstacles.some(({ kind }) => kind === 'AUTOSCALER') === true && (
            <Checkbox
              label="Set it although an autoscaler sets the size"
              description="It may set it back. Change or delete the autoscaler to decide the size here."
              checked={evenIfAutoscaled}
              onChange={(event) => setEvenIfAutoscaled(event.currentTarget.checked)}
            />
          )}
        </>
      )}
    </ChangeDialog>
  );
}

const nodes = (count: number) => `${String(count)} ${count === 1 ? 'node' : 'nodes'}`;

import { Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { isKnown } from '@/shared/lib/known';
import { ActionButton } from '@/shared/ui/ActionButton';
import { ErrorState } from '@/shared/ui/ErrorState';
import { notifyDone } from '@/shared/ui/notify';
import { useMutate } from '../../actions/useChange';
import { CLUSTERS, type Permission, refusalOf } from '../../model/rights';
import { variablesOf } from '../parts/useClusterPart';
import type { TabProps } from '../tabs';
import type { OperationProgress_OperationFragment } from './operationProgress.generated';
import { ClearK8sOperationDocument, DropK8sOperationPodsDocument } from './operations.generated';
import { isUnderWay } from './words';

type Props = TabProps & {
  readonly operation: OperationProgress_OperationFragment & { readonly spec?: object | null };
  readonly permissions: readonly Permission[] | null | undefined;
};

/** The ways out of an operation: without the pods that fail, once it runs; out of the spec, once it has ended. */
export function OperationActions({ at, operation, permissions }: Props) {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<unknown>(null);
  const mutate = useMutate();
  const refusal = refusalOf(permissions, 'patch', CLUSTERS);
  const isRunning = isUnderWay(operation.progress);
  const failing = operation.failed.filter(({ recovered }) => !recovered).map(({ pod }) => pod);
  const hasOthers = failing.length < operation.total;
  if (!isKnown(operation.spec)) {
    return null;
  }
  const run = async (work: () => Promise<unknown>, done: string) => {
    setBusy(true);
    setFailed(null);
    try {
      await work();
      notifyDone(done);
    } catch (cause) {
      setFailed(cause);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Stack gap="xs">
      <Group gap="xs">
        {isRunning &&
          failing.map((pod) => (
            <ActionButton
              variant="default"
              size="xs"
              key={pod}
              loading={busy}
              whyNot={refusal ?? (hasOthers ? null : 'At least one other pod must be left')}
              onClick={() =>
                void run(
                  () =>
                    mutate(DropK8sOperationPodsDocument, {
                      ...variablesOf(at),
                      pods: [pod],
                      dryRun: false,
                      skipChecks: false,
                    }),
                  `${pod} is taken out of the restart.`,
                )
              }
            >
              {`Go on without ${pod}`}
            </ActionButton>
          ))}
        <ActionButton
          variant="default"
          size="xs"
          loading={busy}
          whyNot={
            refusal ??
            (isRunning ? 'Kubernetes refuses it while the operation runs; it can go once it has ended' : null)
          }
          onClick={() =>
            void run(
              () =>
                mutate(ClearK8sOperationDocument, { ...variablesOf(at), dryRun: false, skipChecks: false }),
              'The operation is cleared.',
            )
          }
        >
          Clear
        </ActionButton>
      </Group>
      <ErrorState error={failed} />
    </Stack>
  );
}

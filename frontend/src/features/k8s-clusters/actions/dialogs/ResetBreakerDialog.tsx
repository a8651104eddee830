import { Code, List, Stack, Text } from '@mantine/core';
import { useReading } from '@/shared/apollo/useReading';
import { isKnown } from '@/shared/lib/known';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { ChangeDialog } from '../components/ChangeDialog';
import { ResetK8sCircuitBreakerDocument } from '../mutations.generated';
import { useMutate } from '../useChange';
import { K8sBreakerFactsDocument } from './dialogs.generated';
import type { ClusterDialogProps } from './props';

/** Makes the operator try again after it has given up. */
export function ResetBreakerDialog({ at, onClose }: ClusterDialogProps) {
  const mutate = useMutate();
  const facts = useReading(K8sBreakerFactsDocument, { ...at });
  const reconciliation = facts.data?.k8sCluster?.reconciliation ?? null;
  return (
    <ChangeDialog
      always
      title={`Reset the circuit breaker of ${at.name}`}
      submitLabel="Reset"
      draft="reset"
      change={async (mode, signal) =>
        (await mutate(ResetK8sCircuitBreakerDocument, { ...at, ...mode }, signal)).resetK8sCircuitBreaker
      }
      next="The count of failures is set back, and the operator tries again now."
      onClose={onClose}
    >
      {reconciliation === null && facts.loading && <LoadingSkeleton label="the failures" rows={2} />}
      {reconciliation !== null && (
        <Stack gap="xs">
          <Text size="sm">
            {reconciliation.breakerOpen
              ? `The operator has stopped trying after ${String(reconciliation.failures)} failures in a row.`
              : `The breaker is closed: ${String(reconciliation.failures)} of ${String(reconciliation.threshold)} failures that open it.`}{' '}
            Correct first what made it fail, or it will give up again.
          </Text>
          {isKnown(reconciliation.lastError) && reconciliation.lastError !== '' && (
            <Text size="sm">
              It failed last with: <Code>{reconciliation.lastError}</Code>
            </Text>
          )}
          {reconciliation.reset?.allowed === false && (
            <div>
              <Text size="sm">
                This server lacks the right to {reconciliation.reset.right}. Somebody who has it can do it by
                hand:
              </Text>
              <List size="sm" type="ordered">
                {reconciliation.reset.steps.map((step) => (
                  <List.Item key={step}>{step}</List.Item>
                ))}
              </List>
            </div>
          )}
        </Stack>
      )}
    </ChangeDialog>
  );
}

import { Card, Code, Group, Stack, Text, Title } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { isKnown } from '@/shared/lib/known';
import { EmptyState } from '@/shared/ui/EmptyState';
import { EventTable } from '../events/EventTable';
import { ClusterPart } from '../parts/ClusterPart';
import { Gap } from '../parts/Gap';
import { type PartOf, useClusterPart } from '../parts/useClusterPart';
import type { TabProps } from '../tabs';
import { OperationActions } from './OperationActions';
import { OperationBar } from './OperationProgress';
import { K8sClusterOperationsDocument, type K8sClusterOperationsSubscription } from './operations.generated';
import { PodProgress } from './PodProgress';

type Cluster = PartOf<K8sClusterOperationsSubscription>;

/** The restart that was asked for last, how far it is, and what the operator did before. */
export function OperationsTab({ at }: TabProps) {
  const feed = useClusterPart(K8sClusterOperationsDocument, at);
  return (
    <ClusterPart feed={feed} label="the operations">
      {(cluster, gaps) => (
        <>
          <Last at={at} cluster={cluster} />
          <section aria-labelledby="operations-history">
            <Title order={2} size="h5" id="operations-history" mb={4}>
              History
            </Title>
            <Text size="xs" c="dimmed" mb="xs">
              What the operator told of restarts, sizes, racks and configuration, as long as Kubernetes keeps
              it: an hour as a rule.
            </Text>
            <Gap gaps={gaps} field="events">
              <EventTable events={cluster.events?.nodes ?? []} label="History of operations" />
            </Gap>
          </section>
        </>
      )}
    </ClusterPart>
  );
}

function Last({ at, cluster }: TabProps & { readonly cluster: Cluster }) {
  const { operation } = cluster;
  if (!isKnown(operation)) {
    return (
      <EmptyState icon={IconHistory} title="No operation">
        No restart was asked for, or it was cleared. Choose pods in the part Pods to restart them.
      </EmptyState>
    );
  }
  const { id, spec, status, unknown } = operation;
  return (
    <Card withBorder padding="sm">
      <Stack gap="sm">
        <div>
          <OperationBar operation={operation} />
        </div>
        <Group gap="md">
          <Text size="sm">
            Id <Code>{id}</Code>
          </Text>
          {isKnown(status?.phase) && (
            <Text size="sm">
              The operator says <Code>{status.phase}</Code>
            </Text>
          )}
          {!isKnown(spec) && (
            <Text size="sm" c="dimmed">
              Taken out of the spec again
            </Text>
          )}
          {isKnown(spec) && (spec.podList ?? []).length === 0 && <Text size="sm">For all pods</Text>}
        </Group>
        {unknown.length > 0 && (
          <Text size="sm">{`It names pods the cluster does not have: ${unknown.join(', ')}`}</Text>
        )}
        <PodProgress operation={operation} />
        <OperationActions at={at} operation={operation} permissions={cluster.permissions} />
      </Stack>
    </Card>
  );
}

import { Alert, Card, Group, Stack, Title } from '@mantine/core';
import { IconAlertTriangle, IconScale } from '@tabler/icons-react';
import { DIALOG_PARAM } from '@/shared/lib/useUrlDialog';
import { ActionButton } from '@/shared/ui/ActionButton';
import { Ago } from '@/shared/ui/Ago';
import { EmptyState } from '@/shared/ui/EmptyState';
import { Fact, Facts } from '@/shared/ui/Fact';
import { RefreshButton } from '@/shared/ui/RefreshButton';
import { Known } from '@/shared/ui/Unknown';
import { ConditionTable } from '../overview/Conditions';
import { ClusterPart } from '../parts/ClusterPart';
import { Gap } from '../parts/Gap';
import { AUTOSCALERS, refusalOf } from '../../model/rights';
import { usePageSearch } from '../parts/usePageSearch';
import { type PartOf, useClusterPart } from '../parts/useClusterPart';
import type { TabProps } from '../tabs';
import { K8sClusterAutoscalerDocument, type K8sClusterAutoscalerSubscription } from './autoscaler.generated';

type Cluster = PartOf<K8sClusterAutoscalerSubscription>;
type Autoscaler = NonNullable<Cluster['owned']['autoscalers']>[number];

/** What sets the size of the cluster by its load: its bounds, its targets, what it sees and wants. */
export function AutoscalerTab({ at }: TabProps) {
  const feed = useClusterPart(K8sClusterAutoscalerDocument, at);
  return (
    <ClusterPart feed={feed} label="the autoscaler">
      {(cluster, gaps) => (
        <Gap gaps={gaps} field="owned.autoscalers">
          <Group justify="flex-end" gap="xs">
            <Change cluster={cluster} />
            <RefreshButton loading={feed.status === 'connecting'} onRefresh={feed.restart} />
          </Group>
          <Autoscalers autoscalers={cluster.owned.autoscalers ?? []} />
        </Gap>
      )}
    </ClusterPart>
  );
}

function Change({ cluster }: { readonly cluster: Cluster }) {
  const [, change] = usePageSearch();
  const isThere = (cluster.owned.autoscalers ?? []).length > 0;
  return (
    <ActionButton
      variant="default"
      size="xs"
      whyNot={refusalOf(cluster.permissions, isThere ? 'patch' : 'create', AUTOSCALERS)}
      onClick={() => change({ [DIALOG_PARAM]: 'autoscale' }, 'step')}
    >
      {isThere ? 'Change or remove…' : 'Make an autoscaler…'}
    </ActionButton>
  );
}

function Autoscalers({ autoscalers }: { readonly autoscalers: readonly Autoscaler[] }) {
  if (autoscalers.length === 0) {
    return (
      <EmptyState icon={IconScale} title="No autoscaler">
        The number of nodes is the one somebody sets. An autoscaler sets it by the share of the requested CPU
        or memory that pods use.
      </EmptyState>
    );
  }
  return (
    <>
      {autoscalers.length > 1 && (
        <Alert color="red" icon={<IconAlertTriangle aria-hidden="true" />} title="They contradict each other">
          More than one autoscaler sets the size of this cluster. Remove all but one.
        </Alert>
      )}
      {autoscalers.map((autoscaler) => (
        <AutoscalerCard key={autoscaler.name} autoscaler={autoscaler} />
      ))}
    </>
  );
}

const NO_METRICS = 'It has not said: it may not be able to read metrics';

function AutoscalerCard({ autoscaler }: { readonly autoscaler: Autoscaler }) {
  const { name, minReplicas, maxReplicas, currentReplicas, desiredReplicas, lastScaleAt, conditions } =
    autoscaler;
  return (
    <Card withBorder padding="sm">
      <Stack gap="sm">
        <Title order={2} size="sm">
          {name}
        </Title>
        <Facts label={name}>
          <Fact name="Nodes allowed">{`${minReplicas ?? 1} to ${maxReplicas}`}</Fact>
          <Fact name="Nodes it sees">
            <Known value={currentReplicas} format={String} reason={NO_METRICS} />
          </Fact>
          <Fact name="Nodes it wants">
            <Known value={desiredReplicas} format={String} reason={NO_METRICS} />
          </Fact>
          <Fact name="CPU target" hint="Share of the requested CPU">
            <Known value={autoscaler.cpuTargetPercent} format={(percent) => `${percent} %`} reason="None" />
          </Fact>
          <Fact name="Memory target" hint="Share of the requested memory">
            <Known
              value={autoscaler.memoryTargetPercent}
              format={(percent) => `${percent} %`}
              reason="None"
            />
          </Fact>
          <Fact name="Last change">
            <Known value={lastScaleAt} format={(at) => <Ago at={at} />} reason="It has changed nothing yet" />
          </Fact>
        </Facts>
        {conditions.length > 0 && <ConditionTable label={`Conditions of ${name}`} conditions={conditions} />}
      </Stack>
    </Card>
  );
}

import { Alert, Card, Code, Group, List, Progress, Stack, Text, Title } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { DIALOG_PARAM } from '@/shared/lib/useUrlDialog';
import { isKnown } from '@/shared/lib/known';
import { ActionButton } from '@/shared/ui/ActionButton';
import { Ago } from '@/shared/ui/Ago';
import { Fact, Facts } from '@/shared/ui/Fact';
import { Mark } from '@/shared/ui/Mark';
import { Known } from '@/shared/ui/Unknown';
import { EventTable } from '../events/EventTable';
import { ClusterPart } from '../parts/ClusterPart';
import { Gap } from '../parts/Gap';
import { CLUSTERS, lackOf, refusalOf } from '../../model/rights';
import { usePageSearch } from '../parts/usePageSearch';
import { type PartOf, useClusterPart } from '../parts/useClusterPart';
import type { TabProps } from '../tabs';
import { Countdown } from './Countdown';
import {
  K8sClusterReconciliationDocument,
  type K8sClusterReconciliationSubscription,
} from './reconciliation.generated';

type Cluster = PartOf<K8sClusterReconciliationSubscription>;

/** How the operator gets on: how near it is to giving up, when it tries again, and why it failed. */
export function ReconciliationTab({ at }: TabProps) {
  const feed = useClusterPart(K8sClusterReconciliationDocument, at);
  return (
    <ClusterPart feed={feed} label="the reconciliation">
      {(cluster, gaps) => (
        <>
          <Gauge cluster={cluster} />
          {cluster.reconciliation.breakerOpen && <Breaker cluster={cluster} />}
          <LastError cluster={cluster} />
          <section aria-labelledby="reconcile-events">
            <Title order={2} size="h5" id="reconcile-events" mb="xs">
              Attempts the operator told of
            </Title>
            <Gap gaps={gaps} field="events">
              <EventTable events={cluster.events?.nodes ?? []} label="Attempts" />
            </Gap>
          </section>
        </>
      )}
    </ClusterPart>
  );
}

function Gauge({ cluster }: { readonly cluster: Cluster }) {
  const { failures, threshold, breakerOpen, nextAttemptAt, backOffSeconds, lastSuccessAt, lastReportAt } =
    cluster.reconciliation;
  const color = breakerOpen ? 'red' : failures === 0 ? 'green' : 'yellow';
  return (
    <Card withBorder padding="sm">
      <Stack gap="sm">
        <div>
          <Group justify="space-between" gap="sm">
            <Group gap="sm">
              <Title order={2} size="sm">
                Circuit breaker
              </Title>
              <Mark color={color}>
                {breakerOpen
                  ? 'open: the operator has given up'
                  : failures === 0
                    ? 'closed'
                    : 'closed, failing'}
              </Mark>
            </Group>
            <Text size="sm" className="tabular">
              {`${failures} of ${threshold} failures in a row`}
            </Text>
          </Group>
          <Progress.Root mt={6} size="md">
            <Progress.Section
              value={Math.min(100, (failures / threshold) * 100)}
              color={color}
              aria-label="Failures in a row, of those that open the breaker"
            />
          </Progress.Root>
        </div>
        <Facts label="Attempts">
          <Fact name="Next attempt">
            {cluster.paused ? (
              'none while it is paused'
            ) : breakerOpen ? (
              'none until the breaker is reset'
            ) : isKnown(nextAttemptAt) ? (
              <Countdown to={nextAttemptAt} />
            ) : failures === 0 ? (
              'whenever something changes'
            ) : (
              <Known value={null} format={String} reason="It is not known when the operator last tried" />
            )}
          </Fact>
          <Fact name="Back-off" hint="2 to the power of the failures, at most 256 seconds">
            <Known value={backOffSeconds} format={(seconds) => `${seconds} s`} reason="No failure" />
          </Fact>
          <Fact name="Last success">
            <Known
              value={lastSuccessAt}
              format={(at) => <Ago at={at} />}
              reason="The operator has not said"
            />
          </Fact>
          <Fact name="Last report" hint="When the operator last wrote the status">
            <Known value={lastReportAt} format={(at) => <Ago at={at} />} reason="The operator has not said" />
          </Fact>
          <Fact name="Operator">
            <Known
              value={cluster.reconciliation.operatorVersion}
              format={String}
              reason="The operator does not tell its version"
            />
          </Fact>
        </Facts>
        <Group gap="xs">
          <Reconcile cluster={cluster} />
        </Group>
      </Stack>
    </Card>
  );
}

function Reconcile({ cluster }: { readonly cluster: Cluster }) {
  const [, change] = usePageSearch();
  const { paused, reconciliation, permissions } = cluster;
  return (
    <ActionButton
      variant="default"
      size="xs"
      whyNot={
        refusalOf(permissions, 'patch', CLUSTERS) ??
        (paused
          ? 'The operator would not heed it: the cluster is paused'
          : reconciliation.breakerOpen
            ? 'The operator would not heed it: the circuit breaker is open'
            : null)
      }
      onClick={() => change({ [DIALOG_PARAM]: 'reconcile' }, 'step')}
    >
      Reconcile now…
    </ActionButton>
  );
}

function Breaker({ cluster }: { readonly cluster: Cluster }) {
  const [, change] = usePageSearch();
  const { reset } = cluster.reconciliation;
  const refusal = reset?.allowed === false ? lackOf(reset.right) : null;
  return (
    <Alert
      color="red"
      icon={<IconPlugConnectedX aria-hidden="true" />}
      title="The operator does not try again by itself, whatever is changed"
    >
      <Stack gap="xs" align="flex-start">
        <List type="ordered" size="sm">
          {(reset?.steps ?? []).map((step) => (
            <List.Item key={step}>{step}</List.Item>
          ))}
        </List>
        <ActionButton
          variant="default"
          size="xs"
          whyNot={refusal}
          onClick={() => change({ [DIALOG_PARAM]: 'reset-breaker' }, 'step')}
        >
          Reset the circuit breaker…
        </ActionButton>
        {refusal !== null && (
          <Text size="sm">
            {refusal}. Whoever administers Kubernetes can grant it, or do the steps above by hand.
          </Text>
        )}
      </Stack>
    </Alert>
  );
}

function LastError({ cluster }: { readonly cluster: Cluster }) {
  const { lastError, failures } = cluster.reconciliation;
  if (!isKnown(lastError) || lastError === '') {
    return null;
  }
  return (
    <section aria-labelledby="reconcile-error">
      <Title order={2} size="h5" id="reconcile-error" mb={4}>
        Last error, in the operator’s words
      </Title>
      <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {lastError}
      </Code>
      <Text size="sm" mt={4}>
        {failures === 0
          ? 'It is over: attempts have succeeded since, and the operator leaves the words behind.'
          : 'Take away its cause: as long as it is there, the next attempt fails too. Findings above say what they know of it.'}
      </Text>
    </section>
  );
}

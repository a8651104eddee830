import { Button, Code, Stack } from '@mantine/core';
import { IconBinaryTree2, IconDashboard, IconTable } from '@tabler/icons-react';
import { Link, useParams, useSearchParams } from 'react-router';
import { dashboardUrl, FeedBadges, namespacesUrl } from '@/features/data';
import { isKnown } from '@/shared/lib/known';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { Mark } from '@/shared/ui/Mark';
import { PageHeader } from '@/shared/ui/PageHeader';
import { ClusterActions } from '../actions';
import { ClusterTabs } from '../cluster/ClusterTabs';
import { OperationProgress } from '../cluster/operations/OperationProgress';
import { gapAt } from '../cluster/parts/Gap';
import { Assessment } from '../components/Assessment';
import { PhaseBadge } from '../components/PhaseBadge';
import { type ShownCluster, useCluster } from '../feeds/useCluster';
import { STATE_WORDS } from '../model/stateWords';
import { CONTEXT_PARAM } from '../urls';

/** A cluster as Kubernetes has it: what is asked for, what the operator says, and what is so. */
export function ClusterPage() {
  const { namespace = '', name = '' } = useParams();
  const [params] = useSearchParams();
  const at = { context: params.get(CONTEXT_PARAM), namespace, name };
  const feed = useCluster(at);
  const cluster = feed.state?.cluster ?? null;

  if (feed.state !== null && cluster === null) {
    return (
      <EmptyState icon={IconBinaryTree2} order={1} title={`No cluster ${namespace}/${name}`}>
        Kubernetes has no AerospikeCluster of this name here, or this server may not see it. This page shows
        it once there is one.
      </EmptyState>
    );
  }
  const phaseGap = gapAt(feed.gaps, 'status');
  return (
    <>
      <PageHeader
        title={name}
        subtitle={cluster === null ? namespace : <Where cluster={cluster} />}
        badges={
          <>
            {cluster !== null && (
              <>
                <StateMark cluster={cluster} />
                <PhaseBadge
                  phase={cluster.phase ?? null}
                  reason={phaseGap?.message ?? cluster.status?.phaseReason}
                />
              </>
            )}
            {/* A cluster that does not change is silent: only an interruption makes this old. */}
            <FeedBadges feed={feed} afterSeconds={Infinity} />
          </>
        }
        actions={
          cluster !== null && (
            <>
              {isKnown(cluster.connection) && <ToConnection connection={cluster.connection} />}
              <ClusterActions cluster={cluster} />
            </>
          )
        }
      />
      <Stack gap="md">
        {feed.error !== null && <ErrorAlert error={feed.error} onRetry={feed.restart} />}
        {cluster === null && feed.error === null && <LoadingSkeleton label="the cluster" rows={8} />}
        {cluster !== null && (
          <>
            <Assessment assessment={cluster.assessment} />
            {isKnown(cluster.operation) && <OperationProgress operation={cluster.operation} />}
            <ClusterTabs at={at} />
          </>
        )}
      </Stack>
    </>
  );
}

function StateMark({ cluster }: { readonly cluster: ShownCluster }) {
  const { color, text } = STATE_WORDS[cluster.assessment.state];
  return (
    <Mark color={color} title="What this server finds, beside what the operator says">
      {text}
    </Mark>
  );
}

function Where({ cluster }: { readonly cluster: ShownCluster }) {
  const { health, wantedImage } = cluster;
  return (
    <>
      {`${cluster.namespace} · ${cluster.context}`}
      {isKnown(health) && ` · ${health.readyPods} of ${health.wantedPods ?? '?'} pods ready`}
      {isKnown(wantedImage) && (
        <>
          {' · '}
          <Code>{wantedImage}</Code>
        </>
      )}
    </>
  );
}

function ToConnection({ connection }: { readonly connection: NonNullable<ShownCluster['connection']> }) {
  return (
    <>
      <Button
        component={Link}
        to={dashboardUrl(connection.id)}
        variant="default"
        leftSection={<IconDashboard size={16} aria-hidden="true" />}
        aria-label={`Dashboard of the connection ${connection.name}`}
      >
        Dashboard
      </Button>
      <Button
        component={Link}
        to={namespacesUrl(connection.id)}
        variant="default"
        leftSection={<IconTable size={16} aria-hidden="true" />}
        aria-label={`Data of the connection ${connection.name}`}
      >
        Data
      </Button>
    </>
  );
}

import { Card, Stack, Title } from '@mantine/core';
import { IconPlugOff } from '@tabler/icons-react';
import { useParams, useSearchParams } from 'react-router';
import type { MetricScope } from '@/gql/schema';
import type { Feed } from '@/shared/feeds/useFeed';
import { isKnown } from '@/shared/lib/known';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { PageHeader } from '@/shared/ui/PageHeader';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { ClusterSummary } from '../components/dashboard/ClusterSummary';
import { CHART_METRICS, DashboardCharts, SCOPE_OF } from '../components/dashboard/DashboardCharts';
import { NodeTable } from '../components/dashboard/NodeTable';
import { answeredShares } from '../components/dashboard/shares';
import { FeedBadges } from '../components/FeedBadges';
import { NamespaceTable } from '../components/namespaces/NamespaceTable';
import { ProblemList } from '../components/ProblemList';
import { FindingCounts } from '../health/FindingCounts';
import { useFindingCounts } from '../health/useFindings';
import type { DashboardCluster_ClusterFragment } from '../feeds/clusterFeed.generated';
import { type ClusterState, useDashboardCluster } from '../feeds/useDashboardCluster';
import { useMetrics } from '../feeds/useMetrics';
import { clusterHealth } from '../model/clusterHealth';
import type { MetricsHistory } from '../model/metricsHistory';
import { dashboardSearch, readDashboardView } from '../urls';

/** What a cluster is doing now, and did in the last minutes. */
export function DashboardPage() {
  const { connectionId = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const view = readDashboardView(search);
  const windowSeconds = view.windowMinutes * 60;
  const scopes: MetricScope[] =
    view.grouping === 'cluster' ? ['CLUSTER'] : ['CLUSTER', SCOPE_OF[view.grouping]];
  const feed = useDashboardCluster(connectionId);
  const metrics = useMetrics(connectionId, CHART_METRICS, scopes, windowSeconds);
  const storage = useMetrics(connectionId, ['DATA_USED_BYTES'], ['NAMESPACE'], windowSeconds);
  const cluster = feed.state?.cluster ?? null;
  const counts = useFindingCounts(connectionId);

  return (
    <>
      <PageHeader
        title="Dashboard"
        subtitle={cluster?.name ?? undefined}
        badges={
          <>
            {cluster !== null && <StatusBadge status={clusterHealth(cluster)} />}
            {counts !== null && <FindingCounts connectionId={connectionId} counts={counts} />}
            <FeedBadges feed={feed} />
          </>
        }
      />
      <Stack gap="lg">
        {feed.error !== null && <ErrorAlert error={feed.error} onRetry={feed.restart} />}
        <Summary feed={feed} cluster={cluster} history={metrics.state} />
        <DashboardCharts
          view={view}
          metrics={metrics}
          storage={storage}
          onView={(next) => setSearch(dashboardSearch(next), { replace: true })}
        />
        {cluster !== null && <ClusterTables cluster={cluster} />}
      </Stack>
    </>
  );
}

type SummaryProps = {
  readonly feed: Feed<ClusterState>;
  readonly cluster: DashboardCluster_ClusterFragment | null;
  readonly history: MetricsHistory | null;
};

function Summary({ feed, cluster, history }: SummaryProps) {
  if (cluster === null) {
    if (feed.state === null && feed.error !== null) {
      // The error above says it all.
      return null;
    }
    if (feed.state === null) {
      return <LoadingSkeleton label="the cluster" rows={1} rowHeight={130} />;
    }
    return (
      <EmptyState icon={IconPlugOff} title="The cluster has not answered">
        This page shows it as soon as one of its nodes does.
      </EmptyState>
    );
  }
  const shares = answeredShares(history);
  return (
    <Stack gap="sm">
      <Card withBorder padding="md">
        <ClusterSummary cluster={cluster} readShare={shares.read} writeShare={shares.write} />
      </Card>
      <ProblemList problems={cluster.problems} />
    </Stack>
  );
}

function ClusterTables({ cluster }: { readonly cluster: DashboardCluster_ClusterFragment }) {
  return (
    <>
      <section aria-labelledby="nodes-title">
        <Title order={2} size="h4" id="nodes-title" mb="xs">
          Nodes
        </Title>
        <NodeTable nodes={cluster.nodes} problems={cluster.problems} />
      </section>
      {isKnown(cluster.namespaces) && (
        <section aria-labelledby="namespaces-title">
          <Title order={2} size="h4" id="namespaces-title" mb="xs">
            Namespaces
          </Title>
          <NamespaceTable namespaces={cluster.namespaces} />
        </section>
      )}
    </>
  );
}

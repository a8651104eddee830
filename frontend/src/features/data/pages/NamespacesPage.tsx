import { IconDatabaseOff } from '@tabler/icons-react';
import { useParams } from 'react-router';
import type { Feed } from '@/shared/feeds/useFeed';
import { isKnown } from '@/shared/lib/known';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { PageHeader } from '@/shared/ui/PageHeader';
import { FeedBadges } from '../components/FeedBadges';
import { NamespaceTable } from '../components/namespaces/NamespaceTable';
import { ProblemList } from '../components/ProblemList';
import { type ClusterState, useDashboardCluster } from '../feeds/useDashboardCluster';

/** The namespaces of a cluster. */
export function NamespacesPage() {
  const { connectionId = '' } = useParams();
  const feed = useDashboardCluster(connectionId);
  return (
    <>
      <PageHeader title="Namespaces" badges={<FeedBadges feed={feed} />} />
      {feed.error !== null && <ErrorAlert error={feed.error} onRetry={feed.restart} />}
      <ProblemList problems={feed.state?.cluster?.problems ?? []} />
      <Namespaces feed={feed} />
    </>
  );
}

function Namespaces({ feed }: { readonly feed: Feed<ClusterState> }) {
  const namespaces = feed.state?.cluster?.namespaces;
  if (!isKnown(namespaces)) {
    return feed.error === null ? <LoadingSkeleton label="namespaces" rows={4} /> : null;
  }
  if (namespaces.length === 0) {
    return (
      <EmptyState icon={IconDatabaseOff} title="No namespaces">
        Namespaces are defined in the configuration file of the nodes.
      </EmptyState>
    );
  }
  return <NamespaceTable namespaces={namespaces} />;
}

import { Anchor, Button, Card, Stack, Title } from '@mantine/core';
import { IconDatabaseOff, IconStack2 } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { isKnown } from '@/shared/lib/known';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { PageHeader } from '@/shared/ui/PageHeader';
import { FeedBadges } from '../components/FeedBadges';
import { NamespaceFacts } from '../components/namespaces/NamespaceFacts';
import { SetTable } from '../components/namespaces/SetTable';
import { ThresholdTable } from '../components/namespaces/ThresholdTable';
import { PartialAnswer } from '../components/PartialAnswer';
import { ProblemList } from '../components/ProblemList';
import { DistributionSection } from '../distribution/DistributionSection';
import type { NamespaceDetail_NamespaceFragment } from '../feeds/namespaceFeed.generated';
import { useNamespaceDetails } from '../feeds/useNamespaceDetail';
import { DataActions } from '../jobs';
import { namespacesUrl, recordsUrl } from '../urls';

/** Everything known about one namespace, and its sets. */
export function NamespacePage() {
  const { connectionId = '', namespace: name = '' } = useParams();
  const feed = useNamespaceDetails(connectionId);
  const namespaces = feed.state?.namespaces ?? null;
  const namespace = namespaces?.find((one) => one.name === name);

  return (
    <>
      <PageHeader
        title={name}
        badges={
          <>
            {namespace !== undefined && (
              <PartialAnswer
                answered={namespace.nodesAnswered}
                total={namespace.nodesTotal}
                problems={namespace.problems}
              />
            )}
            <FeedBadges feed={feed} />
          </>
        }
        actions={
          <>
            <Button component={Link} to={recordsUrl(connectionId, name, null)} variant="default">
              All records
            </Button>
            <DataActions place={{ connectionId, namespace: name, set: null }} />
          </>
        }
      />
      <Stack gap="lg">
        {feed.error !== null && <ErrorAlert error={feed.error} onRetry={feed.restart} />}
        {namespaces === null && feed.error === null && (
          <LoadingSkeleton label="the namespace" rows={4} rowHeight={120} />
        )}
        {namespaces !== null && namespace === undefined && (
          <EmptyState
            icon={IconDatabaseOff}
            title={`No namespace ${name}`}
            action={
              <Anchor component={Link} to={namespacesUrl(connectionId)}>
                All namespaces
              </Anchor>
            }
          >
            No node that answers has it. It may have been removed from the configuration.
          </EmptyState>
        )}
        {namespace !== undefined && <Detail namespace={namespace} />}
      </Stack>
    </>
  );
}

function Detail({ namespace }: { readonly namespace: NamespaceDetail_NamespaceFragment }) {
  return (
    <>
      <ProblemList problems={namespace.problems} />
      <Card withBorder padding="md">
        <NamespaceFacts namespace={namespace} />
      </Card>
      <section aria-labelledby="sets-title">
        <Title order={2} size="h4" id="sets-title" mb="xs">
          Sets
        </Title>
        <Sets namespace={namespace} />
      </section>
      <section aria-labelledby="thresholds-title">
        <Title order={2} size="h4" id="thresholds-title" mb="xs">
          Thresholds
        </Title>
        <ThresholdTable thresholds={namespace.thresholds} />
      </section>
      <DistributionSection
        connectionId={namespace.connectionId}
        namespace={namespace.name}
        sets={(namespace.sets ?? []).map((set) => set.name)}
      />
    </>
  );
}

function Sets({ namespace }: { readonly namespace: NamespaceDetail_NamespaceFragment }) {
  if (!isKnown(namespace.sets)) {
    return (
      <EmptyState icon={IconStack2} title="Sets unknown">
        No node has named them.
      </EmptyState>
    );
  }
  if (namespace.sets.length === 0) {
    return (
      <EmptyState icon={IconStack2} title="No sets">
        A set exists once a record is written to it.
      </EmptyState>
    );
  }
  return <SetTable sets={namespace.sets} />;
}

import { SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { IconActivity } from '@tabler/icons-react';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { useFeed } from '@/shared/feeds/useFeed';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { PageHeader } from '@/shared/ui/PageHeader';
import { FeedBadges } from '../components/FeedBadges';
import { ProblemList } from '../components/ProblemList';
import { TopFeedDocument, type TopFeedSubscription } from './topFeed.generated';
import { TopNamespaces, TopSets } from './TopTables';
import { readTopView, topSearch, type TopView } from './urls';

/** Namespaces and sets that are shown. */
const FIRST = 20;

type Item = TopFeedSubscription['top'];

type TopState = {
  /** Null while no node has answered since this page opened. */
  readonly item: Item | null;
};

/** What a cluster is busy with, live. */
export function TopPage() {
  const { connectionId = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const view = readTopView(search);
  const [paused, setPaused] = useState(false);
  const feed = useFeed({
    document: TopFeedDocument,
    variables: { connectionId, first: FIRST, ...view },
    fetchPolicy: 'no-cache',
    skip: paused,
    select: (data) => data.top,
    // Each item is whole; one with a problem knows nothing.
    reduce: (state: TopState | null, item) => ({ item: item.problem ? (state?.item ?? null) : item }),
  });
  const item = feed.state?.item ?? null;
  return (
    <>
      <PageHeader
        title="Top"
        subtitle="What the cluster is busy with, measured each second"
        badges={!paused && <FeedBadges feed={feed} afterSeconds={10} />}
        actions={
          <SegmentedControl
            size="xs"
            aria-label="Updates"
            value={paused ? 'paused' : 'live'}
            onChange={(value) => setPaused(value === 'paused')}
            data={[
              { value: 'live', label: 'Live' },
              { value: 'paused', label: 'Hold still' },
            ]}
          />
        }
      />
      <Stack gap="lg">
        {feed.error !== null && <ErrorAlert error={feed.error} onRetry={feed.restart} />}
        {feed.state === null && feed.error === null && (
          <LoadingSkeleton label="what the cluster is busy with" rows={6} rowHeight={32} />
        )}
        {item !== null && (
          <Tables
            connectionId={connectionId}
            item={item}
            view={view}
            onView={(change) => setSearch(topSearch({ ...view, ...change }), { replace: true })}
          />
        )}
      </Stack>
    </>
  );
}

type TablesProps = {
  readonly connectionId: string;
  readonly item: Item;
  readonly view: TopView;
  readonly onView: (change: Partial<TopView>) => void;
};

function Tables({ connectionId, item, view, onView }: TablesProps) {
  return (
    <>
      <ProblemList problems={item.problems} />
      <section aria-labelledby="namespaces-title">
        <Heading
          id="namespaces-title"
          title="Namespaces"
          shown={item.namespaces.length}
          all={item.namespacesTotal}
        />
        <TopNamespaces
          connectionId={connectionId}
          namespaces={item.namespaces}
          by={view.namespacesBy}
          onBy={(namespacesBy) => onView({ namespacesBy })}
        />
      </section>
      <section aria-labelledby="sets-title">
        <Heading id="sets-title" title="Sets" shown={item.sets.length} all={item.setsTotal} />
        {item.sets.length === 0 ? (
          <EmptyState icon={IconActivity} title="No sets">
            A set exists once a record is written to it.
          </EmptyState>
        ) : (
          <TopSets
            connectionId={connectionId}
            sets={item.sets}
            by={view.setsBy}
            onBy={(setsBy) => onView({ setsBy })}
          />
        )}
      </section>
    </>
  );
}

type HeadingProps = {
  readonly id: string;
  readonly title: string;
  readonly shown: number;
  readonly all: number;
};

function Heading({ id, title, shown, all }: HeadingProps) {
  return (
    <Title order={2} size="h4" id={id} mb="xs">
      {title}{' '}
      <Text span size="xs" c="dimmed" fw={400} className="tabular">
        {shown === all ? String(all) : `the first ${String(shown)} of ${String(all)}`}
      </Text>
    </Title>
  );
}

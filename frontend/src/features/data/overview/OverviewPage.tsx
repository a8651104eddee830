import { Anchor, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';
import { NEW_CONNECTION_PATH } from '@/features/connections';
import { useFeed } from '@/shared/feeds/useFeed';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { PageHeader } from '@/shared/ui/PageHeader';
import { SearchField } from '@/shared/ui/SearchField';
import { FeedBadges } from '../components/FeedBadges';
import {
  applyItem,
  type Entry,
  listedEntries,
  needsAttention,
  OVERVIEW_STATES,
  type OverviewState,
  sortEntries,
} from './entries';
import { OverviewFeedDocument } from './overviewFeed.generated';
import { OverviewTable } from './OverviewTable';
import { overviewSearch, type OverviewView, readOverviewView } from './urls';

const STATE_LABELS: Readonly<Record<OverviewState, string>> = {
  attention: 'Need attention',
  up: 'Up',
  down: 'Down or degraded',
};

/** All clusters at once, live. */
export function OverviewPage() {
  const [search, setSearch] = useSearchParams();
  const view = readOverviewView(search);
  const feed = useFeed({
    document: OverviewFeedDocument,
    variables: {},
    fetchPolicy: 'no-cache',
    select: (data) => data.overviewChanged,
    reduce: applyItem,
  });
  const entries = feed.state;
  return (
    <>
      <PageHeader
        title="Overview"
        subtitle={entries === null ? '\u00a0' : summary(entries)}
        badges={<FeedBadges feed={feed} />}
      />
      <Stack gap="sm">
        {feed.error !== null && <ErrorAlert error={feed.error} onRetry={feed.restart} />}
        {entries === null && feed.error === null && (
          <LoadingSkeleton label="the clusters" rows={4} rowHeight={52} />
        )}
        {entries?.length === 0 && (
          <EmptyState
            icon={IconPlugConnected}
            title="No connections yet"
            action={
              <Anchor component={Link} to={NEW_CONNECTION_PATH}>
                Add a connection
              </Anchor>
            }
          >
            Every cluster this installation knows is shown here, with its state and what is wrong with it.
          </EmptyState>
        )}
        {entries !== null && entries.length > 0 && (
          <Clusters
            entries={entries}
            view={view}
            onView={(change) => setSearch(overviewSearch({ ...view, ...change }), { replace: true })}
          />
        )}
      </Stack>
    </>
  );
}

function summary(entries: readonly Entry[]): string {
  const calling = entries.filter(needsAttention).length;
  const clusters = `${String(entries.length)} ${entries.length === 1 ? 'cluster' : 'clusters'}`;
  return calling === 0
    ? `${clusters}, none needs attention`
    : `${clusters}, ${String(calling)} in need of attention`;
}

type ClustersProps = {
  readonly entries: readonly Entry[];
  readonly view: OverviewView;
  readonly onView: (change: Partial<OverviewView>) => void;
};

function Clusters({ entries, view, onView }: ClustersProps) {
  const listed = sortEntries(listedEntries(entries, view.state, view.text), view.sort);
  return (
    <>
      <Group gap="sm">
        <SearchField label="Search clusters" value={view.text} onChange={(text) => onView({ text })} />
        <SegmentedControl
          size="xs"
          aria-label="State"
          value={view.state ?? 'all'}
          onChange={(value) => onView({ state: OVERVIEW_STATES.find((state) => state === value) ?? null })}
          data={[
            { value: 'all', label: `All ${String(entries.length)}` },
            ...OVERVIEW_STATES.map((state) => ({
              value: state,
              label: `${STATE_LABELS[state]} ${String(listedEntries(entries, state, '').length)}`,
            })),
          ]}
        />
      </Group>
      {listed.length === 0 ? (
        <Text c="dimmed" size="sm">
          None matches what is asked for.
        </Text>
      ) : (
        <OverviewTable entries={listed} sort={view.sort} onSort={(sort) => onView({ sort })} />
      )}
    </>
  );
}

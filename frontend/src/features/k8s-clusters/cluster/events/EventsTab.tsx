import { Button, Chip, Group, Menu, Stack, Text } from '@mantine/core';
import { IconCalendarOff, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useApolloClient } from '@apollo/client/react';
import type { K8sEventCategory } from '@/gql/schema';
import { FeedBadges } from '@/features/data';
import { type AppError, toAppErrors } from '@/shared/errors/appError';
import { useFeed } from '@/shared/feeds/useFeed';
import { formatCount } from '@/shared/format/numbers';
import { download } from '@/shared/lib/download';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { SearchField } from '@/shared/ui/SearchField';
import { listOf, textOfList, usePageSearch } from '../parts/usePageSearch';
import { variablesOf } from '../parts/useClusterPart';
import type { TabProps } from '../tabs';
import { CATEGORIES, CATEGORY_NAMES } from './categories';
import { EventTable } from './EventTable';
import {
  type ClusterEvent,
  countsOf,
  eventsAsCsv,
  eventsAsJson,
  type EventView,
  merged,
  shownEvents,
} from './eventModel';
import { K8sClusterEventsDocument, K8sOlderEventsDocument } from './events.generated';

/** Events the feed begins with; whoever sees as many may ask for those before. */
const PAGE = 200;

/** What happened to a cluster, its pods and volumes, as it happens. */
export function EventsTab({ at }: TabProps) {
  const [search, change] = usePageSearch();
  const feed = useFeed({
    document: K8sClusterEventsDocument,
    variables: variablesOf(at),
    fetchPolicy: 'no-cache',
    select: (data) => data.k8sEvents,
    reduce: (known: readonly ClusterEvent[] | null, item) => merged(known ?? [], item.events),
  });
  const older = useOlderEvents(at);
  const view = readView(search);
  const events = feed.state === null ? null : merged(feed.state, older.events);
  const shown = events === null ? [] : shownEvents(events, view);
  return (
    <Stack gap="sm">
      {feed.error !== null && <ErrorAlert error={feed.error} onRetry={feed.restart} />}
      {events === null && feed.error === null && <LoadingSkeleton label="the events" rows={8} />}
      {events !== null && (
        <>
          <Chips
            events={events}
            view={view}
            onCategories={(categories) => change({ events: textOfList(categories) })}
          />
          <Group justify="space-between" gap="xs">
            <Group gap="xs">
              <Chip
                size="xs"
                radius="sm"
                checked={view.warnings}
                onChange={(warnings) => change({ warnings: warnings ? 'yes' : null })}
              >
                Warnings only
              </Chip>
              <SearchField
                label="Search events"
                value={view.text}
                onChange={(text) => change({ search: text === '' ? null : text })}
              />
              <Text size="xs" c="dimmed" className="tabular" role="status">
                {shown.length === events.length
                  ? `${formatCount(events.length)} events`
                  : `${formatCount(shown.length)} of ${formatCount(events.length)} events`}
              </Text>
              {feed.status !== 'live' && <FeedBadges feed={feed} />}
            </Group>
            <Export events={shown} name={at.name} />
          </Group>
          <Timeline events={shown} isNone={events.length === 0} />
          {older.error !== null && <ErrorAlert error={older.error} onRetry={older.read} />}
          {events.length >= PAGE && older.hasMore && (
            <Button
              variant="default"
              size="xs"
              loading={older.loading}
              style={{ alignSelf: 'center' }}
              onClick={older.read}
            >
              Older events
            </Button>
          )}
        </>
      )}
    </Stack>
  );
}

function readView(search: URLSearchParams): EventView {
  const named = listOf(search, 'events');
  return {
    categories: CATEGORY_NAMES.filter((name) => named.includes(name)),
    warnings: search.get('warnings') === 'yes',
    text: search.get('search') ?? '',
  };
}

/** Events before those the feed tells of, page by page as one asks for them. */
function useOlderEvents(at: TabProps['at']) {
  const client = useApolloClient();
  const [state, setState] = useState<{
    readonly events: readonly ClusterEvent[];
    readonly after: string | null;
    readonly hasMore: boolean;
    readonly loading: boolean;
    readonly error: AppError | null;
  }>({ events: [], after: null, hasMore: true, loading: false, error: null });
  const read = async () => {
    setState((now) => ({ ...now, loading: true, error: null }));
    const { data, error } = await client
      .query({
        query: K8sOlderEventsDocument,
        variables: { ...variablesOf(at), after: state.after },
        fetchPolicy: 'no-cache',
      })
      .catch((cause: unknown) => ({ data: undefined, error: cause }));
    const page = data?.k8sCluster?.events;
    setState((now) => ({
      events: [...now.events, ...(page?.nodes ?? [])],
      after: page?.pageInfo.endCursor ?? now.after,
      hasMore: page?.pageInfo.hasNextPage ?? now.hasMore,
      loading: false,
      error: toAppErrors(error)[0] ?? null,
    }));
  };
  return { ...state, read: () => void read() };
}

type ChipsProps = {
  readonly events: readonly ClusterEvent[];
  readonly view: EventView;
  readonly onCategories: (categories: readonly K8sEventCategory[]) => void;
};

function Chips({ events, view, onCategories }: ChipsProps) {
  const counts = countsOf(events);
  return (
    <Chip.Group
      multiple
      value={[...view.categories]}
      onChange={(values) => onCategories(CATEGORY_NAMES.filter((name) => values.includes(name)))}
    >
      <Group gap={6} role="group" aria-label="Categories">
        {CATEGORY_NAMES.map((name) => (
          <Chip key={name} value={name} size="xs" radius="sm" className="tabular">
            {`${CATEGORIES[name].label} ${counts.get(name) ?? 0}`}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}

function Timeline({
  events,
  isNone,
}: {
  readonly events: readonly ClusterEvent[];
  readonly isNone: boolean;
}) {
  if (isNone) {
    return (
      <EmptyState icon={IconCalendarOff} title="No events">
        Kubernetes keeps events for an hour as a rule, and the operator leaves some out. New ones show here as
        they happen.
      </EmptyState>
    );
  }
  return <EventTable events={events} label="Events" />;
}

function Export({ events, name }: { readonly events: readonly ClusterEvent[]; readonly name: string }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={14} aria-hidden="true" />}
          disabled={events.length === 0}
        >
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => download(`${name}-events.json`, 'application/json', eventsAsJson(events))}>
          As JSON
        </Menu.Item>
        <Menu.Item onClick={() => download(`${name}-events.csv`, 'text/csv', eventsAsCsv(events))}>
          As CSV
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

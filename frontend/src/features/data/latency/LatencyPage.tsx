import { Card, Group, SegmentedControl, Select, Stack, Title } from '@mantine/core';
import { IconClockOff } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { HeatMap } from '@/shared/chart/HeatMap';
import { formatRate } from '@/shared/format/numbers';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { PageHeader } from '@/shared/ui/PageHeader';
import { FeedBadges } from '../components/FeedBadges';
import { ProblemList } from '../components/ProblemList';
import { WINDOWS_MINUTES } from '../urls';
import { boundLabel, boundName } from './bounds';
import { BucketTable } from './BucketTable';
import { heatRows, type LatencyHistory } from './history';
import { type Panel, panelsOf } from './panels';
import { Percentiles } from './Percentiles';
import { latencySearch, type LatencyView, LOOKS, readLatencyView, type Split, SPLITS } from './urls';
import { useLatency } from './useLatency';

const SPLIT_LABELS: Readonly<Record<Split, string>> = {
  cluster: 'Cluster',
  namespace: 'By namespace',
  node: 'By node',
};

/** How long operations took: as a heat map, and as percentiles over time. */
export function LatencyPage() {
  const { connectionId = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const view = readLatencyView(search);
  const windowSeconds = view.windowMinutes * 60;
  const feed = useLatency(connectionId, view.by !== 'node', windowSeconds);
  const history = feed.state;
  const operation = view.operation ?? usual(history);
  return (
    <>
      <PageHeader
        title="Latency"
        subtitle="The server's own histograms; each point is about its ten seconds before"
        badges={<FeedBadges feed={feed} />}
      />
      <Stack gap="sm">
        <Controls
          operations={history?.operations ?? []}
          operation={operation}
          view={view}
          onView={(change) => setSearch(latencySearch({ ...view, ...change }), { replace: true })}
        />
        {feed.error !== null && <ErrorAlert error={feed.error} onRetry={feed.restart} />}
        {history === null && feed.error === null && (
          <LoadingSkeleton label="the histograms" rows={2} rowHeight={190} />
        )}
        {history !== null && <ProblemList problems={history.problems} />}
        {history !== null && operation === null && (
          <EmptyState icon={IconClockOff} title="Nothing measured yet">
            The first histograms come within ten seconds of the first operations on the cluster.
          </EmptyState>
        )}
        {history !== null && operation !== null && (
          <>
            <Maps history={history} operation={operation} view={view} windowSeconds={windowSeconds} />
            <Percentiles
              connectionId={connectionId}
              operation={operation}
              by={view.by}
              windowSeconds={windowSeconds}
            />
          </>
        )}
      </Stack>
    </>
  );
}

/** Reads where there are some, else the first operation there is; null without any. */
function usual(history: LatencyHistory | null): string | null {
  const operations = history?.operations ?? [];
  return operations.find((name) => name === 'read') ?? operations[0] ?? null;
}

type ControlsProps = {
  readonly operations: readonly string[];
  readonly operation: string | null;
  readonly view: LatencyView;
  readonly onView: (change: Partial<LatencyView>) => void;
};

function Controls({ operations, operation, view, onView }: ControlsProps) {
  const names =
    operation === null || operations.includes(operation) ? operations : [...operations, operation];
  return (
    <Group gap="sm" justify="space-between">
      <Group gap="sm">
        <Select
          size="xs"
          aria-label="Operation"
          data={[...names]}
          value={operation}
          allowDeselect={false}
          onChange={(value) => onView({ operation: value })}
        />
        <SegmentedControl
          size="xs"
          aria-label="Split by"
          value={view.by}
          data={SPLITS.map((value) => ({ value, label: SPLIT_LABELS[value] }))}
          onChange={(value) => onView({ by: SPLITS.find((one) => one === value) ?? view.by })}
        />
      </Group>
      <Group gap="sm">
        <SegmentedControl
          size="xs"
          aria-label="Show as"
          value={view.look}
          data={LOOKS.map((value) => ({ value, label: value === 'map' ? 'Heat map' : 'Table' }))}
          onChange={(value) => onView({ look: LOOKS.find((one) => one === value) ?? view.look })}
        />
        <SegmentedControl
          size="xs"
          aria-label="Window"
          value={String(view.windowMinutes)}
          data={WINDOWS_MINUTES.map((minutes) => ({
            value: String(minutes),
            label: `${String(minutes)} min`,
          }))}
          onChange={(value) =>
            onView({
              windowMinutes: WINDOWS_MINUTES.find((one) => String(one) === value) ?? view.windowMinutes,
            })
          }
        />
      </Group>
    </Group>
  );
}

type MapsProps = {
  readonly history: LatencyHistory;
  readonly operation: string;
  readonly view: LatencyView;
  readonly windowSeconds: number;
};

function Maps({ history, operation, view, windowSeconds }: MapsProps) {
  const panels = useMemo(() => panelsOf(history, operation, view.by), [history, operation, view.by]);
  if (panels.length === 0) {
    return (
      <EmptyState icon={IconClockOff} title={`No ${operation} measured`}>
        Nothing was recorded of it in this window, or it is not kept so.
      </EmptyState>
    );
  }
  return panels.map((panel) => (
    <MapCard
      key={panel.label}
      panel={panel}
      history={history}
      look={view.look}
      windowSeconds={windowSeconds}
    />
  ));
}

type MapCardProps = {
  readonly panel: Panel;
  readonly history: LatencyHistory;
  readonly look: LatencyView['look'];
  readonly windowSeconds: number;
};

function MapCard({ panel, history, look, windowSeconds }: MapCardProps) {
  const { times, stepSeconds } = history;
  const rows = useMemo(() => heatRows(panel.histograms, times.length), [panel, times]);
  return (
    <Card withBorder padding="sm" component="section" aria-label={panel.label}>
      <Title order={2} size="h5">
        {panel.label}
      </Title>
      {look === 'map' ? (
        <HeatMap
          title={panel.label}
          times={times}
          rows={rows.map((row) => ({ label: boundLabel(row), name: boundName(row), values: row.rates }))}
          stepSeconds={stepSeconds}
          windowSeconds={windowSeconds}
          format={(value) => `${formatRate(value)} operations/s`}
        />
      ) : (
        <BucketTable title={panel.label} times={times} rows={rows} />
      )}
    </Card>
  );
}

import { Group, SegmentedControl, Text, Title } from '@mantine/core';
import { useMemo } from 'react';
import type { Metric, MetricScope } from '@/gql/schema';
import type { Feed } from '@/shared/feeds/useFeed';
import { formatBytes } from '@/shared/format/bytes';
import { formatCount, formatMilliseconds, formatRate } from '@/shared/format/numbers';
import { StaleBadge } from '@/shared/ui/StaleBadge';
import { entitiesIn, splitLines, sumLine } from '../../model/chartLines';
import { EMPTY_HISTORY, type MetricsHistory } from '../../model/metricsHistory';
import { type DashboardView, type Grouping, GROUPINGS, WINDOWS_MINUTES } from '../../urls';
import { ChartPanel } from './ChartPanel';
import classes from './dashboard.module.css';

type Part = { readonly label: string; readonly metrics: readonly Metric[] };

const READS: readonly Part[] = [
  { label: 'success', metrics: ['READ_SUCCESS_RATE'] },
  { label: 'not found', metrics: ['READ_NOT_FOUND_RATE'] },
  { label: 'error and timeout', metrics: ['READ_ERROR_RATE', 'READ_TIMEOUT_RATE'] },
];
const WRITES: readonly Part[] = [
  { label: 'success', metrics: ['WRITE_SUCCESS_RATE'] },
  { label: 'error and timeout', metrics: ['WRITE_ERROR_RATE', 'WRITE_TIMEOUT_RATE'] },
];
const CONNECTIONS: readonly Part[] = [{ label: 'connections', metrics: ['CLIENT_CONNECTIONS'] }];

type LatencyChart = { readonly title: string; readonly parts: readonly [Part, Part, Part] };

const LATENCIES: readonly LatencyChart[] = [
  {
    title: 'Read latency',
    parts: [
      { label: 'p50', metrics: ['READ_LATENCY_P50'] },
      { label: 'p95', metrics: ['READ_LATENCY_P95'] },
      { label: 'p99', metrics: ['READ_LATENCY_P99'] },
    ],
  },
  {
    title: 'Write latency',
    parts: [
      { label: 'p50', metrics: ['WRITE_LATENCY_P50'] },
      { label: 'p95', metrics: ['WRITE_LATENCY_P95'] },
      { label: 'p99', metrics: ['WRITE_LATENCY_P99'] },
    ],
  },
];

/** Metrics the charts draw in any grouping. */
export const CHART_METRICS: readonly Metric[] = [
  ...[READS, WRITES, CONNECTIONS].flat().flatMap((part) => part.metrics),
  ...LATENCIES.flatMap((chart) => chart.parts.flatMap((part) => part.metrics)),
];

export const SCOPE_OF: Readonly<Record<Grouping, MetricScope>> = {
  cluster: 'CLUSTER',
  node: 'NODE',
  namespace: 'NAMESPACE',
};

const GROUPING_LABELS: Readonly<Record<Grouping, string>> = {
  cluster: 'Cluster',
  node: 'By node',
  namespace: 'By namespace',
};

type Props = {
  readonly view: DashboardView;
  readonly onView: (view: DashboardView) => void;
  readonly metrics: Feed<MetricsHistory>;
  /** Data used, always by namespace. */
  readonly storage: Feed<MetricsHistory>;
};

/** Live charts of what the cluster does, each number sampled from the cluster itself. */
export function DashboardCharts({ view, onView, metrics, storage }: Props) {
  const windowSeconds = view.windowMinutes * 60;
  return (
    <section aria-labelledby="charts-title">
      <Group justify="space-between" gap="sm" mb="xs">
        <Group gap="sm">
          <Title order={2} size="h4" id="charts-title">
            Activity
          </Title>
          <StaleBadge feed={metrics} />
        </Group>
        <Group gap="sm">
          <SegmentedControl
            size="xs"
            aria-label="Split by"
            data={GROUPINGS.map((value) => ({ value, label: GROUPING_LABELS[value] }))}
            value={view.grouping}
            onChange={(value) => {
              const grouping = GROUPINGS.find((one) => one === value);
              if (grouping !== undefined) {
                onView({ ...view, grouping });
              }
            }}
          />
          <SegmentedControl
            size="xs"
            aria-label="Window"
            data={WINDOWS_MINUTES.map((minutes) => ({
              value: String(minutes),
              label: `${String(minutes)} min`,
            }))}
            value={String(view.windowMinutes)}
            onChange={(value) => {
              const windowMinutes = WINDOWS_MINUTES.find((minutes) => String(minutes) === value);
              if (windowMinutes !== undefined) {
                onView({ ...view, windowMinutes });
              }
            }}
          />
        </Group>
      </Group>
      <div className={classes.charts}>
        <OperationCharts feed={metrics} scope={SCOPE_OF[view.grouping]} windowSeconds={windowSeconds} />
        <StorageChart feed={storage} windowSeconds={windowSeconds} />
      </div>
      <LeftOut history={metrics.state} scope={SCOPE_OF[view.grouping]} />
    </section>
  );
}

type OperationChartsProps = {
  readonly feed: Feed<MetricsHistory>;
  readonly scope: MetricScope;
  readonly windowSeconds: number;
};

function OperationCharts({ feed, scope, windowSeconds }: OperationChartsProps) {
  const history = feed.state ?? EMPTY_HISTORY;
  const charts = useMemo(() => {
    const { entities } = entitiesIn(history, scope);
    const isWhole = scope === 'CLUSTER';
    return {
      reads: splitLines(history, entities, READS),
      writes: splitLines(history, entities, WRITES),
      connections: splitLines(history, entities, CONNECTIONS),
      latencies: LATENCIES.map(({ title, parts }) => ({
        title,
        // Percentiles cannot be added up: by node or namespace the slow end alone is drawn.
        lines: isWhole
          ? splitLines(history, entities, parts)
          : entities.map((entity) => sumLine(history, entity, parts[2].metrics, entity.label)),
        note: isWhole ? 'upper bounds' : 'p99, upper bounds',
      })),
    };
  }, [history, scope]);
  const shared = { times: history.times, windowSeconds, status: feed.status };

  return (
    <>
      <ChartPanel {...shared} title="Reads per second" lines={charts.reads} format={formatRate} />
      <ChartPanel {...shared} title="Writes per second" lines={charts.writes} format={formatRate} />
      {charts.latencies.map(({ title, lines, note }) => (
        <ChartPanel
          key={title}
          {...shared}
          title={title}
          lines={lines}
          format={formatMilliseconds}
          note={`${note} of the server's histogram buckets`}
        />
      ))}
      <ChartPanel {...shared} title="Client connections" lines={charts.connections} format={formatCount} />
    </>
  );
}

function StorageChart({
  feed,
  windowSeconds,
}: {
  readonly feed: Feed<MetricsHistory>;
  readonly windowSeconds: number;
}) {
  const history = feed.state ?? EMPTY_HISTORY;
  const lines = useMemo(
    () =>
      entitiesIn(history, 'NAMESPACE').entities.map((entity) =>
        sumLine(history, entity, ['DATA_USED_BYTES'], entity.label),
      ),
    [history],
  );
  return (
    <ChartPanel
      title="Data used by namespace"
      times={history.times}
      lines={lines}
      windowSeconds={windowSeconds}
      format={formatBytes}
      bytes
      status={feed.status}
    />
  );
}

/** Charts never drop a node silently. */
function LeftOut({
  history,
  scope,
}: {
  readonly history: MetricsHistory | null;
  readonly scope: MetricScope;
}) {
  const { leftOut } = entitiesIn(history ?? EMPTY_HISTORY, scope);
  return leftOut === 0 ? null : (
    <Text size="xs" c="dimmed" mt={4}>
      The charts show the first lines by name; {leftOut} more are left out.
    </Text>
  );
}

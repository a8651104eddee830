import { Text } from '@mantine/core';
import { useMemo } from 'react';
import type { Metric } from '@/gql/schema';
import { formatMilliseconds } from '@/shared/format/numbers';
import { ChartPanel } from '../components/dashboard/ChartPanel';
import { SCOPE_OF } from '../components/dashboard/DashboardCharts';
import { useMetrics } from '../feeds/useMetrics';
import { entitiesIn, splitLines, sumLine } from '../model/chartLines';
import { EMPTY_HISTORY } from '../model/metricsHistory';
import type { Split } from './urls';

type Trio = readonly [p50: Metric, p95: Metric, p99: Metric];

const READ: Trio = ['READ_LATENCY_P50', 'READ_LATENCY_P95', 'READ_LATENCY_P99'];
const WRITE: Trio = ['WRITE_LATENCY_P50', 'WRITE_LATENCY_P95', 'WRITE_LATENCY_P99'];
const BATCH: Trio = ['BATCH_LATENCY_P50', 'BATCH_LATENCY_P95', 'BATCH_LATENCY_P99'];
const QUERY: Trio = ['QUERY_LATENCY_P50', 'QUERY_LATENCY_P95', 'QUERY_LATENCY_P99'];

/** Of which operations percentiles are sampled, by the server's names of the operations. */
const SAMPLED: Readonly<Record<string, Trio>> = {
  read: READ,
  write: WRITE,
  'batch-index': BATCH,
  'pi-query': QUERY,
  'si-query': QUERY,
};

type Props = {
  readonly connectionId: string;
  readonly operation: string;
  readonly by: Split;
  readonly windowSeconds: number;
};

/** Percentiles of one operation over time. They cannot be added up: by node or namespace the slow end alone is drawn. */
export function Percentiles({ operation, ...props }: Props) {
  const metrics = SAMPLED[operation];
  return metrics === undefined ? (
    <Text size="sm" c="dimmed">
      Percentiles are sampled of reads, writes, batches and queries. The map above has all there is of this
      operation.
    </Text>
  ) : (
    <Chart metrics={metrics} {...props} />
  );
}

function Chart({
  connectionId,
  metrics,
  by,
  windowSeconds,
}: Omit<Props, 'operation'> & { readonly metrics: Trio }) {
  const scope = SCOPE_OF[by];
  const feed = useMetrics(connectionId, metrics, [scope], windowSeconds);
  const history = feed.state ?? EMPTY_HISTORY;
  const [p50, p95, p99] = metrics;
  const lines = useMemo(() => {
    const { entities } = entitiesIn(history, scope);
    return scope === 'CLUSTER'
      ? splitLines(history, entities, [
          { label: 'p50', metrics: [p50] },
          { label: 'p95', metrics: [p95] },
          { label: 'p99', metrics: [p99] },
        ])
      : entities.map((entity) => sumLine(history, entity, [p99], entity.label));
  }, [history, scope, p50, p95, p99]);
  return (
    <ChartPanel
      title="Percentiles"
      note={`${scope === 'CLUSTER' ? '' : 'p99, '}upper bounds of the server's histogram buckets`}
      times={history.times}
      lines={lines}
      windowSeconds={windowSeconds}
      format={formatMilliseconds}
      status={feed.status}
    />
  );
}

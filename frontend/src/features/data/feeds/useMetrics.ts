import type { Metric, MetricScope } from '@/gql/schema';
import { type Feed, useFeed } from '@/shared/feeds/useFeed';
import { applyFrame, EMPTY_HISTORY, type MetricsHistory } from '../model/metricsHistory';
import { MetricsFeedDocument } from './metricsFeed.generated';

/**
 * The samples of a cluster over the last `windowSeconds`, live: the history first, then each new sample.
 * Frames stay out of the shared cache; this bounded history is the only place they are kept.
 */
export function useMetrics(
  connectionId: string,
  metrics: readonly Metric[],
  scopes: readonly MetricScope[],
  windowSeconds: number,
): Feed<MetricsHistory> {
  return useFeed({
    document: MetricsFeedDocument,
    variables: { connectionId, metrics: [...metrics], scopes: [...scopes], windowSeconds },
    fetchPolicy: 'no-cache',
    select: (data) => data.metrics,
    reduce: (state: MetricsHistory | null, frame) => applyFrame(state ?? EMPTY_HISTORY, frame, windowSeconds),
  });
}

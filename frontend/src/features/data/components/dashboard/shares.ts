import type { Metric } from '@/gql/schema';
import { latest, type MetricsHistory } from '../../model/metricsHistory';
import { successShare } from '../../model/successShare';

/** Shares of operations answered in the newest sample of the whole cluster; null without traffic, or when unknown. */
export function answeredShares(history: MetricsHistory | null): {
  readonly read: number | null;
  readonly write: number | null;
} {
  if (history === null) {
    return { read: null, write: null };
  }
  const rate = (metric: Metric) => latest(history, { metric, scope: 'CLUSTER' });
  return {
    read: successShare({
      success: rate('READ_SUCCESS_RATE'),
      notFound: rate('READ_NOT_FOUND_RATE'),
      error: rate('READ_ERROR_RATE'),
      timeout: rate('READ_TIMEOUT_RATE'),
    }),
    write: successShare({
      success: rate('WRITE_SUCCESS_RATE'),
      error: rate('WRITE_ERROR_RATE'),
      timeout: rate('WRITE_TIMEOUT_RATE'),
    }),
  };
}

import { isKnown } from '@/shared/lib/known';
import type { Histogram, LatencyHistory } from './history';
import type { Split } from './urls';

/** What one heat map is of. */
export type Panel = { readonly label: string; readonly histograms: readonly Histogram[] };

/** The maps of an operation: one of the whole cluster, or one for each namespace or node, by name. */
export function panelsOf(history: LatencyHistory, operation: string, by: Split): readonly Panel[] {
  const own = history.histograms.filter((one) => one.operation === operation);
  if (by === 'cluster') {
    return own.length === 0 ? [] : [{ label: operation, histograms: own }];
  }
  const names = [...new Set(own.map((one) => one[by]).filter(isKnown))].sort();
  return names.map((name) => ({
    label: `${operation} · ${name}`,
    histograms: own.filter((one) => one[by] === name),
  }));
}

import type { Metric, MetricScope } from '@/gql/schema';
import { isKnown } from '@/shared/lib/known';
import { type MetricsHistory, type Samples, seriesKey } from './metricsHistory';
import { sumKnown } from './successShare';

/** Lines a chart can tell apart. */
export const MAX_LINES = 8;

export type ChartLine = { readonly label: string; readonly values: Samples };

/** What a chart is split by: the cluster as a whole, or each node or namespace. */
export type Entity = {
  readonly scope: MetricScope;
  readonly label: string;
  readonly node: string | null;
  readonly namespace: string | null;
};

export const CLUSTER_ENTITY: Entity = { scope: 'CLUSTER', label: 'cluster', node: null, namespace: null };

/** Nodes or namespaces in the history, by name, at most as many as a chart can tell apart. */
export function entitiesIn(
  history: MetricsHistory,
  scope: MetricScope,
): { readonly entities: readonly Entity[]; readonly leftOut: number } {
  if (scope === 'CLUSTER') {
    return { entities: [CLUSTER_ENTITY], leftOut: 0 };
  }
  const found = new Map<string, Entity>();
  for (const series of history.series.values()) {
    const label = scope === 'NODE' ? series.node : series.namespace;
    if (series.scope === scope && isKnown(label)) {
      found.set(label, {
        scope,
        label,
        node: scope === 'NODE' ? label : null,
        namespace: scope === 'NAMESPACE' ? label : null,
      });
    }
  }
  const entities = [...found.values()].sort((a, b) => (a.label < b.label ? -1 : 1));
  return { entities: entities.slice(0, MAX_LINES), leftOut: Math.max(entities.length - MAX_LINES, 0) };
}

/** The sum of some metrics of one entity at each time; null where any of them is unknown. */
export function sumLine(
  history: MetricsHistory,
  entity: Entity,
  metrics: readonly Metric[],
  label: string,
): ChartLine {
  const parts = metrics.map(
    (metric) =>
      history.series.get(
        seriesKey({ metric, scope: entity.scope, node: entity.node, namespace: entity.namespace }),
      )?.values,
  );
  return {
    label,
    values: history.times.map((_, index) => sumKnown(parts.map((values) => values?.[index] ?? null))),
  };
}

/** Several lines of the whole cluster, or one line, the sum of them all, for each node or namespace. */
export function splitLines(
  history: MetricsHistory,
  entities: readonly Entity[],
  parts: readonly { readonly label: string; readonly metrics: readonly Metric[] }[],
): ChartLine[] {
  const [first] = entities;
  if (entities.length === 1 && first?.scope === 'CLUSTER') {
    return parts.map((part) => sumLine(history, first, part.metrics, part.label));
  }
  const all = parts.flatMap((part) => part.metrics);
  return entities.map((entity) => sumLine(history, entity, all, entity.label));
}

/** Whether a chart has anything to draw. */
export function hasSamples(lines: readonly ChartLine[]): boolean {
  return lines.some((line) => line.values.some((value) => value !== null));
}

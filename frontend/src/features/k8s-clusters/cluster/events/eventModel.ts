import type { K8sEventCategory } from '@/gql/schema';
import { csvText, withoutFormula } from '@/features/data';
import { CATEGORIES } from './categories';
import type { EventList_EventFragment } from './events.generated';

export type ClusterEvent = EventList_EventFragment;

/** Events that are kept on the screen; older ones make room. */
export const MAX_EVENTS = 2_000;

/** Which events are shown, as the address says it. */
export type EventView = {
  /** Of these categories; of all for none. */
  readonly categories: readonly K8sEventCategory[];
  readonly warnings: boolean;
  readonly text: string;
};

/** Events by their ids, the newest first: what happened again takes the place of what was known of it. */
export function merged(
  known: readonly ClusterEvent[],
  fresh: readonly ClusterEvent[],
): readonly ClusterEvent[] {
  const byId = new Map(known.map((event) => [event.id, event]));
  for (const event of fresh) {
    const before = byId.get(event.id);
    if (before === undefined || before.count <= event.count) {
      byId.set(event.id, event);
    }
  }
  return [...byId.values()].sort((a, b) => momentOf(b) - momentOf(a)).slice(0, MAX_EVENTS);
}

function momentOf({ lastAt, firstAt }: ClusterEvent): number {
  const at = lastAt ?? firstAt;
  return at === null || at === undefined ? 0 : Date.parse(at);
}

export function shownEvents(events: readonly ClusterEvent[], view: EventView): readonly ClusterEvent[] {
  const words = view.text.toLowerCase();
  return events.filter(
    ({ category, warning, reason, message, objectName }) =>
      (view.categories.length === 0 || view.categories.includes(category)) &&
      (!view.warnings || warning) &&
      [reason, message, objectName].some((part) => part.toLowerCase().includes(words)),
  );
}

/** How many there are of each category. */
export function countsOf(events: readonly ClusterEvent[]): ReadonlyMap<K8sEventCategory, number> {
  const counts = new Map<K8sEventCategory, number>();
  for (const { category } of events) {
    counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  return counts;
}

const COLUMNS = [
  'lastAt',
  'firstAt',
  'count',
  'type',
  'category',
  'reason',
  'object',
  'message',
  'source',
] as const;

export function eventsAsCsv(events: readonly ClusterEvent[]): string {
  const rows = events.map(rowOf).map((row) => COLUMNS.map((column) => withoutFormula(String(row[column]))));
  return csvText([COLUMNS, ...rows]);
}

export function eventsAsJson(events: readonly ClusterEvent[]): string {
  return `${JSON.stringify(events.map(rowOf), null, 2)}\n`;
}

function rowOf(event: ClusterEvent) {
  return {
    lastAt: event.lastAt ?? '',
    firstAt: event.firstAt ?? '',
    count: event.count,
    type: event.warning ? 'Warning' : 'Normal',
    category: CATEGORIES[event.category].label,
    reason: event.reason,
    object: `${event.objectKind}/${event.objectName}`,
    message: event.message,
    source: event.source ?? '',
  };
}

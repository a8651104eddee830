import type { ConnectionsFeedSubscription } from '../feeds/connectionsFeed.generated';
import type { ConnectionEntry_ConnectionFragment } from './entry.generated';

/** A connection as the list and the navigation know it. */
export type ConnectionEntry = ConnectionEntry_ConnectionFragment;

type Change = Pick<
  ConnectionsFeedSubscription['connectionsChanged'],
  'kind' | 'connections' | 'order' | 'removedIds'
>;

/** The list after an item of the feed: a SNAPSHOT replaces it, a CHANGE puts in, takes out and orders anew. */
export function applyChange(entries: readonly ConnectionEntry[], change: Change): ConnectionEntry[] {
  const byId = new Map<string, ConnectionEntry>();
  if (change.kind === 'CHANGE') for (const entry of entries) byId.set(entry.id, entry);
  for (const entry of change.connections) byId.set(entry.id, entry);
  for (const id of change.removedIds) byId.delete(id);
  return inOrder([...byId.values()], change.order);
}

/** `entries` in the order of `ids`; those it does not name come last, as they were. */
export function inOrder(entries: readonly ConnectionEntry[], ids: readonly string[]): ConnectionEntry[] {
  const rank = new Map(ids.map((id, index) => [id, index]));
  const of = (entry: ConnectionEntry) => rank.get(entry.id) ?? ids.length;
  return [...entries].sort((left, right) => of(left) - of(right));
}

export interface EnvGroup {
  readonly env: string;
  readonly entries: readonly ConnectionEntry[];
}

/** By environment, in the order in which the environments first appear. */
export function groupByEnv(entries: readonly ConnectionEntry[]): EnvGroup[] {
  const groups = new Map<string, ConnectionEntry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.env);
    if (group) group.push(entry);
    else groups.set(entry.env, [entry]);
  }
  return [...groups].map(([env, members]) => ({ env, entries: members }));
}

/**
 * All ids with `id` moved by `step` places among those of its environment; null when it is at the end already.
 * Only the places of that environment's members are used, so other groups stay as they are.
 */
export function movedIds(entries: readonly ConnectionEntry[], id: string, step: -1 | 1): string[] | null {
  const moving = entries.find((entry) => entry.id === id);
  const group = entries.filter((entry) => entry.env === moving?.env);
  const other = group[group.findIndex((entry) => entry.id === id) + step];
  if (moving === undefined || other === undefined) return null;
  return entries.map((entry) => (entry.id === id ? other.id : entry.id === other.id ? id : entry.id));
}

import type { HealthStatus, OverviewPart } from '@/gql/schema';
import { isKnown } from '@/shared/lib/known';
import type { Sort } from '@/shared/ui/SortHeader';
import type { OverviewFeedSubscription } from './overviewFeed.generated';
import type { OverviewTable_EntryFragment } from './OverviewTable.generated';

export type Entry = OverviewTable_EntryFragment;
type Item = OverviewFeedSubscription['overviewChanged'];

/** All profiles after an item of the feed, in the order people gave them. A profile that has no entry yet is left out. */
export function applyItem(entries: readonly Entry[] | null, item: Item): readonly Entry[] {
  const known = new Map((entries ?? []).map((entry) => [entry.connectionId, entry]));
  for (const entry of item.entries) {
    known.set(entry.connectionId, entry);
  }
  for (const id of item.removedIds) {
    known.delete(id);
  }
  return item.order.map((id) => known.get(id)).filter(isKnown);
}

/** Why a part of an entry is unknown; undefined when nobody said. */
export function reasonOf({ unknown }: Entry, part: OverviewPart): string | undefined {
  return (unknown.find((gap) => gap.part === part) ?? unknown.find((gap) => gap.part === 'CLUSTER'))?.reason;
}

export const OVERVIEW_STATES = ['attention', 'up', 'down'] as const;
export type OverviewState = (typeof OVERVIEW_STATES)[number];

/** Whether someone should look at a cluster: it is not up, refuses writes, or has a finding that is more than a notice. */
export function needsAttention({ health, stopWrites, findings }: Entry): boolean {
  return health !== 'UP' || stopWrites === true || (findings?.critical ?? 0) + (findings?.warning ?? 0) > 0;
}

const IN_STATE: Readonly<Record<OverviewState, (entry: Entry) => boolean>> = {
  attention: needsAttention,
  up: ({ health }) => health === 'UP',
  down: ({ health }) => health === 'DOWN' || health === 'DEGRADED',
};

/** Entries in a state whose name, environment or cluster name has the text. */
export function listedEntries(
  entries: readonly Entry[],
  state: OverviewState | null,
  text: string,
): readonly Entry[] {
  const wanted = text.trim().toLowerCase();
  return entries.filter(
    (entry) =>
      (state === null || IN_STATE[state](entry)) &&
      `${entry.name} ${entry.env} ${entry.clusterName ?? ''}`.toLowerCase().includes(wanted),
  );
}

export const OVERVIEW_COLUMNS = [
  'name',
  'state',
  'findings',
  'objects',
  'used',
  'reads',
  'writes',
  'connections',
] as const;
export type OverviewColumn = (typeof OVERVIEW_COLUMNS)[number];
export type OverviewSort = Sort<OverviewColumn>;

const BADNESS: Readonly<Record<HealthStatus, number>> = {
  DOWN: 4,
  DEGRADED: 3,
  CONNECTING: 2,
  UNKNOWN: 1,
  UP: 0,
};

type Key = number | bigint | string | null;

const KEYS: Readonly<Record<OverviewColumn, (entry: Entry) => Key>> = {
  name: ({ name }) => name.toLowerCase(),
  state: ({ health }) => BADNESS[health],
  findings: ({ findings }) =>
    isKnown(findings) ? findings.critical * 1e6 + findings.warning * 1e3 + findings.notice : null,
  objects: ({ objects }) => integer(objects),
  used: ({ fullestNamespaceRatio }) => fullestNamespaceRatio ?? null,
  reads: ({ rates }) => rates?.readsPerSecond ?? null,
  writes: ({ rates }) => rates?.writesPerSecond ?? null,
  connections: ({ clientConnections }) => integer(clientConnections),
};

/** Sorted by a column; what is unknown comes last either way. Null keeps the order people gave the profiles. */
export function sortEntries(entries: readonly Entry[], sort: OverviewSort | null): readonly Entry[] {
  if (sort === null) {
    return entries;
  }
  const key = KEYS[sort.column];
  const sign = sort.descending ? -1 : 1;
  return [...entries].sort((left, right) => {
    const [a, b] = [key(left), key(right)];
    if (a === null || b === null) {
      return Number(a === null) - Number(b === null);
    }
    return a === b ? 0 : sign * (a < b ? -1 : 1);
  });
}

function integer(text: string | null | undefined): bigint | null {
  return isKnown(text) ? BigInt(text) : null;
}

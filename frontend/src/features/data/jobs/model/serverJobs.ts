import { isKnown } from '@/shared/lib/known';
import type { ServerJobsQuery } from '../queries/serverJobs.generated';

export type ServerJob = NonNullable<ServerJobsQuery['serverJobs']>['jobs'][number];

/** One query or background job, with what each node tells of its part. */
export type ServerJobGroup = {
  readonly id: string;
  /** What all nodes agree on, from the first that tells. */
  readonly first: ServerJob;
  readonly nodes: readonly ServerJob[];
  /** Whether any node is still at it. */
  readonly active: boolean;
  /** The share done: that of the node that is furthest behind. Null when no node tells. */
  readonly progress: number | null;
  /** Sums over the nodes; null when none tells. */
  readonly succeeded: string | null;
  readonly failed: string | null;
  readonly sentBytes: string | null;
  /** How long the slowest node has been at it. */
  readonly runSeconds: number | null;
};

/** The entries of all nodes by job, in their order: running ones first. */
export function groupServerJobs(entries: readonly ServerJob[]): ServerJobGroup[] {
  const byId = new Map<string, ServerJob[]>();
  for (const entry of entries) {
    byId.set(entry.id, [...(byId.get(entry.id) ?? []), entry]);
  }
  return [...byId].flatMap(([id, nodes]) => {
    const [first] = nodes;
    return first === undefined ? [] : [groupOf(id, first, nodes)];
  });
}

function groupOf(id: string, first: ServerJob, nodes: readonly ServerJob[]): ServerJobGroup {
  const known = (pick: (node: ServerJob) => number | null | undefined) => nodes.map(pick).filter(isKnown);
  const progress = known((node) => node.progress);
  const seconds = known((node) => node.runSeconds);
  return {
    id,
    first,
    nodes,
    active: nodes.some((node) => node.active),
    progress: progress.length === 0 ? null : Math.min(...progress),
    succeeded: sum(nodes.map((node) => node.recordsSucceeded)),
    failed: sum(nodes.map((node) => node.recordsFailed)),
    sentBytes: sum(nodes.map((node) => node.sentBytes)),
    runSeconds: seconds.length === 0 ? null : Math.max(...seconds),
  };
}

function sum(values: readonly (string | null | undefined)[]): string | null {
  const known = values.filter(isKnown);
  return known.length === 0 ? null : known.reduce((total, value) => total + BigInt(value), 0n).toString();
}

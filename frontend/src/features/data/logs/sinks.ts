import type { LogLevel } from '@/gql/schema';
import { isKnown } from '@/shared/lib/known';
import type { LogSinksQuery } from './logs.generated';

export type NodeSinks = NonNullable<LogSinksQuery['logSinks']>[number];

/** What matters most first. */
export const LOG_LEVELS = [
  'CRITICAL',
  'WARNING',
  'INFO',
  'DEBUG',
  'DETAIL',
] as const satisfies readonly LogLevel[];

export const LEVEL_MEANINGS: Readonly<Record<LogLevel, string>> = {
  CRITICAL: 'What ends the server',
  WARNING: 'What went wrong, and the above',
  INFO: 'What happens at large, and the above: the usual level',
  DEBUG: 'What helps to find a fault, and the above',
  DETAIL: 'Everything; slows a busy node down',
};

/** The server's name for all contexts at once. */
export const EVERY_CONTEXT = 'any';

export type SinkChoice = {
  readonly id: number;
  /** Its name on the nodes; nodes may name it differently. */
  readonly name: string;
};

/** The sinks there are, by number. */
export function sinkChoices(nodes: readonly NodeSinks[]): readonly SinkChoice[] {
  const names = new Map<number, Set<string>>();
  for (const { id, name } of nodes.flatMap(({ sinks }) => sinks)) {
    names.set(id, (names.get(id) ?? new Set()).add(name));
  }
  return [...names].sort(([a], [b]) => a - b).map(([id, each]) => ({ id, name: [...each].join(', ') }));
}

export type ContextRow = {
  readonly name: string;
  /** The level on each node; null where it is not known. */
  readonly values: readonly (string | null)[];
  readonly differs: boolean;
};

/** What each node logs of each context to a sink, in the order the server lists contexts. */
export function contextRows(nodes: readonly NodeSinks[], sink: number): readonly ContextRow[] {
  const levels = nodes.map(({ sinks }) => {
    const contexts = sinks.find(({ id }) => id === sink)?.contexts ?? [];
    return new Map(contexts.map(({ name, level }) => [name, level ?? null]));
  });
  const names = new Set(levels.flatMap((each) => [...each.keys()]));
  return [...names].map((name) => {
    const values = levels.map((each) => each.get(name) ?? null);
    return { name, values, differs: new Set(values.filter(isKnown)).size > 1 };
  });
}

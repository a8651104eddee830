import type { MantineColor } from '@mantine/core';
import type { ListedModule, ModuleNode } from '../feeds/useModules';

/** Letters of a hash that tell modules apart at a glance. */
const SHORT_HASH = 10;

export function shortHash(hash: string): string {
  return hash.slice(0, SHORT_HASH);
}

export type Standing = { readonly text: string; readonly color: MantineColor };

/** Whether all nodes have a module, in words: what is amiss comes first, with how many nodes it is amiss on. */
export function standingOf({ nodes }: Pick<ListedModule, 'nodes'>): Standing {
  const total = nodes.length;
  const count = (presence: ModuleNode['presence'] | null) =>
    nodes.filter((node) => (node.presence ?? null) === presence).length;
  const parts = [
    [count('MISSING'), 'missing on'],
    [count('DIFFERENT'), 'different on'],
    [count(null), 'unknown on'],
  ] as const;
  const amiss = parts.filter(([number]) => number > 0);
  if (amiss.length === 0) {
    return {
      text: total === 1 ? 'on the one node' : `the same on all ${String(total)} nodes`,
      color: 'teal',
    };
  }
  return {
    text: `${amiss.map(([number, words]) => `${words} ${String(number)}`).join(', ')} of ${String(total)} nodes`,
    color: amiss.some(([, words]) => words !== 'unknown on') ? 'orange' : 'gray',
  };
}

/** What one node has, in words. */
export function presenceOf({ presence }: ModuleNode): Standing {
  switch (presence) {
    case 'PRESENT':
      return { text: 'has it', color: 'teal' };
    case 'DIFFERENT':
      return { text: 'has another text', color: 'orange' };
    case 'MISSING':
      return { text: 'lacks it', color: 'orange' };
    case null:
    case undefined:
      return { text: 'did not answer', color: 'gray' };
  }
}

/** Nodes that answered and have not the text most nodes have. */
export function nodesWithout({ nodes }: Pick<ListedModule, 'nodes'>): string[] {
  return nodes
    .filter(({ presence }) => presence === 'MISSING' || presence === 'DIFFERENT')
    .map(({ node }) => node);
}

/** What became of a put, for a note in the corner. */
export function putText(name: string, total: number, behind: readonly string[]): string {
  return behind.length === 0
    ? `${name} is on all nodes.`
    : `${name} was taken. ${String(behind.length)} of ${String(Math.max(total, behind.length))} nodes have not told of it yet: ${behind.join(', ')}.`;
}

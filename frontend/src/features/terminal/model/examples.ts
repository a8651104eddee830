import type { Places } from '@/features/data';

export type Example = { readonly text: string; readonly words: string };

/** Statements to begin with, about what the cluster has. */
export function examplesOf({ namespaces, setsOf }: Places): readonly Example[] {
  const namespace = namespaces[0] ?? 'test';
  const set = setsOf(namespace).find((name) => /^\w+$/.test(name)) ?? 'users';
  const place = `${namespace}.${set}`;
  return [
    { text: 'SHOW NAMESPACES', words: 'What there is' },
    { text: `SHOW SETS ${namespace}`, words: 'Sets of a namespace' },
    { text: `SELECT * FROM ${place} LIMIT 10`, words: 'A few records' },
    { text: `INSERT INTO ${namespace}.notes (PK, text) VALUES ('first', 'Hello')`, words: 'Write a record' },
    { text: `SELECT * FROM ${namespace}.notes WHERE PK = 'first'`, words: 'Read it by its key' },
    { text: `EXPLAIN SELECT * FROM ${place} WHERE age = 30`, words: 'What a query would cost' },
    { text: `STAT NAMESPACE ${namespace}`, words: 'Statistics, node by node' },
  ];
}

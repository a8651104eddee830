import type { ListedModule, ModuleNode } from './feeds/useModules';

export const HASH = '9dd1b21bf9dc3fbf2a4ba4a5cd0f9d0ac3c12af8';

/** What a node has of a module, for tests. */
export function aNode(node: string, change: Partial<ModuleNode> = {}): ModuleNode {
  return { __typename: 'UdfModuleNode', node, presence: 'PRESENT', hash: HASH, problem: null, ...change };
}

/** An example module for tests, on three nodes, changeable in parts. */
export function aModule(change: Partial<ListedModule> = {}): ListedModule {
  return {
    __typename: 'UdfModule',
    name: 'counters.lua',
    hash: HASH,
    type: 'LUA',
    size: '2048',
    mismatched: false,
    nodes: [aNode('A1'), aNode('A2'), aNode('A3')],
    ...change,
  };
}

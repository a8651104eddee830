import { describe, expect, it } from 'vitest';
import { aModule, aNode } from '../fixtures';
import { moduleNameProblem, readModuleFile, sourceProblem } from './moduleName';
import { nodesWithout, putText, standingOf } from './moduleWords';

describe('the standing of a module', () => {
  it('is said in words, what is amiss with how many nodes', () => {
    expect(standingOf(aModule()).text).toBe('the same on all 3 nodes');
    const nodes = [
      aNode('A1'),
      aNode('A2', { presence: 'MISSING', hash: null }),
      aNode('A3', { presence: 'DIFFERENT', hash: 'ff' }),
      aNode('A4', { presence: null, hash: null }),
    ];
    expect(standingOf(aModule({ nodes })).text).toBe('missing on 1, different on 1, unknown on 1 of 4 nodes');
    expect(nodesWithout(aModule({ nodes }))).toEqual(['A2', 'A3']);
  });

  it('does not call a silent node one that lacks the module', () => {
    const silent = aModule({ nodes: [aNode('A1'), aNode('A2', { presence: null, hash: null })] });
    expect(standingOf(silent)).toEqual({ text: 'unknown on 1 of 2 nodes', color: 'gray' });
    expect(nodesWithout(silent)).toEqual([]);
  });

  it('after a put names the nodes that have not told of it', () => {
    expect(putText('a.lua', 3, [])).toBe('a.lua is on all nodes.');
    expect(putText('a.lua', 3, ['A2'])).toBe('a.lua was taken. 1 of 3 nodes have not told of it yet: A2.');
  });
});

describe('a module that is to be put', () => {
  it.each([
    ['', 'Enter a name, such as counters.lua.'],
    ['a b.lua', 'A name has letters, digits, "_", "-" and "." only.'],
    ['../a.lua', 'A name has letters, digits, "_", "-" and "." only.'],
    ['counters', 'A name ends with .lua.'],
    ['.lua', 'A name ends with .lua.'],
    [`${'a'.repeat(124)}.lua`, 'A name has at most 127 letters.'],
    [`${'a'.repeat(123)}.lua`, null],
  ])('is refused by its name %j before anything is sent: %j', (name, problem) => {
    expect(moduleNameProblem(name)).toBe(problem);
  });

  it('has a text of at most 1 MiB', () => {
    expect(sourceProblem('  \n')).toBe('Enter the module’s text.');
    expect(sourceProblem('x'.repeat(1024 * 1024))).toBeNull();
    expect(sourceProblem('é'.repeat(1024 * 512 + 1))).toBe('A module has at most 1 MiB.');
  });

  it('is taken from a file only when it is text', async () => {
    const file = (bytes: readonly number[]) => ({
      name: 'a.lua',
      size: bytes.length,
      arrayBuffer: () => Promise.resolve(new Uint8Array(bytes).buffer),
    });
    expect(await readModuleFile(file([0x2d, 0x2d]))).toEqual({ ok: true, name: 'a.lua', text: '--' });
    expect(await readModuleFile(file([0xff, 0xfe]))).toMatchObject({ ok: false });
    expect(await readModuleFile({ ...file([]), size: 2 ** 21 })).toMatchObject({ ok: false });
  });
});

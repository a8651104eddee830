import { describe, expect, it } from 'vitest';
import { aModule, aNode } from '../fixtures';
import { diffCounts, type DiffLine, diffLines, diffParts } from './diff';
import { moduleNameProblem, readModuleFile, sourceProblem } from './moduleName';
import { nodesWithout, putText, standingOf } from './moduleWords';

const SIGNS = { same: ' ', removed: '-', added: '+' } as const;
const written = (lines: readonly DiffLine[]) => lines.map(({ kind, text }) => `${SIGNS[kind]}${text}`);
const text = (...lines: readonly string[]) => lines.join('\n');

/** Half a dozen letters make texts that have much in common in many orders. */
function someText(seed: number): string {
  let state = seed * 7919 + 17;
  const next = (below: number) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
  return Array.from({ length: next(25) }, () => 'abcdef'[next(6)]).join('\n');
}

describe('a comparison of two texts', () => {
  it('shows a change where it is, with the numbers of the lines in both', () => {
    const lines = diffLines(text('a', 'b', 'c'), text('a', 'x', 'c', 'd'));
    expect(written(lines)).toEqual([' a', '-b', '+x', ' c', '+d']);
    expect(lines.map(({ before, after }) => [before, after])).toEqual([
      [1, 1],
      [2, null],
      [null, 2],
      [3, 3],
      [null, 4],
    ]);
    expect(diffCounts(lines)).toEqual({ added: 2, removed: 1 });
  });

  it('tells both texts whole, whatever they are, in no more lines than needed', () => {
    for (let seed = 0; seed < 300; seed += 1) {
      const before = someText(seed);
      const after = someText(seed + 1000);
      const lines = diffLines(before, after);
      const of = (kind: DiffLine['kind']) =>
        lines.filter((line) => line.kind === kind || line.kind === 'same').map((line) => line.text);
      expect(text(...of('removed'))).toBe(before);
      expect(text(...of('added'))).toBe(after);
      const same = lines.filter(({ kind }) => kind === 'same').length;
      expect(same).toBe(longestCommon(before.split('\n'), after.split('\n')));
    }
  });

  it('of long texts without a line in common ends soon, as all old lines and all new ones', () => {
    const before = Array.from({ length: 20_000 }, (_, line) => `old ${String(line)}`);
    const after = Array.from({ length: 20_000 }, (_, line) => `new ${String(line)}`);
    const counts = diffCounts(diffLines(text(...before), text(...after)));
    expect(counts).toEqual({ added: 20_000, removed: 20_000 });
  });

  it('leaves out equal lines that are far from a change, and says how many', () => {
    const before = Array.from({ length: 30 }, (_, line) => String(line));
    const after = before.with(15, 'new');
    const parts = diffParts(diffLines(text(...before), text(...after)));
    expect(parts.map((part) => (part.kind === 'lines' ? part.lines.length : -part.count))).toEqual([
      -12, 8, -11,
    ]);
  });
});

function longestCommon(left: readonly string[], right: readonly string[]): number {
  let row = new Array<number>(right.length + 1).fill(0);
  for (const one of left) {
    const next = [0];
    right.forEach((other, index) => {
      next.push(one === other ? (row[index] ?? 0) + 1 : Math.max(next[index] ?? 0, row[index + 1] ?? 0));
    });
    row = next;
  }
  return row.at(-1) ?? 0;
}

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

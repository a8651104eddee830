import { describe, expect, it } from 'vitest';
import { diffCounts, type DiffLine, diffLines, diffParts, firstLines } from './diff';

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

  it('draws no more lines than it may, and says how many more there are', () => {
    const parts = diffParts(diffLines('a', text('x', 'y', 'z')));
    const first = firstLines(parts, 3);
    expect(first.rest).toBe(1);
    expect(first.parts).toHaveLength(1);
    expect(firstLines(parts, 4)).toEqual({ parts, rest: 0 });
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

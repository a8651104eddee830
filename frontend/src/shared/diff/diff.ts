/** Lines of two texts, one below the other: what both have, what was taken out and what was put in. */

export type DiffLine = {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
  /** Number of the line in the old text, from 1; null for an added one. */
  readonly before: number | null;
  /** Number of the line in the new text, from 1; null for a removed one. */
  readonly after: number | null;
};

/** A stretch of lines to be shown, or one of equal lines to be left out. */
export type DiffPart =
  | { readonly kind: 'lines'; readonly lines: readonly DiffLine[] }
  | { readonly kind: 'left out'; readonly count: number; readonly first: number };

/** Texts with more differences than this are shown as all old lines, then all new ones: finding a shorter way takes too long. */
const MAX_EDITS = 500;

/** Equal lines shown around each change. */
const CONTEXT = 3;

/** The shortest way from one text to the other, line by line (Myers). */
export function diffLines(before: string, after: string): DiffLine[] {
  const old = before.split('\n');
  const now = after.split('\n');
  const most = Math.min(old.length, now.length);
  let head = 0;
  while (head < most && old[head] === now[head]) {
    head += 1;
  }
  let tail = 0;
  while (tail < most - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) {
    tail += 1;
  }
  const oldEnd = old.length - tail;
  const nowEnd = now.length - tail;
  const lines = new Lines(old, now);
  lines.same(head);
  for (const step of shortestWay(old.slice(head, oldEnd), now.slice(head, nowEnd))) {
    lines[step](1);
  }
  lines.same(tail);
  return lines.all;
}

type Step = DiffLine['kind'];

/** Numbers lines as they are written down. */
class Lines {
  readonly all: DiffLine[] = [];
  private before = 0;
  private after = 0;

  constructor(
    private readonly old: readonly string[],
    private readonly now: readonly string[],
  ) {}

  same(count: number): void {
    for (let left = count; left > 0; left -= 1) {
      const text = this.old[this.before] ?? '';
      this.before += 1;
      this.after += 1;
      this.all.push({ kind: 'same', text, before: this.before, after: this.after });
    }
  }

  removed(count: number): void {
    for (let left = count; left > 0; left -= 1) {
      const text = this.old[this.before] ?? '';
      this.before += 1;
      this.all.push({ kind: 'removed', text, before: this.before, after: null });
    }
  }

  added(count: number): void {
    for (let left = count; left > 0; left -= 1) {
      const text = this.now[this.after] ?? '';
      this.after += 1;
      this.all.push({ kind: 'added', text, before: null, after: this.after });
    }
  }
}

function shortestWay(old: readonly string[], now: readonly string[]): Step[] {
  const furthest = new Map<number, number>([[1, 0]]);
  const trace: Map<number, number>[] = [];
  const reach = (diagonal: number) => furthest.get(diagonal) ?? -1;
  const limit = Math.min(old.length + now.length, MAX_EDITS);
  for (let edits = 0; edits <= limit; edits += 1) {
    trace.push(new Map(furthest));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = goesDown(diagonal, edits, reach) ? reach(diagonal + 1) : reach(diagonal - 1) + 1;
      while (x < old.length && x - diagonal < now.length && old[x] === now[x - diagonal]) {
        x += 1;
      }
      furthest.set(diagonal, x);
      if (x >= old.length && x - diagonal >= now.length) {
        return walkBack(trace, old.length, now.length);
      }
    }
  }
  return [...old.map((): Step => 'removed'), ...now.map((): Step => 'added')];
}

function goesDown(diagonal: number, edits: number, reach: (diagonal: number) => number): boolean {
  return diagonal === -edits || (diagonal !== edits && reach(diagonal - 1) < reach(diagonal + 1));
}

function walkBack(trace: readonly ReadonlyMap<number, number>[], oldEnd: number, nowEnd: number): Step[] {
  const steps: Step[] = [];
  let x = oldEnd;
  let y = nowEnd;
  for (let edits = trace.length - 1; edits >= 0; edits -= 1) {
    const reach = (diagonal: number) => trace[edits]?.get(diagonal) ?? -1;
    const diagonal = x - y;
    const down = goesDown(diagonal, edits, reach);
    const from = edits === 0 ? 0 : down ? reach(diagonal + 1) : reach(diagonal - 1);
    const fromY = edits === 0 ? 0 : from - (down ? diagonal + 1 : diagonal - 1);
    while (x > from && y > fromY) {
      steps.push('same');
      x -= 1;
      y -= 1;
    }
    if (edits > 0) {
      steps.push(down ? 'added' : 'removed');
      x = from;
      y = fromY;
    }
  }
  return steps.reverse();
}

export type DiffCounts = { readonly added: number; readonly removed: number };

export function diffCounts(lines: readonly DiffLine[]): DiffCounts {
  const count = (kind: Step) => lines.filter((line) => line.kind === kind).length;
  return { added: count('added'), removed: count('removed') };
}

/** Changes with a few equal lines around each; longer stretches of equal lines are left out. */
export function diffParts(lines: readonly DiffLine[]): DiffPart[] {
  const near = new Set<number>();
  lines.forEach((line, index) => {
    if (line.kind !== 'same') {
      for (let other = index - CONTEXT; other <= index + CONTEXT; other += 1) {
        near.add(other);
      }
    }
  });
  const parts: DiffPart[] = [];
  let shown: DiffLine[] = [];
  let hidden: DiffLine[] = [];
  const flush = () => {
    if (shown.length > 0) parts.push({ kind: 'lines', lines: shown });
    if (hidden.length > 0) {
      parts.push({ kind: 'left out', count: hidden.length, first: hidden[0]?.after ?? 1 });
    }
    shown = [];
    hidden = [];
  };
  lines.forEach((line, index) => {
    const isNear = near.has(index);
    if ((isNear ? hidden : shown).length > 0) flush();
    (isNear ? shown : hidden).push(line);
  });
  flush();
  return parts;
}

/** The first parts with at most so many lines, and how many lines were left over. */
export function firstLines(
  parts: readonly DiffPart[],
  most: number,
): { readonly parts: readonly DiffPart[]; readonly rest: number } {
  const kept: DiffPart[] = [];
  let left = most;
  let rest = 0;
  for (const part of parts) {
    if (part.kind === 'left out') {
      if (left > 0) kept.push(part);
      continue;
    }
    if (left > 0) kept.push({ kind: 'lines', lines: part.lines.slice(0, left) });
    rest += Math.max(part.lines.length - left, 0);
    left = Math.max(left - part.lines.length, 0);
  }
  return { parts: kept, rest };
}

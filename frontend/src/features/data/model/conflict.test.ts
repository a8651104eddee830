import { contrast, MAX_PREVIEW_CHARS } from './preview';
import { describe, expect, it } from 'vitest';
import { isRecordGone, lifeChange, meanwhileOf, mergeRows, preselected, undecided } from './conflict';
import type { Bins } from './value';

const BASE: Bins = { a: 1, b: 1, c: 1, d: 1, e: 1, f: 1 };
/** a untouched, b mine, c theirs, d both alike, e both otherwise, f removed here and changed there, g and h new. */
const THEIRS: Bins = { a: 1, b: 1, c: 2, d: 2, e: 2, f: 2, g: 'theirs', h: 'theirs' };
const EDITS: Bins = { b: 3, d: 2, e: 3, f: null, h: 'mine' };

describe('a three-way view', () => {
  const rows = mergeRows(BASE, THEIRS, EDITS);

  it('lists what differs from what was opened, and who changed it', () => {
    expect(rows.map(({ name, change }) => [name, change])).toEqual([
      ['b', 'mine'],
      ['c', 'theirs'],
      ['d', 'agreed'],
      ['e', 'clash'],
      ['f', 'clash'],
      ['g', 'theirs'],
      ['h', 'clash'],
    ]);
    expect(rows.find(({ name }) => name === 'f')).toMatchObject({ base: 1, theirs: 2, mine: undefined });
  });

  it('chooses what one side alone changed, and leaves the rest open', () => {
    const choices = preselected(rows);
    expect(Object.fromEntries(choices)).toEqual({ b: 'mine', c: 'theirs', d: 'theirs', g: 'theirs' });
    expect(undecided(rows, choices)).toEqual(['e', 'f', 'h']);
    expect(undecided(rows, new Map([...choices, ['e', 'mine'], ['f', 'theirs'], ['h', 'mine']]))).toEqual([]);
  });

  it('knows a bin that they removed, and one that both removed', () => {
    expect(mergeRows({ a: 1, b: 1 }, {}, { b: null }).map(({ change }) => change)).toEqual([
      'theirs',
      'agreed',
    ]);
  });

  it('looks at the time to live too, rounded as clocks are', () => {
    const life = (seconds: number) => ({ never: false, expiresAt: new Date(seconds * 1000).toISOString() });
    const keep = { mode: 'keep', seconds: '' } as const;
    const never = { mode: 'never', seconds: '' } as const;
    expect(lifeChange(life(1000), life(1001), keep)).toBeNull();
    expect(lifeChange(life(1000), life(2000), keep)).toBe('theirs');
    expect(lifeChange(life(1000), life(1000), never)).toBe('mine');
    expect(lifeChange(life(1000), life(2000), never)).toBe('clash');
    expect(lifeChange(life(1000), { never: true }, never)).toBe('agreed');
    expect(lifeChange(life(1000), null, never)).toBe('mine');
  });
});

describe('what became of the record', () => {
  it.each([
    [{ current: { generation: 2, bins: { a: 1 }, ttl: { never: true } } }, 'changed'],
    [{ current: null }, 'gone'],
    [{}, 'unread'],
    [null, 'unread'],
    [{ current: { generation: '2' } }, 'unread'],
  ])('%j is %s', (details, status) => {
    expect(meanwhileOf(details).status).toBe(status);
  });

  it('is told from other things that were not found', () => {
    expect(isRecordGone({ resultCode: 2 })).toBe(true);
    expect(isRecordGone({ kind: 'connection' })).toBe(false);
  });
});

describe('values side by side', () => {
  const long = 'x'.repeat(1_000);

  it('are told as they are while they are short', () => {
    expect(contrast([1, 'a', { $int: '9223372036854775807' }])).toEqual(['1', 'a', '9223372036854775807']);
  });

  it.each([
    ['text', `${long}a`, `${long}b`],
    ['list', [long, 1], [long, 2]],
    ['map', { a: long, z: true }, { a: long, z: false }],
    ['bytes', { $bytes: btoa(`${long}a`) }, { $bytes: btoa(`${long}b`) }],
  ])('never look the same when a long %s differs at its end', (_, left, right) => {
    const [a = '', b = ''] = contrast([left, right]);
    expect(a).not.toBe(b);
    expect(a.startsWith('…')).toBe(true);
    expect(a.length).toBeLessThanOrEqual(MAX_PREVIEW_CHARS + 2);
  });

  it('tell the longer of two where one is the beginning of the other', () => {
    const [a, b] = contrast([long, `${long}!`]);
    expect(a).toBe(`…${'x'.repeat(30)}`);
    expect(b).toBe(`…${'x'.repeat(30)}!`);
  });
});

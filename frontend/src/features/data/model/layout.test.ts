// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { type LayoutStorage, loadLayout, MAX_LAYOUTS, saveLayout, STORAGE_KEY } from './layoutStore';
import { arrange, clampWidth, DEFAULT_LAYOUT, moved, readLayout, withWidth } from './tableLayout';

class MemoryStorage implements LayoutStorage {
  readonly items = new Map<string, string>();
  getItem = (key: string) => this.items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.items.set(key, value);
  removeItem = (key: string) => void this.items.delete(key);
}

const PLACE = { connectionId: 'c1', namespace: 'test', set: 'users' };

describe('the order of columns', () => {
  it.each([
    [['a', 'b', 'c'], [], ['a', 'b', 'c']],
    [
      ['a', 'b', 'c'],
      ['c', 'a', 'b'],
      ['c', 'a', 'b'],
    ],
    // Found later: after the column it naturally follows, not at the end.
    [
      ['a', 'b', 'new', 'c'],
      ['c', 'b', 'a'],
      ['c', 'b', 'new', 'a'],
    ],
    [['new', 'a'], ['a'], ['new', 'a']],
    // No longer there, or named twice.
    [
      ['a', 'b'],
      ['gone', 'b', 'a'],
      ['b', 'a'],
    ],
  ])('%j put as %j is %j', (natural, order, arranged) => {
    expect(arrange(natural, order)).toEqual(arranged);
  });

  it('changes by one step, and not past the ends', () => {
    expect(moved(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b'], 'b', 1)).toBeNull();
    expect(moved(['a', 'b'], 'x', 1)).toBeNull();
  });
});

describe('stored layouts', () => {
  it('come back for their own connection, namespace and set', () => {
    const storage = new MemoryStorage();
    const layout = withWidth(
      { ...DEFAULT_LAYOUT, pageSize: 200, bins: ['a'], order: ['bin:a'] },
      'bin:a',
      321.4,
    );
    saveLayout(PLACE, layout, storage);
    expect(loadLayout(PLACE, storage)).toEqual({ ...layout, widths: { 'bin:a': 321 } });
    expect(loadLayout({ ...PLACE, set: null }, storage)).toEqual(DEFAULT_LAYOUT);
    expect(loadLayout({ ...PLACE, connectionId: 'c2' }, storage)).toEqual(DEFAULT_LAYOUT);
  });

  it('leave nothing behind when everything is reset', () => {
    const storage = new MemoryStorage();
    saveLayout(PLACE, { ...DEFAULT_LAYOUT, pageSize: 25 }, storage);
    saveLayout(PLACE, DEFAULT_LAYOUT, storage);
    expect(storage.items.size).toBe(0);
  });

  it('are bounded in number; those used longest ago go', () => {
    const storage = new MemoryStorage();
    const layout = { ...DEFAULT_LAYOUT, pageSize: 25 };
    saveLayout(PLACE, layout, storage);
    for (let index = 0; index < MAX_LAYOUTS - 1; index += 1) {
      saveLayout({ ...PLACE, set: `s${String(index)}` }, layout, storage);
    }
    saveLayout(PLACE, layout, storage);
    saveLayout({ ...PLACE, set: 'one more' }, layout, storage);
    expect(loadLayout(PLACE, storage)).toEqual(layout);
    expect(loadLayout({ ...PLACE, set: 's0' }, storage)).toEqual(DEFAULT_LAYOUT);
    expect(JSON.parse(storage.items.get(STORAGE_KEY) ?? '')).toHaveLength(MAX_LAYOUTS);
  });

  it.each([
    '',
    'x',
    'null',
    '{}',
    '[1,[2],["a"]]',
    `[[${JSON.stringify(JSON.stringify(['c1', 'test', 'users']))},7]]`,
  ])('that are broken (%s) are as if there were none', (text) => {
    const storage = new MemoryStorage();
    storage.setItem(STORAGE_KEY, text);
    expect(loadLayout(PLACE, storage)).toEqual(DEFAULT_LAYOUT);
    saveLayout(PLACE, { ...DEFAULT_LAYOUT, pageSize: 25 }, storage);
    expect(loadLayout(PLACE, storage).pageSize).toBe(25);
  });

  it('do without storage that is full or forbidden', () => {
    const forbidden: LayoutStorage = {
      getItem: () => {
        throw new Error('forbidden');
      },
      setItem: () => {
        throw new Error('full');
      },
      removeItem: () => {
        throw new Error('forbidden');
      },
    };
    expect(loadLayout(PLACE, forbidden)).toEqual(DEFAULT_LAYOUT);
    expect(() => saveLayout(PLACE, { ...DEFAULT_LAYOUT, pageSize: 25 }, forbidden)).not.toThrow();
    expect(loadLayout(PLACE, null)).toEqual(DEFAULT_LAYOUT);
  });

  it('keep what is understood of each part', () => {
    expect(
      readLayout({
        pageSize: '9',
        bins: ['a', 'a', 3],
        order: 'x',
        hidden: ['h'],
        widths: { a: 1e9, b: 'x', c: null },
      }),
    ).toEqual({ pageSize: null, bins: ['a'], order: [], hidden: ['h'], widths: { a: 1200 } });
    expect(
      readLayout({ order: Array.from({ length: 5000 }, (_, index) => String(index)) }).order,
    ).toHaveLength(300);
    expect(clampWidth(-5)).toBe(48);
  });
});

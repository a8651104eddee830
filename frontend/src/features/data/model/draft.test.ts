import { describe, expect, it } from 'vitest';
import {
  changesOf,
  draftJson,
  draftOf,
  type DraftAction,
  reduceDraft,
  removesEverything,
  rowProblem,
} from './draft';
import type { Bins } from './value';

function draft(original: Bins, ...actions: DraftAction[]) {
  return actions.reduce(reduceDraft, draftOf(original));
}

function changes(original: Bins, ...actions: DraftAction[]) {
  const result = changesOf(draft(original, ...actions));
  return result.ok ? result.value.bins : result.problem;
}

const BINS: Bins = { name: 'Ada', age: 36, score: { $float: '1.0' }, raw: { $bytes: 'AAE=' } };

describe('changed bins', () => {
  it('are none when nothing was touched', () => {
    expect(changes(BINS)).toEqual({});
  });

  it('are only those whose value differs', () => {
    expect(changes(BINS, { type: 'edited', id: 1, text: '37' })).toEqual({ age: 37 });
  });

  it('are none when a value is typed back', () => {
    expect(
      changes(BINS, { type: 'edited', id: 1, text: '37' }, { type: 'edited', id: 1, text: '36' }),
    ).toEqual({});
  });

  it('include a change of type alone', () => {
    expect(changes(BINS, { type: 'retyped', id: 1, kind: 'string' })).toEqual({ age: '36' });
  });

  it('remove a bin by null, and not when that is undone', () => {
    expect(changes(BINS, { type: 'removed', id: 0, removed: true })).toEqual({ name: null });
    expect(
      changes(BINS, { type: 'removed', id: 0, removed: true }, { type: 'removed', id: 0, removed: false }),
    ).toEqual({});
  });

  it('include an added bin', () => {
    expect(
      changes(
        BINS,
        { type: 'added' },
        { type: 'renamed', id: 4, name: 'city' },
        { type: 'edited', id: 4, text: 'Oslo' },
      ),
    ).toEqual({ city: 'Oslo' });
  });

  it('keep a bin called __proto__ a bin', () => {
    const sent = changes(
      {},
      { type: 'added' },
      { type: 'renamed', id: 0, name: '__proto__' },
      { type: 'edited', id: 0, text: 'x' },
    );
    expect(JSON.stringify(sent)).toBe('{"__proto__":"x"}');
  });

  it('leave an unknown particle alone', () => {
    expect(
      changes({ odd: { $particle: 99, $bytes: 'AA==' }, age: 1 }, { type: 'edited', id: 1, text: '2' }),
    ).toEqual({ age: 2 });
  });

  it('leave an unknown particle alone when another bin is edited as JSON', () => {
    const odd = { $particle: 99, $bytes: 'AA==' };
    expect(changes({ odd, age: 1 }, { type: 'replaced', bins: { odd, age: 2 } })).toEqual({ age: 2 });
  });

  it('are refused with the name of the bin that cannot be read', () => {
    expect(changes(BINS, { type: 'edited', id: 1, text: 'x' })).toContain('age: Enter a whole number');
  });
});

describe('names of added bins', () => {
  it.each([
    ['', 'Enter a name.'],
    ['age', 'already has a bin'],
    ['a name too long', null],
    ['a name too long!', 'at most 15 bytes; this one has 16'],
    ['ééééééé', null],
    ['éééééééé', 'at most 15 bytes; this one has 16'],
    ['a\tb', 'no control characters'],
  ])('%j', (name, problem) => {
    const edited = draft(BINS, { type: 'added' }, { type: 'renamed', id: 4, name });
    const row = edited.rows.at(-1);
    expect(row).toBeDefined();
    if (row !== undefined) {
      const found = rowProblem(edited, row);
      expect(found?.text ?? null).toEqual(problem === null ? null : expect.stringContaining(problem));
    }
  });

  it('cannot be changed for bins that are stored', () => {
    expect(draft(BINS, { type: 'renamed', id: 0, name: 'other' }).rows[0]?.name).toBe('name');
  });
});

describe('the record as JSON', () => {
  it('shows what will be stored', () => {
    const text = draftJson(
      draft(BINS, { type: 'removed', id: 0, removed: true }, { type: 'edited', id: 1, text: '37' }),
    );
    expect(JSON.parse(text)).toEqual({ age: 37, score: { $float: '1.0' }, raw: { $bytes: 'AAE=' } });
  });

  it('marks bins that are missing or null as removed, explicitly', () => {
    const edited = draft(BINS, {
      type: 'replaced',
      bins: { name: 'Ada', age: null, score: { $float: '1.0' } },
    });
    expect(edited.rows.filter((row) => row.removed).map((row) => row.name)).toEqual(['age', 'raw']);
    expect(
      changes(BINS, { type: 'replaced', bins: { name: 'Ada', age: null, score: { $float: '1.0' } } }),
    ).toEqual({
      age: null,
      raw: null,
    });
  });

  it('adds bins and changes types', () => {
    expect(changes(BINS, { type: 'replaced', bins: { ...BINS, age: '36', city: 'Oslo' } })).toEqual({
      age: '36',
      city: 'Oslo',
    });
  });
});

describe('a record that changed meanwhile', () => {
  const newer: Bins = { name: 'Grace', age: 40, extra: 1 };

  it('is what untouched bins follow, while edits stay on top', () => {
    const edited = draft(BINS, { type: 'edited', id: 1, text: '37' }, { type: 'rebased', original: newer });
    expect(JSON.parse(draftJson(edited))).toEqual({ name: 'Grace', age: 37, extra: 1 });
    const result = changesOf(edited);
    expect(result.ok && result.value.bins).toEqual({ age: 37 });
  });

  it('gets an edited bin back that it lost', () => {
    expect(
      changes(BINS, { type: 'edited', id: 3, text: 'AA==' }, { type: 'rebased', original: newer }),
    ).toEqual({
      raw: { $bytes: 'AA==' },
    });
  });

  it('has nothing to remove when the bin is gone already', () => {
    expect(
      changes(BINS, { type: 'removed', id: 3, removed: true }, { type: 'rebased', original: newer }),
    ).toEqual({});
  });
});

it('knows when saving would leave no bin', () => {
  expect(removesEverything(draft({ a: 1 }, { type: 'removed', id: 0, removed: true }))).toBe(true);
  expect(removesEverything(draft({ a: 1, b: 1 }, { type: 'removed', id: 0, removed: true }))).toBe(false);
  expect(removesEverything(draft({}))).toBe(false);
});

import { describe, expect, it } from 'vitest';
import { ok } from '@/shared/lib/result';
import {
  changesOf,
  draftJson,
  draftOf,
  type DraftAction,
  isReadable,
  reduceDraft,
  removesEverything,
  rowProblem,
} from './draft';
import { planSave, summaryOf } from './savePlan';
import type { Bins } from './value';
import { draftOfValue, type TextDraft, type ValueDraft, withText } from './valueDraft';

function draft(original: Bins, ...actions: DraftAction[]) {
  return actions.reduce(reduceDraft, draftOf(original));
}

function changes(original: Bins, ...actions: DraftAction[]) {
  const result = changesOf(draft(original, ...actions));
  return result.ok ? result.value.bins : result.problem;
}

/** Typing into the field of a row that started with this value. */
function typed(id: number, start: Bins[string], text: string): DraftAction {
  const draft = draftOfValue(start) as TextDraft;
  return { type: 'edited', id, value: withText(draft, text) };
}

const ALL = new Set(['name', 'age', 'score', 'raw']);

const BINS: Bins = { name: 'Ada', age: 36, score: { $float: '1.0' }, raw: { $bytes: 'AAE=' } };

describe('changed bins', () => {
  it('are none when nothing was touched', () => {
    expect(changes(BINS)).toEqual({});
  });

  it('are only those whose value differs', () => {
    expect(changes(BINS, typed(1, 36, '37'))).toEqual({ age: 37 });
  });

  it('are none when a value is typed back', () => {
    expect(changes(BINS, typed(1, 36, '37'), typed(1, 36, '36'))).toEqual({});
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
      changes(BINS, { type: 'added' }, { type: 'renamed', id: 4, name: 'city' }, typed(4, '', 'Oslo')),
    ).toEqual({ city: 'Oslo' });
  });

  it('keep a bin called __proto__ a bin', () => {
    const sent = changes(
      {},
      { type: 'added' },
      { type: 'renamed', id: 0, name: '__proto__' },
      typed(0, '', 'x'),
    );
    expect(JSON.stringify(sent)).toBe('{"__proto__":"x"}');
  });

  it('leave an unknown particle alone', () => {
    expect(changes({ odd: { $particle: 99, $bytes: 'AA==' }, age: 1 }, typed(1, 1, '2'))).toEqual({ age: 2 });
  });

  it('leave an unknown particle alone when another bin is edited as JSON', () => {
    const odd = { $particle: 99, $bytes: 'AA==' };
    expect(changes({ odd, age: 1 }, { type: 'replaced', bins: { odd, age: 2 } })).toEqual({ age: 2 });
  });

  it('are refused with the name of the bin that cannot be read', () => {
    expect(changes(BINS, typed(1, 36, 'x'))).toContain('age: Enter a whole number');
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
    const text = draftJson(draft(BINS, { type: 'removed', id: 0, removed: true }, typed(1, 36, '37')));
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
    const edited = draft(BINS, typed(1, 36, '37'), { type: 'rebased', original: newer, mine: ALL });
    expect(JSON.parse(draftJson(edited))).toEqual({ name: 'Grace', age: 37, extra: 1 });
    const result = changesOf(edited);
    expect(result.ok && result.value.bins).toEqual({ age: 37 });
  });

  it('gets an edited bin back that it lost', () => {
    expect(
      changes(BINS, typed(3, { $bytes: 'AAE=' }, '00'), { type: 'rebased', original: newer, mine: ALL }),
    ).toEqual({
      raw: { $bytes: 'AA==' },
    });
  });

  it('takes back the edits that were not chosen', () => {
    const edited = draft(
      BINS,
      typed(1, 36, '37'),
      { type: 'removed', id: 0, removed: true },
      { type: 'rebased', original: newer, mine: new Set(['name']) },
    );
    const result = changesOf(edited);
    expect(result.ok && result.value.bins).toEqual({ name: null });
  });

  it('has nothing to remove when the bin is gone already', () => {
    expect(
      changes(
        BINS,
        { type: 'removed', id: 3, removed: true },
        { type: 'rebased', original: newer, mine: ALL },
      ),
    ).toEqual({});
  });
});

it('knows when saving would leave no bin', () => {
  expect(removesEverything(draft({ a: 1 }, { type: 'removed', id: 0, removed: true }))).toBe(true);
  expect(removesEverything(draft({ a: 1, b: 1 }, { type: 'removed', id: 0, removed: true }))).toBe(false);
  expect(removesEverything(draft({}))).toBe(false);
});

describe('an edit of one bin', () => {
  it('can be undone, and its type goes back with it', () => {
    const edited = draft(BINS, typed(1, 36, '37'), { type: 'retyped', id: 1, kind: 'bytes' });
    expect(changesOf(reduceDraft(edited, { type: 'reset', id: 1 }))).toMatchObject({ value: { bins: {} } });
    expect(changesOf(reduceDraft(edited, { type: 'retyped', id: 1, kind: 'int' }))).toMatchObject({
      value: { bins: {} },
    });
  });

  it('that cannot be read keeps the record from being shown as JSON, where it would be lost', () => {
    expect(isReadable(draft(BINS, typed(1, 36, 'x')))).toBe(false);
    expect(isReadable(draft(BINS, { type: 'added' }))).toBe(false);
    expect(isReadable(draft(BINS, typed(1, 36, '37')))).toBe(true);
  });
});

describe('what a save would do', () => {
  const KEEP = { mode: 'keep', seconds: '' } as const;
  const KEY = ok({ kind: 'string', value: 'ada' } as const);
  const edited: readonly DraftAction[] = [typed(1, 36, '37'), { type: 'removed', id: 0, removed: true }];

  it('is counted', () => {
    const changes = changesOf(draft(BINS, ...edited));
    expect(changes).toMatchObject({ value: { set: 1, removed: 1, kept: 2 } });
    expect(summaryOf({ set: 1, removed: 1, kept: 2 }, true)).toBe(
      'set 1, remove 1, keep 2, new time to live',
    );
    expect(summaryOf({ set: 0, removed: 0, kept: 4 }, true)).toBe('new time to live');
    expect(summaryOf({ set: 0, removed: 0, kept: 4 }, false)).toBe('No changes');
  });

  it('is a touch when no bin changed, and a put of the changed bins otherwise', () => {
    const form = { key: KEY, ttl: KEEP, generation: 3 };
    expect(planSave({ ...form, draft: draft(BINS) })).toMatchObject({
      value: { kind: 'touch', generation: 3 },
    });
    expect(planSave({ ...form, draft: draft(BINS, ...edited) })).toMatchObject({
      value: { kind: 'put', bins: { age: 37, name: null }, generation: 3 },
    });
  });

  it('is refused for a new record without bins', () => {
    const plan = planSave({
      key: KEY,
      ttl: { mode: 'never', seconds: '' },
      generation: null,
      draft: draft({}),
    });
    expect(plan).toEqual({ ok: false, problem: 'A record needs at least one bin.' });
  });
});

it('a value that cannot be typed is neither changed nor lost', () => {
  const kept: ValueDraft = draftOfValue({ $hll: 'AAE=' });
  expect(kept.form).toBe('kept');
  expect(changes({ sketch: { $hll: 'AAE=' }, n: 1 }, typed(1, 1, '2'))).toEqual({ n: 2 });
});

import { describe, expect, it } from 'vitest';
import type { AerospikeValue } from './value';
import { valuesEqual } from './value';
import {
  type ContainerDraft,
  draftOfValue,
  respell,
  retype,
  type ValueDraft,
  valueOf,
  withText,
} from './valueDraft';
import {
  addEntry,
  entriesOf,
  keyProblem,
  moveEntry,
  removeEntry,
  reorder,
  replaceKey,
  replaceValue,
} from './valueTree';

const DEEP: AerospikeValue = {
  list: [1, 'two', 3.5, null, { $float: '1.0' }, { $floatBits: '7ff8000000000001' }],
  map: { deep: { er: true } },
  big: { $int: '9223372036854775807' },
  raw: { $bytes: 'AAH/' },
  sketch: { $hll: 'AAE=' },
  strange: { $particle: 99, $bytes: 'AA==' },
  byNumber: { $map: [[2, 'two'], [1, 'one'], [{ $bytes: 'AA==' }, []]], $order: 'KEY_ORDERED' }, // prettier-ignore
  dollar: { $map: [['$int', 1]], $order: 'UNORDERED' },
};

function container(value: AerospikeValue): ContainerDraft {
  const draft = draftOfValue(value);
  if (draft.form !== 'container') throw new Error('not a container');
  return draft;
}

/** The draft with every list and map in it opened, as if each had been edited and put back. */
function opened(draft: ValueDraft): ValueDraft {
  if (draft.form !== 'container') return draft;
  return {
    ...draft,
    entries: entriesOf(draft).map((entry) => ({ ...entry, value: opened(entry.value) })),
  };
}

function text(value: string): ValueDraft {
  const draft = draftOfValue('');
  return draft.form === 'text' ? withText(draft, value) : draft;
}

function read(draft: ValueDraft): unknown {
  const value = valueOf(draft);
  return value.ok ? value.value : `problem: ${value.problem}`;
}

describe('a value as a tree', () => {
  it('stands for the very value while nothing was edited', () => {
    expect(valueOf(draftOfValue(DEEP))).toEqual({ ok: true, value: DEEP });
  });

  it('stands for an equal value when every part of it was opened', () => {
    const value = valueOf(opened(draftOfValue(DEEP)));
    expect(value.ok && valuesEqual(value.value, DEEP)).toBe(true);
  });

  it('goes to JSON and back without a change', () => {
    const json = respell(opened(draftOfValue(DEEP)), 'json');
    // What cannot be typed is nevertheless kept, because the text was not touched.
    expect(json.ok && valueOf(json.value)).toEqual({ ok: true, value: DEEP });
    const tree = json.ok ? respell(json.value, 'tree') : json;
    expect(tree.ok && valueOf(tree.value)).toEqual({ ok: true, value: DEEP });
  });

  it('keeps its other parts as they are when one is edited', () => {
    const root = container(DEEP);
    const list = entriesOf(root)[0];
    const inner = list?.value.form === 'container' ? list.value : container([]);
    const edited = replaceValue(root, 0, replaceValue(inner, 1, text('zwei')));
    expect(read(edited)).toEqual({
      ...(DEEP as object),
      list: [1, 'zwei', 3.5, null, { $float: '1.0' }, { $floatBits: '7ff8000000000001' }],
    });
  });

  it('adds, moves and removes items, which keep their identity', () => {
    const list = container(['a', 'b', 'c']);
    const moved = moveEntry(list, 2, -1);
    expect(read(moved)).toEqual(['a', 'c', 'b']);
    expect(entriesOf(moved).map(({ id }) => id)).toEqual([0, 2, 1]);
    expect(moveEntry(list, 0, -1)).toBe(list);
    const added = addEntry(removeEntry(moved, 0));
    expect(entriesOf(added).map(({ id }) => id)).toEqual([2, 1, 3]);
    expect(read(replaceValue(added, 3, text('d')))).toEqual(['c', 'b', 'd']);
  });

  it('never gives two entries one identity, also after the newest was removed', () => {
    const list = addEntry(removeEntry(addEntry(container(['a'])), 1));
    expect(entriesOf(list).map(({ id }) => id)).toEqual([0, 2]);
  });

  it('says where inside something is wrong', () => {
    const root = container({ list: [{ count: 1 }] });
    const list = entriesOf(root)[0]?.value as ContainerDraft;
    const item = entriesOf(list)[0]?.value as ContainerDraft;
    const count = entriesOf(item)[0]?.value;
    const bad = count?.form === 'text' ? withText(count, 'x') : text('');
    const edited = replaceValue(root, 0, replaceValue(list, 0, replaceValue(item, 0, bad)));
    expect(read(edited)).toMatch(/^problem: At \.list\[0\]\.count: Enter a whole number/);
    const refused = respell(edited, 'json');
    expect(refused.ok).toBe(false);
  });
});

describe('keys of a map', () => {
  it('of another type than text make it a tagged map, and back again', () => {
    const map = container({ a: 1 });
    const numbered = replaceKey(map, 0, draftOfValue(7));
    expect(read(numbered)).toEqual({ $map: [[7, 1]], $order: 'UNORDERED' });
    expect(read(replaceKey(numbered, 0, text('a')))).toEqual({ a: 1 });
    expect(read(replaceKey(map, 0, text('$a')))).toEqual({ $map: [['$a', 1]], $order: 'UNORDERED' });
    expect(read(replaceKey(map, 0, text('__proto__')))).toEqual(JSON.parse('{"__proto__": 1}'));
  });

  it('stand once, and the integer 1 is not the text 1', () => {
    const map = addEntry(container({ '1': 'text' }));
    const clash = replaceKey(map, 1, text('1'));
    const [first, second] = entriesOf(clash);
    expect(first && keyProblem(clash, first)).toBe('The map has this key twice.');
    expect(second && keyProblem(clash, second)).toBe('The map has this key twice.');
    expect(read(clash)).toBe('problem: The map has this key twice.');
    expect(read(replaceKey(map, 1, draftOfValue(1)))).toEqual({
      $map: [['1', 'text'], [1, '']], // prettier-ignore
      $order: 'UNORDERED',
    });
  });

  it('that the client cannot write are refused', () => {
    const map = replaceKey(container({ a: 1 }), 0, draftOfValue(1.5));
    expect(read(map)).toBe('problem: Keys of maps are texts, integers or bytes.');
  });

  it('can be put in order, but not in one that the client cannot write', () => {
    expect(read(reorder(container({ a: 1 }), 'KEY_ORDERED'))).toEqual({
      $map: [['a', 1]],
      $order: 'KEY_ORDERED',
    });
    const kept = container({ $map: [], $order: 'KEY_VALUE_ORDERED' });
    expect(read(kept)).toEqual({ $map: [], $order: 'KEY_VALUE_ORDERED' });
    expect(read(addEntry(kept))).toContain('choose another order');
  });
});

describe('another type for a value', () => {
  it.each<[AerospikeValue, Parameters<typeof retype>[1], unknown]>([
    ['42', 'int', 42],
    [42, 'string', '42'],
    [1.5, 'string', '1.5'],
    ['true', 'bool', true],
    ['abc', 'bytes', { $bytes: 'YWJj' }],
    [{ $bytes: 'YWJj' }, 'string', 'abc'],
    [{ $bytes: '/w==' }, 'string', '/w=='],
    ['[1, 2]', 'list', [1, 2]],
    [[1], 'map', {}],
    ['abc', 'null', null],
  ])('%j as %s is %j', (value, kind, expected) => {
    expect(read(retype(draftOfValue(value), kind))).toEqual(expected);
  });

  it('keeps what was typed, although it is no value of the new type', () => {
    const draft = retype(draftOfValue('abc'), 'int');
    expect(draft).toMatchObject({ kind: 'int', text: 'abc' });
    expect(valueOf(draft).ok).toBe(false);
  });
});

describe('another spelling of a value', () => {
  it('is refused while the text is no value, which stays as it was typed', () => {
    const bytes = draftOfValue({ $bytes: 'AAE=' });
    const bad = bytes.form === 'text' ? withText(bytes, '00 0') : bytes;
    expect(respell(bad, 'base64')).toMatchObject({ ok: false });
    const good = bytes.form === 'text' ? withText(bytes, '00 01 ff') : bytes;
    const base64 = respell(good, 'base64');
    expect(base64.ok && base64.value).toMatchObject({ spelling: 'base64', text: 'AAH/' });
    expect(respell(good, 'utf8')).toMatchObject({ ok: false });
  });
});

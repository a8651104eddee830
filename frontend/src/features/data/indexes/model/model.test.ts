import { describe, expect, it } from 'vitest';
import { indexesSearch, newIndexUrl, readIndexesView } from '../urls';
import { EMPTY_INDEX, type IndexDraft, indexInput, indexProblems, proposedName } from './indexDraft';
import { heldText } from './indexWords';
import { parseSteps, rekind } from './steps';

const AGE: IndexDraft = { ...EMPTY_INDEX, namespace: 'test', set: 'users', name: 'age_idx', bin: 'age' };

describe('a new index', () => {
  it('is asked for as the API takes it, by bin, path, expression or set', () => {
    expect(indexInput('c1', AGE)).toEqual({
      ok: true,
      value: {
        connectionId: 'c1',
        namespace: 'test',
        set: 'users',
        name: 'age_idx',
        isSetIndex: false,
        bin: 'age',
        type: 'INTEGER',
        collection: 'NONE',
        context: null,
      },
    });
    const path: IndexDraft = {
      ...AGE,
      collection: 'MAPKEYS',
      type: 'STRING',
      context: [
        { kind: 'mapKey', valueKind: 'int', text: '9007199254740993' },
        { kind: 'listIndex', valueKind: 'string', text: '-1' },
      ],
    };
    expect(indexInput('c1', path)).toMatchObject({
      ok: true,
      value: {
        context: [{ mapKey: { $int: '9007199254740993' } }, { listIndex: -1 }],
        collection: 'MAPKEYS',
      },
    });
    const packed = indexInput('c1', { ...AGE, source: 'expression', expression: 'kxMC\no2Fn' });
    expect(packed).toMatchObject({ ok: true, value: { expression: 'kxMCo2Fn' } });
    expect(packed.ok && 'bin' in packed.value).toBe(false);
    expect(indexInput('c1', { ...AGE, source: 'set' })).toEqual({
      ok: true,
      value: {
        connectionId: 'c1',
        namespace: 'test',
        set: 'users',
        name: 'age_idx',
        isSetIndex: true,
        collection: 'NONE',
      },
    });
  });

  it('is refused, field by field, before a server would refuse it', () => {
    expect(Object.keys(indexProblems(EMPTY_INDEX))).toEqual(['namespace', 'name', 'bin']);
    expect(indexProblems({ ...AGE, name: 'a b' })).toHaveProperty('name');
    expect(indexProblems({ ...AGE, bin: 'a:b' })).toHaveProperty('bin');
    expect(indexProblems({ ...AGE, bin: 'sixteen bytes ab' })).toHaveProperty('bin');
    expect(indexProblems({ ...AGE, set: 'a,b' })).toHaveProperty('set');
    expect(indexProblems({ ...AGE, set: '', source: 'set' })).toHaveProperty('set');
    expect(indexProblems({ ...AGE, source: 'expression', expression: '???' })).toHaveProperty('expression');
    const huge = 'A'.repeat(4096);
    expect(indexProblems({ ...AGE, source: 'expression', expression: huge })).toHaveProperty('expression');
    const context = [{ kind: 'listIndex', valueKind: 'string', text: 'x' }] as const;
    expect(indexProblems({ ...AGE, context })).toHaveProperty('context');
    expect(indexProblems(AGE)).toEqual({});
  });

  it('has a name proposed that a server takes', () => {
    expect(proposedName(AGE)).toBe('users_age_idx');
    const odd: IndexDraft = { ...AGE, set: '', bin: 'a b:c', collection: 'LIST' };
    expect(proposedName(odd)).toBe('a_b_c_list_idx');
    expect(indexProblems({ ...AGE, name: proposedName(odd) })).toEqual({});
  });

  it('is carried by an address, of which only what is understood counts', () => {
    const url = new URL(newIndexUrl('c1', { namespace: 'test', bin: 'a%b&c' }), 'http://x');
    expect(readIndexesView(url.searchParams).draft).toEqual({
      ...EMPTY_INDEX,
      namespace: 'test',
      bin: 'a%b&c',
    });
    const odd = new URLSearchParams({ new: '{"type": "HUGE", "context": [{"kind": "x"}, 3], "bin": 7}' });
    expect(readIndexesView(odd).draft).toEqual(EMPTY_INDEX);
    expect(readIndexesView(new URLSearchParams({ new: '1]' })).draft).toEqual(EMPTY_INDEX);
    const open = { namespace: 'a/b', draft: null, open: { namespace: 'a/b', name: 'x' } };
    expect(readIndexesView(indexesSearch(open))).toEqual(open);
  });
});

describe('a way into a bin', () => {
  it('names the step that is wrong', () => {
    const steps = [
      { kind: 'mapKey', valueKind: 'string', text: 'a' },
      { kind: 'mapRank', valueKind: 'string', text: '1.5' },
    ] as const;
    expect(parseSteps(steps)).toMatchObject({
      ok: false,
      problem: expect.stringContaining('Step 2') as string,
    });
  });

  it('has map keys of the types a map can have', () => {
    const step = { kind: 'mapValue', valueKind: 'float', text: '1.5' } as const;
    expect(rekind(step, 'listValue').valueKind).toBe('float');
    expect(rekind(step, 'mapKey').valueKind).toBe('string');
  });
});

describe('what an index holds, in words', () => {
  it('says type and part, or that it is of a whole set', () => {
    expect(heldText({ isSetIndex: false, type: 'INTEGER', collection: 'NONE' })).toBe('integer');
    expect(heldText({ isSetIndex: false, type: 'STRING', collection: 'MAPKEYS' })).toBe(
      'string, keys of a map',
    );
    expect(heldText({ isSetIndex: true })).toBe('the set as a whole');
    expect(heldText({ isSetIndex: false, type: null })).toBeNull();
  });
});

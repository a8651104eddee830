import { describe, expect, it } from 'vitest';
import { aqlOf, aqlOfKeys } from './aql';
import { extended, newCondition, turned } from './filterDraft';
import { buildQuery, draftOfQuery, draftText, NEW_QUERY, type QueryDraft, readDraftText } from './queryDraft';
import { queryWords } from './queryWords';
import { curlText, pageRequest } from './texts';

const AGE = { bin: { bin: 'age', is: { int: { ge: '30' } } } };
const USERS: QueryDraft = { ...NEW_QUERY, namespace: 'test', set: 'users', filter: AGE };

describe('an address', () => {
  it('holds a query, finished or not, and brings it back', () => {
    for (const draft of [
      NEW_QUERY,
      USERS,
      { ...USERS, filter: newCondition(), limit: 'many' },
      { ...USERS, way: 'keys', keys: { kind: 'int', division: 'csv', text: '1,2' } },
      { ...USERS, way: 'index', index: { bin: 'age', collection: 'LIST', is: { int: '5' } } },
      { ...USERS, reading: 'chosen', bins: ['a', 'b'], limit: '' },
    ] as const) {
      expect(readDraftText(draftText(draft))).toEqual(draft);
    }
  });

  it('is short for the plain page, and anything else in it is passed over', () => {
    expect(draftText(NEW_QUERY)).toBe('');
    for (const text of [null, 'nonsense', '[]', '{"filter":{"x":1},"way":"other","bins":[1]}']) {
      expect(readDraftText(text)).toEqual(NEW_QUERY);
    }
  });
});

describe('a query', () => {
  it('is sent with what was chosen and nothing else', () => {
    expect(buildQuery('c1', USERS)).toEqual({
      query: { connectionId: 'c1', namespace: 'test', set: 'users', filter: AGE },
      limit: '1000',
      problems: [],
    });
    expect(buildQuery('c1', { ...USERS, filter: null, set: '', reading: 'none', limit: '' })).toMatchObject({
      query: { connectionId: 'c1', namespace: 'test', metadataOnly: true },
      limit: null,
    });
  });

  it('is not sent with a limit of none, without a namespace, or with no bin named', () => {
    const fields = (draft: QueryDraft) => buildQuery('c1', draft).problems.map(({ field }) => field);
    expect(fields({ ...USERS, limit: '0' })).toEqual(['limit']);
    expect(fields({ ...USERS, namespace: '' })).toEqual(['query.namespace']);
    expect(fields({ ...USERS, reading: 'chosen' })).toEqual(['query.bins']);
  });

  it('that is kept is put together as it was saved', () => {
    const index = { bin: 'age', collection: 'NONE', is: { intRange: { from: '1', to: '9' } } };
    const stored = { connectionId: 'c1', namespace: 'test', set: null, index, filter: AGE, bins: ['age'] };
    const draft = draftOfQuery(stored);
    expect(draft).toMatchObject({ way: 'index', namespace: 'test', set: '', filter: AGE, bins: ['age'] });
    expect(draft === null ? null : buildQuery('c1', draft).query).toEqual({
      connectionId: 'c1',
      namespace: 'test',
      index,
      filter: AGE,
      bins: ['age'],
    });
    expect(draftOfQuery({ namespace: 'test', filter: { ofTheFuture: {} } })).toBeNull();
  });

  it('is told in a line', () => {
    const filter = {
      and: [AGE, { not: { bin: { bin: 'name', is: { string: { regex: { pattern: '^A', flags: [] } } } } } }],
    };
    expect(queryWords({ ...USERS, filter })).toBe('test.users where (age ≥ 30 and not name matches ^A)');
    expect(queryWords({ ...USERS, filter: null, set: '' })).toBe('test, all records');
  });
});

describe('a condition', () => {
  it('keeps what it holds when it becomes another kind', () => {
    expect(turned(AGE, 'or')).toEqual({ or: [AGE] });
    expect(turned({ or: [AGE, AGE] }, 'and')).toEqual({ and: [AGE, AGE] });
    expect(turned(AGE, 'not')).toEqual({ not: AGE });
    expect(turned({ not: AGE }, 'and')).toEqual({ and: [AGE] });
    expect(turned({ and: [AGE] }, 'not')).toEqual({ not: AGE });
    expect(turned({ and: [AGE, AGE] }, 'not')).toEqual({ not: { and: [AGE, AGE] } });
  });

  it('becomes a group with the next one', () => {
    expect(extended(null, AGE)).toEqual(AGE);
    expect(extended(AGE, AGE)).toEqual({ and: [AGE, AGE] });
    expect(extended({ or: [AGE] }, AGE)).toEqual({ or: [AGE, AGE] });
  });
});

describe('as AQL', () => {
  const place = { connectionId: 'c1', namespace: 'test', set: 'users' };

  it('a query is written as far as there are words for it', () => {
    expect(aqlOf(place, '10')).toEqual({ text: 'SELECT * FROM test.users LIMIT 10', missing: [] });
    const index = { bin: 'age', collection: 'MAPKEYS', is: { intRange: { from: '1', to: '9' } } } as const;
    expect(aqlOf({ ...place, bins: ['a', 'b'], index }, null)).toEqual({
      text: 'SELECT a, b FROM test.users IN MAPKEYS WHERE age BETWEEN 1 AND 9',
      missing: [],
    });
  });

  it('what it has no words for is told', () => {
    const index = { bin: 'a', context: [{ mapKey: 'k' }], is: { bytes: 'AA==' } } as const;
    const { missing } = aqlOf(
      { ...place, metadataOnly: true, filter: AGE, index: { ...index, context: [...index.context] } },
      null,
    );
    expect(missing).toHaveLength(4);
    expect(
      aqlOf({ ...place, index: { bin: 'a', is: { string: `it's "both"` } } }, null).missing,
    ).toHaveLength(1);
  });

  it('keys keep their types', () => {
    const keys = [
      { kind: 'string', value: "it's" },
      { kind: 'int', value: '42' },
      { kind: 'digest', value: 'ab'.repeat(20) },
      { kind: 'bytes', value: 'AA==' },
    ] as const;
    expect(aqlOfKeys(place, keys)).toEqual({
      text: [
        `SELECT * FROM test.users WHERE PK = "it's"`,
        'SELECT * FROM test.users WHERE PK = 42',
        `SELECT * FROM test.users WHERE DIGEST = '${'AB'.repeat(20)}'`,
      ].join('\n'),
      missing: ['Keys that are bytes.'],
    });
  });
});

it('as a command of the shell, no text of a query leaves its quotes', () => {
  const command = curlText(
    pageRequest({ connectionId: 'c1', namespace: "a'b; rm" }, '5000'),
    'http://localhost',
  );
  expect(command).toContain(`"namespace":"a'\\''b; rm"`);
  expect(command).toContain('"first":1000');
});

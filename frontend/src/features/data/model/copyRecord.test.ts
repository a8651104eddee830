import { describe, expect, it } from 'vitest';
import { copyAsAql, copyAsGraphql, copyBins, copyRecord, type CopySource } from './copyRecord';
import { parseBinsJson } from './json';
import type { Bins } from './value';

const SOURCE: CopySource = {
  connectionId: 'c1',
  namespace: 'test',
  set: 'users',
  key: { kind: 'string', value: "O'Hara \\ {1}" },
  bins: { name: 'Ada', big: { $int: '9223372036854775807' }, raw: { $bytes: 'AP8=' } },
};

function aql(bins: Bins, change: Partial<CopySource> = {}) {
  return copyAsAql({ ...SOURCE, key: { kind: 'int', value: '1' }, ...change, bins });
}

describe('a record as JSON', () => {
  it('gives its bins in the form that the editor takes back unchanged', () => {
    expect(parseBinsJson(copyBins(SOURCE), {})).toEqual({ ok: true, value: SOURCE.bins });
    expect(JSON.parse(copyRecord(SOURCE))).toEqual({
      key: { namespace: 'test', set: 'users', userKey: { string: "O'Hara \\ {1}" } },
      bins: SOURCE.bins,
    });
  });
});

describe('a record as a GraphQL request', () => {
  it('carries everything in variables, so that nothing needs escaping', () => {
    const { query, variables } = JSON.parse(copyAsGraphql(SOURCE)) as { query: string; variables: unknown };
    expect(query).toContain('mutation PutRecord($input: PutRecordInput!)');
    expect(variables).toEqual({
      input: {
        connectionId: 'c1',
        key: { namespace: 'test', set: 'users', userKey: { string: "O'Hara \\ {1}" } },
        bins: SOURCE.bins,
        mode: 'UPSERT',
        sendKey: true,
      },
    });
  });

  it('leaves the set out for a record in none, and stores no key it does not know', () => {
    const body = copyAsGraphql({ ...SOURCE, set: null, key: { kind: 'digest', value: 'ab'.repeat(20) } });
    expect(JSON.parse(body)).toMatchObject({
      variables: {
        input: { key: { namespace: 'test', userKey: { digest: 'ab'.repeat(20) } }, sendKey: false },
      },
    });
  });
});

describe('a record as AQL', () => {
  it('escapes quotes and backslashes', () => {
    expect(copyAsAql({ ...SOURCE, bins: { say: "it's \\n" } }).statement).toBe(
      "INSERT INTO test.users (PK, say) VALUES ('O\\'Hara \\\\ {1}', 'it\\'s \\\\n')",
    );
  });

  it.each<[string, Bins[string], string]>([
    ['an integer', { $int: '-9223372036854775808' }, '-9223372036854775808'],
    ['a float', 0.5, '0.5'],
    ['an integral float', { $float: '3' }, '3.0'],
    ['minus zero', { $float: '-0.0' }, '-0.0'],
    ['a boolean', true, 'true'],
    ['a text', '42', "'42'"],
    ['GeoJSON', { $geoJson: '{"type":"Point"}' }, 'GEOJSON(\'{"type":"Point"}\')'],
    ['a list', [1, 'a', null], 'LIST(\'[1,"a",null]\')'],
    ['a map', { a: { b: [0.5] } }, 'MAP(\'{"a":{"b":[0.5]}}\')'],
  ])('writes %s by its own type', (_, value, literal) => {
    expect(aql({ v: value })).toEqual({
      statement: `INSERT INTO test.users (PK, v) VALUES (1, ${literal})`,
      leftOut: [],
      reason: null,
    });
  });

  it.each<[string, Bins[string]]>([
    ['bytes', { $bytes: 'AA==' }],
    ['a sketch', { $hll: 'AA==' }],
    ['not a number', { $float: 'NaN' }],
    ['a huge float', { $float: '1e300' }],
    ['a text with a line feed', 'a\nb'],
    ['a list with bytes inside', [{ $bytes: 'AA==' }]],
    ['a list with a large integer inside', [{ $int: '9223372036854775807' }]],
    ['a map with an order', { $map: [['a', 1]], $order: 'KEY_ORDERED' }],
    ['an unknown particle', { $particle: 99, $bytes: 'AA==' }],
  ])('leaves out %s, and says so', (_, value) => {
    expect(aql({ odd: value, n: 1 })).toEqual({
      statement: 'INSERT INTO test.users (PK, n) VALUES (1, 1)',
      leftOut: ['odd'],
      reason: null,
    });
  });

  it('leaves out bins whose name it cannot write', () => {
    expect(aql({ 'a b': 1, pk: 1, n: 1 }).leftOut).toEqual(['a b', 'pk']);
  });

  it('says why there is no statement', () => {
    expect(aql({ n: 1 }, { key: { kind: 'bytes', value: 'AA==' } })).toMatchObject({ statement: null });
    expect(aql({ n: 1 }, { set: 'a set' }).reason).toContain('name of this namespace or set');
    expect(aql({ raw: { $bytes: '' } }).reason).toContain('none of the bins');
  });
});

// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { aRecord } from '../fixtures';
import { csvText, parseCsv, withoutFormula } from './csv';
import { fileName, toCsv, toJson } from './exportRows';
import { keyListText, MAX_KEYS, parseKeyList } from './keyList';
import type { Bins } from './value';

const digest = 'a'.repeat(40);

function csvOf(bins: Bins): string {
  const record = aRecord({ bins });
  return toCsv([record], Object.keys(bins));
}

describe('CSV', () => {
  it('has one line a record, each type as exact text, and an empty cell for an absent bin', () => {
    const bins = {
      big: { $int: '9223372036854775807' },
      float: { $float: '1.0' },
      negative: -5,
      yes: true,
      bytes: { $bytes: 'AP8=' },
      geo: { $geoJson: '{"type":"Point"}' },
      list: [1, { $float: '2.0' }],
      map: { $map: [[1, 'x']], $order: 'KEY_ORDERED' },
    };
    expect(toCsv([aRecord({ bins })], [...Object.keys(bins), 'absent'])).toBe(
      'namespace,set,keyType,key,digest,generation,expiresAt,lastUpdate,big,float,negative,yes,bytes,geo,list,map,absent\r\n' +
        `test,users,string,ada,${digest},3,never,,9223372036854775807,1.0,-5,true,AP8=,"{""type"":""Point""}","[1,{""$float"":""2.0""}]","{""$map"":[[1,""x""]],""$order"":""KEY_ORDERED""}",\r\n`,
    );
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+x', "'+x"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-cmd', "'-cmd"],
    ['\tx', "'\tx"],
    ['-5', '-5'],
    ['-1.5e10', '-1.5e10'],
    ['a=b', 'a=b'],
    ['', ''],
  ])('%j is written as %j, so that no spreadsheet runs it', (text, safe) => {
    expect(withoutFormula(text)).toBe(safe);
  });

  it('guards values, keys and names of bins alike', () => {
    expect(csvOf({ '=bin': '=HYPERLINK("x")' })).toContain("'=bin\r\n");
    expect(csvOf({ '=bin': '=HYPERLINK("x")' })).toContain('"\'=HYPERLINK(""x"")"\r\n');
    const record = aRecord({ bins: {} });
    const key = { ...record.key, userKey: { __typename: 'UserKey', type: 'STRING', value: '=k' } } as const;
    expect(toCsv([{ ...record, key }], [])).toContain(",string,'=k,");
  });

  it.each([[[['a', 'b'], ['c']]], [[['x,y', '"quoted"', 'line\r\nbreak', '']]], [[['', '']]], [[['"']]]])(
    '%j is read back as it was written',
    (rows) => {
      expect(parseCsv(csvText(rows))).toEqual({ ok: true, value: rows });
      expect(parseCsv(csvText(rows).replace(/\r\n$/, ''))).toEqual({ ok: true, value: rows });
    },
  );

  it.each(['"open', 'a\n"b"c'])('%j is refused', (text) => {
    expect(parseCsv(text).ok).toBe(false);
  });
});

describe('JSON of records', () => {
  it('holds the typed key and the tagged values as they came', () => {
    const text = toJson([aRecord({ bins: { big: { $int: '9223372036854775807' } } })]);
    expect(text).toBe(
      `[\n{"key":{"namespace":"test","set":"users","digest":"${digest}","userKey":{"type":"STRING","value":"ada"}},` +
        '"generation":3,"ttl":{"never":true,"seconds":null,"expiresAt":null},"lastUpdate":null,' +
        '"bins":{"big":{"$int":"9223372036854775807"}}}\n]\n',
    );
    expect(toJson([])).toBe('[]\n');
  });

  it('goes into a file named for the set and the day', () => {
    const day = new Date(2026, 0, 2, 23, 59);
    expect(fileName({ namespace: 'test', set: 'users' }, 'csv', day)).toBe('test-users-2026-01-02.csv');
    expect(fileName({ namespace: 'test', set: 'a/b ü' }, 'json', day)).toBe('test-a_b__-2026-01-02.json');
    expect(fileName({ namespace: 'test', set: null }, 'json', day)).toBe('test-all-records-2026-01-02.json');
  });
});

describe('lists of keys', () => {
  it.each([
    ['string', 'lines', 'a\r\n b ,c\n\na', ['a', ' b ,c']],
    ['string', 'csv', 'a,"b,c"\n"line\nbreak"', ['a', 'b,c', 'line\nbreak']],
    ['int', 'lines', '042\n42\n-1', ['42', '-1']],
    ['bytesHex', 'lines', '00ff', ['AP8=']],
    ['digest', 'csv', `${'A'.repeat(40)},`, [digest]],
  ] as const)('%s by %s: %j', (kind, division, text, values) => {
    const keys = parseKeyList(kind, division, text);
    expect(keys.ok && keys.value.map((key) => key.value)).toEqual(values);
  });

  it('say which line is no key of the type, and never take another type', () => {
    expect(parseKeyList('int', 'lines', '1\nada')).toEqual({
      ok: false,
      problem: 'Line 2, "ada": Enter a whole 64-bit number.',
    });
    expect(parseKeyList('string', 'lines', '\n\n').ok).toBe(false);
  });

  it('are bounded', () => {
    const text = Array.from({ length: MAX_KEYS + 1 }, (_, index) => String(index)).join('\n');
    expect(parseKeyList('int', 'lines', text).ok).toBe(false);
    expect(parseKeyList('int', 'lines', `${text.slice(0, text.lastIndexOf('\n'))}\n0`).ok).toBe(true);
  });

  it('are copied one a line where that can be read back, and with their types where not', () => {
    expect(
      keyListText([
        { kind: 'int', value: '1' },
        { kind: 'int', value: '2' },
      ]),
    ).toBe('1\n2');
    expect(
      keyListText([
        { kind: 'int', value: '1' },
        { kind: 'string', value: '1' },
      ]),
    ).toBe('{"int":"1"}\n{"string":"1"}');
    expect(keyListText([{ kind: 'string', value: 'a\nb' }])).toBe('{"string":"a\\nb"}');
  });
});

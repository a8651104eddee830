import { describe, expect, it } from 'vitest';
import { formatJson, parseBinsJson, parseJson } from './json';
import type { AerospikeValue } from './value';

function check(text: string): unknown {
  const parsed = parseJson(text);
  return parsed.ok ? parsed.value : `problem: ${parsed.problem}`;
}

describe('JSON with type tags', () => {
  it.each([
    ['42', 42],
    ['-9007199254740991', -9007199254740991],
    ['9007199254740993', { $int: '9007199254740993' }],
    ['[9223372036854775807]', [{ $int: '9223372036854775807' }]],
    ['1.0', { $float: '1.0' }],
    ['1e3', { $float: '1e3' }],
    ['1.5', 1.5],
    ['"12345678901234567890 and 1.0"', '12345678901234567890 and 1.0'],
    ['{"a\\"1.0": 1.0}', { 'a"1.0': { $float: '1.0' } }],
    ['{"$bytes": "AAE="}', { $bytes: 'AAE=' }],
    ['{"$map": [[1, "one"]], "$order": "KEY_ORDERED"}', { $map: [[1, 'one']], $order: 'KEY_ORDERED' }],
  ])('%s keeps its exact type', (text, expected) => {
    expect(check(text)).toEqual(expected);
  });

  it.each([
    ['9223372036854775808', 'an integer lies between'],
    ['{"a": [{"$bytes": "not base64"}]}', 'At a[0]: "$bytes" holds base64 text.'],
    ['{"$colour": "red"}', '"$colour" is not a known type tag.'],
    ['{"$int": "1", "b": 2}', '"$int" stands alone'],
    ['{"$map": []}', '"$order" is UNORDERED'],
    ['{"$map": [[1]], "$order": "UNORDERED"}', 'At .$map[0]: write one [key, value] pair.'],
    ['{"$map": [], "$order": "UP"}', '"$order" is UNORDERED'],
    ['{"$geoJson": "[1]"}', '"$geoJson" holds a GeoJSON object'],
    ['{"$particle": 99, "$bytes": ""}', 'can be kept or removed'],
    ['1e999', '"$float" holds a number'],
    ['{"a": }', 'not valid JSON'],
    ['01', 'not valid JSON'],
    [`${'['.repeat(65)}${']'.repeat(65)}`, 'nest at most 64 deep'],
  ])('%s is refused with its place and reason', (text, reason) => {
    expect(check(text)).toContain(reason);
  });

  it('reads its own text back unchanged', () => {
    const value: AerospikeValue = [
      1,
      { $int: '-9223372036854775808' },
      { $float: '-0.0' },
      0.1,
      null,
      true,
      { k: { $hll: 'AA==' } },
    ];
    expect(check(formatJson(value))).toEqual(value);
  });
});

describe('bins as JSON', () => {
  it('never reads the record itself as a tagged value', () => {
    expect(parseBinsJson('{"$int": 5}', {})).toEqual({ ok: true, value: { $int: 5 } });
  });

  it.each(['[]', '1', 'null'])('%s is not a record', (text) => {
    expect(parseBinsJson(text, {}).ok).toBe(false);
  });

  it('names the bin that cannot be read', () => {
    expect(parseBinsJson('{"a": 1, "b": {"$nope": 1}}', {})).toEqual({
      ok: false,
      problem: 'At b: "$nope" is not a known type tag.',
    });
  });

  it('takes a value of an unknown type as it is while nobody changed it', () => {
    const original = { odd: { $particle: 99, $bytes: 'AA==' }, later: { $future: 1 } };
    expect(parseBinsJson(formatJson(original), original)).toEqual({ ok: true, value: original });
    expect(parseBinsJson('{"odd": {"$particle": 99, "$bytes": "AAA="}}', original).ok).toBe(false);
  });
});

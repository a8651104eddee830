import { describe, expect, it } from 'vitest';
import {
  emptyInput,
  INPUT_KINDS,
  inputKindOf,
  inputText,
  type NodeKind,
  parseInput,
  type Spelling,
  spellingsOf,
} from './binInput';
import type { AerospikeValue } from './value';

const ALL_BYTES = btoa(String.fromCharCode(...Array.from({ length: 256 }, (_, byte) => byte)));

const VALUES: readonly [NodeKind, AerospikeValue][] = [
  ['int', 0],
  ['int', { $int: '9223372036854775807' }],
  ['int', { $int: '-9223372036854775808' }],
  ['float', 0.1],
  ['float', { $float: '1.0' }],
  ['float', { $float: '-0.0' }],
  ['float', { $float: 'NaN' }],
  ['float', { $float: '-Infinity' }],
  ['bool', true],
  ['null', null],
  ['string', ''],
  ['string', '42'],
  ['string', 'line\nbreak,\ttab and ünïcode 🚀'],
  ['string', 'back\\slash \\n is no line feed'],
  ['bytes', { $bytes: '' }],
  ['bytes', { $bytes: ALL_BYTES }],
  ['bytes', { $bytes: btoa('plain text') }],
  ['geoJson', { $geoJson: '{"type":"Point","coordinates":[1,2]}' }],
  ['list', [1, 'a', { $float: '2.0' }, []]],
  ['map', { a: 1, b: { $bytes: '' } }],
  ['map', { $map: [[1, 2]], $order: 'KEY_ORDERED' }],
];

describe('typed inputs', () => {
  it.each(VALUES)('a %s is shown and read back as the same value in every spelling: %j', (kind, value) => {
    expect(inputKindOf(value)).toBe(kind);
    const shown = spellingsOf(kind).flatMap((spelling) => {
      const text = inputText(value, spelling);
      return text === null ? [] : [parseInput(kind, spelling, text)];
    });
    expect(shown.length).toBeGreaterThan(0);
    for (const read of shown) {
      expect(read).toEqual({ ok: true, value });
    }
  });

  it('a text with a carriage return is never put into a plain field, which would drop it', () => {
    expect(inputText('a\r\nb', 'plain')).toBeNull();
    expect(inputText('a\r\nb', 'escaped')).toBe('a\\r\\nb');
    expect(inputText({ $bytes: btoa('a\rb') }, 'utf8')).toBeNull();
  });

  it('bytes that are no UTF-8 are not shown as text', () => {
    expect(inputText({ $bytes: ALL_BYTES }, 'utf8')).toBeNull();
    expect(inputText({ $bytes: '77u/YQ==' }, 'utf8')).toBe('\ufeffa');
  });

  it.each(INPUT_KINDS.filter((kind) => kind !== 'int' && kind !== 'float'))(
    'a new %s starts with a text that is valid',
    (kind) => {
      expect(parseInput(kind, spellingsOf(kind)[0] ?? 'plain', emptyInput(kind)).ok).toBe(true);
    },
  );

  it('an integral float stays a float and a whole number stays an integer', () => {
    expect(parseInput('float', 'plain', '1')).toEqual({ ok: true, value: { $float: '1' } });
    expect(parseInput('int', 'plain', '1')).toEqual({ ok: true, value: 1 });
    expect(parseInput('int', 'plain', '007')).toEqual({ ok: true, value: 7 });
  });

  it.each<[NodeKind, Spelling, string, string]>([
    ['int', 'plain', '1.0', 'whole number'],
    ['int', 'plain', '', 'whole number'],
    ['int', 'plain', '9223372036854775808', 'whole number'],
    ['float', 'plain', 'abc', 'Enter a number'],
    ['float', 'plain', '1e999', 'Enter a number'],
    ['bool', 'plain', 'yes', 'true or false'],
    ['bytes', 'hex', '00 0g', 'Character 5: "g" is no hexadecimal digit.'],
    ['bytes', 'hex', '000', 'The last byte has one digit'],
    ['bytes', 'base64', 'AA*A', 'Character 3: "*" is no base64 digit.'],
    ['bytes', 'base64', 'A=AA', 'Character 2: "=" stands at the end alone.'],
    ['bytes', 'base64', 'abc', '3 digits, not a multiple of 4'],
    ['bytes', 'base64', 'A===', 'at most two'],
    ['string', 'escaped', 'ab\\q', 'Character 3: \\q is no escape'],
    ['string', 'escaped', 'ab\\', 'Character 3: \\ is no escape'],
    ['string', 'escaped', '\\u{D800}', 'is no escape'],
    ['geoJson', 'plain', '[]', 'GeoJSON object'],
    ['list', 'json', '{}', 'A list is written'],
    ['map', 'json', '[]', 'A map is written'],
    ['map', 'json', '{"a":', 'not valid JSON'],
  ])('an input of kind %s, %s, refuses %j and says why', (kind, spelling, text, reason) => {
    const read = parseInput(kind, spelling, text);
    expect(read.ok ? null : read.problem).toContain(reason);
  });

  it.each<AerospikeValue>([{ $particle: 99, $bytes: 'AA==' }, { $hll: 'AAE=' }])(
    'shows %j without an input',
    (value) => {
      expect(inputKindOf(value)).toBeNull();
    },
  );
});

import { describe, expect, it } from 'vitest';
import {
  convertBytes,
  emptyInput,
  INPUT_KINDS,
  type InputKind,
  inputKindOf,
  inputText,
  parseInput,
} from './binInput';
import type { AerospikeValue } from './value';

const VALUES: readonly [InputKind, AerospikeValue][] = [
  ['int', 0],
  ['int', { $int: '9223372036854775807' }],
  ['float', 0.1],
  ['float', { $float: '1.0' }],
  ['float', { $float: 'NaN' }],
  ['float', { $float: '-Infinity' }],
  ['bool', true],
  ['string', ''],
  ['string', '42'],
  ['string', 'line\nbreak and ünïcode 🚀'],
  ['bytes', { $bytes: 'AAECAw==' }],
  ['hll', { $hll: 'AAE=' }],
  ['geoJson', { $geoJson: '{"type":"Point","coordinates":[1,2]}' }],
  ['list', [1, 'a', { $float: '2.0' }, []]],
  ['map', { a: 1, b: { $bytes: '' } }],
  ['map', { $map: [[1, 2]], $order: 'KEY_ORDERED' }],
];

describe('typed inputs', () => {
  it.each(VALUES)('a %s is shown and read back as the same value: %j', (kind, value) => {
    expect(inputKindOf(value)).toBe(kind);
    expect(parseInput(kind, inputText(value))).toEqual({ ok: true, value });
  });

  it.each(INPUT_KINDS.filter((kind) => kind !== 'int' && kind !== 'float'))(
    'a new %s starts with a text that is valid',
    (kind) => {
      expect(parseInput(kind, emptyInput(kind)).ok).toBe(true);
    },
  );

  it('an integral float stays a float and a whole number stays an integer', () => {
    expect(parseInput('float', '1')).toEqual({ ok: true, value: { $float: '1' } });
    expect(parseInput('int', '1')).toEqual({ ok: true, value: 1 });
    expect(parseInput('int', '007')).toEqual({ ok: true, value: 7 });
  });

  it.each<[InputKind, string]>([
    ['int', '1.0'],
    ['int', ''],
    ['int', '9223372036854775808'],
    ['float', 'abc'],
    ['float', '1e999'],
    ['bool', 'yes'],
    ['bytes', 'abc'],
    ['geoJson', '[]'],
    ['list', '{}'],
    ['map', '[]'],
    ['map', '{"a":'],
  ])('an input of kind %s refuses %j', (kind, text) => {
    expect(parseInput(kind, text).ok).toBe(false);
  });

  it('shows an unknown particle without an input', () => {
    expect(inputKindOf({ $particle: 99, $bytes: 'AA==' })).toBeNull();
  });

  it('converts bytes between hexadecimal and base64', () => {
    expect(convertBytes('00 01:fF', 'base64')).toBe('AAH/');
    expect(convertBytes('AAH/', 'hex')).toBe('0001ff');
    expect(convertBytes('0', 'base64')).toBeNull();
    expect(convertBytes('!', 'hex')).toBeNull();
  });
});

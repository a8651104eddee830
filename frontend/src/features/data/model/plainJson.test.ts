import { expect, it } from 'vitest';
import { plainJson } from './plainJson';
import type { AerospikeValue } from './value';

it('writes every kind of value without its tag and without losing a digit', () => {
  const check = (value: AerospikeValue, expected: string) => expect(plainJson(value)).toBe(expected);
  check(null, 'null');
  check(true, 'true');
  check(5, '5');
  check({ $int: '-9223372036854775808' }, '-9223372036854775808');
  check({ $float: '1.0' }, '1.0');
  check({ $float: 'NaN' }, '"NaN"');
  check('a "b"', '"a \\"b\\""');
  check({ $bytes: '/w==' }, '"/w=="');
  check({ $geoJson: '{"type":"Point","coordinates":[0,0]}' }, '{"type":"Point","coordinates":[0,0]}');
  check({ $geoJson: 'no json' }, '"no json"');
  check([1, { $int: '9007199254740993' }, [{ a: { $float: '2.0' } }]], '[1,9007199254740993,[{"a":2.0}]]');
  check(
    {
      $map: [
        [1, 'one'],
        ['$int', 2],
      ],
      $order: 'UNORDERED',
    },
    '{"1":"one","$int":2}',
  );
  check({ $later: 'x' }, '{"$later":"x"}');
});

import { expect, it } from 'vitest';
import { commonValue } from './commonValue';

it.each<[readonly (string | null)[], string | null]>([
  [['a', 'a', 'b'], 'a'],
  [['a', 'b'], null],
  [[null, null, 'b'], 'b'],
  [[null], null],
  [[], null],
])('of %o most say %o', (values, common) => {
  expect(commonValue(values)).toBe(common);
});

import { describe, expect, it } from 'vitest';
import { matchWords } from './matchWords';

const ACTIONS = [
  {
    group: 'demo',
    actions: [
      {
        id: '1',
        label: 'demo: Dashboard',
        description: '10.0.0.1:3000',
        keywords: ['staging', 'team=search'],
      },
      { id: '2', label: 'demo: Namespaces', keywords: ['staging'] },
    ],
  },
  { id: '3', label: 'Dark colours' },
];

describe('the palette', () => {
  it.each([
    ['', ['1', '2', '3']],
    ['demo name', ['2']],
    ['DASH demo', ['1']],
    ['10.0.0.1', ['1']],
    ['staging', ['1', '2']],
    ['team=search dash', ['1']],
    ['dark', ['3']],
    ['demo dark', []],
  ])('finds by the words of %j', (query, expected) => {
    const found = matchWords(query, ACTIONS).flatMap((item) => ('actions' in item ? item.actions : [item]));
    expect(found.map(({ id }) => id)).toEqual(expected);
  });
});

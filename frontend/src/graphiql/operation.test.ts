import { describe, expect, it } from 'vitest';
import { operationOf } from './operation';

describe('the operation GraphiQL sends', () => {
  it.each([
    ['{ a }', 'Old', undefined],
    ['subscription Live { a }', 'Old', 'Live'],
    ['query A { a } query B { b }', 'B', 'B'],
    ['query A { a } query B { b }', 'Old', undefined],
    ['query {', 'Old', 'Old'],
    ['query {', null, undefined],
  ])('of %j, after %j, is named %j', (query, named, expected) => {
    expect(operationOf(query, named).operationName).toBe(expected);
  });

  it('is parsed from the query that is sent', () => {
    expect(operationOf('subscription { a }', null).documentAST?.definitions).toMatchObject([
      { operation: 'subscription' },
    ]);
  });
});

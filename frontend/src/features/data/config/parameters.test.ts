import { describe, expect, it } from 'vitest';
import { acceptsText, isChanged, listedParameters, type Parameter } from './parameters';
import { configSearch, type ConfigView, readConfigView } from './urls';

type Documentation = NonNullable<Parameter['documentation']>;

const DOCUMENTATION: Documentation = {
  __typename: 'ConfigDocumentation',
  text: 'Connections that clients may have.',
  type: 'INTEGER',
  unit: null,
  default: '15000',
  dynamic: true,
  enterpriseOnly: false,
  perNode: false,
  minimum: '1024',
  maximum: null,
  options: [],
};

function aParameter(change: Partial<Parameter> = {}, documentation: Partial<Documentation> = {}): Parameter {
  return {
    __typename: 'ConfigParameter',
    name: 'proto-fd-max',
    values: ['15000', '15000'],
    differs: false,
    editable: true,
    documentation: { ...DOCUMENTATION, ...documentation },
    ...change,
  };
}

describe('parameters', () => {
  it('are changed when a node runs another value than the default, in whatever spelling', () => {
    expect(isChanged(aParameter())).toBe(false);
    expect(isChanged(aParameter({ values: ['15000', '20000'] }))).toBe(true);
    expect(isChanged(aParameter({ values: ['1073741824'] }, { default: '1G' }))).toBe(false);
    expect(isChanged(aParameter({ values: [null] }))).toBe(false);
    expect(isChanged(aParameter({ values: ['7'] }, { default: null }))).toBe(false);
    expect(isChanged(aParameter({ values: ['7'], documentation: null }))).toBe(false);
  });

  it('are found by their name and by what they are for, every word', () => {
    const names = (text: string) =>
      listedParameters([aParameter(), aParameter({ name: 'ticker-interval', documentation: null })], {
        text,
        filters: [],
      }).map(({ name }) => name);
    expect(names('clients FD')).toEqual(['proto-fd-max']);
    expect(names('interval')).toEqual(['ticker-interval']);
    expect(names(' ')).toHaveLength(2);
    expect(names('clients interval')).toEqual([]);
  });

  it('are listed when every filter holds, those that are meant to differ left out', () => {
    const parameters = [
      aParameter({ name: 'equal' }),
      aParameter({ name: 'differs', differs: true, values: ['1', '2'] }),
      aParameter({ name: 'address', differs: true, values: ['a', 'b'] }, { perNode: true }),
      aParameter({ name: 'static', differs: true, editable: false }),
    ];
    const names = (filters: ConfigView['filters']) =>
      listedParameters(parameters, { text: '', filters }).map(({ name }) => name);
    expect(names(['differing'])).toEqual(['differs', 'static']);
    expect(names(['differing', 'dynamic'])).toEqual(['differs']);
    expect(names(['differing', 'dynamic', 'changed'])).toEqual(['differs']);
  });

  it.each<[Partial<Documentation>, string]>([
    [{ type: 'BOOLEAN' }, 'true or false'],
    [{ type: 'ENUM', options: ['none', 'cpu'] }, 'none, cpu'],
    [{ type: 'STRING' }, 'text'],
    [{}, 'whole number, at least 1,024'],
    [{ unit: 'SECONDS', minimum: '0', maximum: '10' }, 'whole number of seconds, 0 to 10'],
  ])('say what they accept: %o', (change, text) => {
    expect(acceptsText({ ...DOCUMENTATION, ...change })).toBe(text);
  });

  it('are kept in the address, whatever is chosen', () => {
    const view: ConfigView = {
      tab: 'set',
      namespace: 'test',
      set: 'a b&c',
      text: 'max',
      filters: ['differing', 'changed'],
      parameter: 'stop-writes-count',
    };
    expect(readConfigView(new URLSearchParams(configSearch(view).toString()))).toEqual(view);
    expect(configSearch(readConfigView(new URLSearchParams('tab=nonsense&only=x'))).toString()).toBe('');
  });
});

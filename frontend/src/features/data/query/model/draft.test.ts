import { buildSchema, coerceInputValue, type GraphQLInputType } from 'graphql';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { build, draftOf, type DraftProblem, readDraft } from './draft';
import { FILTER, INDEX } from './inputs';
import { type Draft, emptyOf, optionOf, type Spec } from './spec';

const SAMPLES: Readonly<Record<string, string>> = {
  int64: '-9223372036854775808',
  int: '-1',
  float: '1.5',
  string: 'text',
  bytes: 'AAEC',
  geo: '{"type":"Point","coordinates":[8.5,47.4]}',
  time: '2026-01-31T08:15:00.000Z',
  value: '{"$bytes":"AAEC"}',
  bin: 'age',
  indexName: 'by-age',
  pattern: '^a',
};

/** Drafts that have each option of a description once, two levels of inputs that hold themselves deep. */
function drafts(spec: Spec, seen: readonly Spec[] = []): Draft[] {
  if (seen.filter((one) => one === spec).length > 1) {
    return [];
  }
  const inside = [...seen, spec];
  switch (spec.kind) {
    case 'text':
      return [SAMPLES[spec.scalar] ?? ''];
    case 'flag':
      return [true, false];
    case 'enum':
      return spec.choices.map(({ value }) => value);
    case 'words':
      return [[], spec.choices.map(({ value }) => value)];
    case 'list': {
      const items = drafts(spec.of(), inside);
      return items.length === 0
        ? []
        : [Array.from({ length: Math.max(spec.least, 2) }, () => items[0] ?? '')];
    }
    case 'object': {
      const fields = spec.fields.map(({ name, spec: of }) => [name, drafts(of(), inside)] as const);
      if (fields.some(([, all]) => all.length === 0)) {
        return [];
      }
      const most = Math.max(...fields.map(([, all]) => all.length));
      return Array.from({ length: most }, (_, at) =>
        Object.fromEntries(fields.map(([name, all]) => [name, all[at % all.length] ?? ''])),
      );
    }
    case 'oneOf':
      return Object.entries(spec.options).flatMap(([name, { spec: of }]) =>
        drafts(of(), inside).map((inner) => ({ [name]: inner })),
      );
  }
}

const schema = buildSchema(readFileSync('../schema/schema.graphql', 'utf8'));

function refusals(type: string, value: unknown): string[] {
  const found: string[] = [];
  coerceInputValue(value, schema.getType(type) as GraphQLInputType, (path, _, error) =>
    found.push(`${path.join('.')}: ${error.message}`),
  );
  return found;
}

/** Of an index, the bin or its name is said. */
const predicates = drafts(INDEX).map((draft) =>
  Object.fromEntries(Object.entries(draft).filter(([field]) => field !== 'index')),
);

describe.each([
  ['FilterInput', FILTER, drafts(FILTER)],
  ['IndexPredicateInput', INDEX, predicates],
] as const)('%s', (type, spec, all) => {
  it('is written by every option of the editor as the schema takes it', () => {
    expect(all.length).toBeGreaterThan(5);
    for (const draft of all) {
      const problems: DraftProblem[] = [];
      const input = build(spec, draft, 'query', problems);
      expect(problems, JSON.stringify(draft)).toEqual([]);
      expect(refusals(type, input), JSON.stringify(input)).toEqual([]);
    }
  });

  it('is read back as the draft it came from, from the API and from an address', () => {
    for (const draft of all) {
      const input: unknown = JSON.parse(JSON.stringify(build(spec, draft, 'query', [])));
      const again = build(spec, draftOf(spec, input) ?? '', 'query', []);
      expect(again).toEqual(input);
      expect(readDraft(spec, JSON.parse(JSON.stringify(draft)))).toEqual(draft);
    }
  });
});

describe('a draft', () => {
  const problemsOf = (draft: Draft) => {
    const problems: DraftProblem[] = [];
    build(FILTER, draft, 'query.filter', problems);
    return problems.map(({ field, empty }) => [field, empty]);
  };

  it('names what cannot be sent as the gateway does, and tells what is only empty', () => {
    expect(
      problemsOf({
        and: [
          { bin: { bin: 'far too long for a bin', is: { int: { between: { from: '1', to: 'x' } } } } },
          { not: { bin: { bin: '', is: { list: { contains: 'no quotes' } } } } },
        ],
      }),
    ).toEqual([
      ['query.filter.and.0.bin.bin', false],
      ['query.filter.and.0.bin.is.int.between.to', false],
      ['query.filter.and.1.not.bin.bin', true],
      ['query.filter.and.1.not.bin.is.list.contains', false],
    ]);
  });

  it('keeps a text when its operator changes', () => {
    const spec = FILTER.options.bin?.spec();
    const condition = spec?.kind === 'object' ? spec.fields.find(({ name }) => name === 'is')?.spec() : null;
    const int = condition?.kind === 'oneOf' ? condition.options.int?.spec() : null;
    if (int?.kind !== 'oneOf') {
      throw new Error('no condition on integers');
    }
    expect(optionOf(int, 'gt', { eq: '42' })).toEqual({ gt: '42' });
    expect(optionOf(int, 'between', { eq: '42' })).toEqual({ between: { from: '', to: '' } });
  });

  it('is refused from an address that holds something else', () => {
    const deep = JSON.parse('{"not":'.repeat(5000) + '{}' + '}'.repeat(5000)) as unknown;
    for (const stored of [null, 1, 'text', [], {}, { and: [1] }, { nothing: true }, deep]) {
      expect(readDraft(FILTER, stored)).toBeNull();
    }
    expect(readDraft(FILTER, emptyOf(FILTER))).toEqual(emptyOf(FILTER));
  });
});

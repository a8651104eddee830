import type { CreateIndexInput, IndexCollection, IndexType } from '@/gql/schema';
import { failed, ok, type Result } from '@/shared/lib/result';
import { binNameProblem } from '../../model/binName';
import { isBase64, utf8Length } from '../../model/bytes';
import { parseSet } from '../../model/recordSet';
import { isStep, parseSteps, type StepDraft } from './steps';

/** What an index holds: values of a bin, results of an expression, or a set as a whole. */
export const SOURCES = ['bin', 'expression', 'set'] as const;
export type IndexSource = (typeof SOURCES)[number];

/** An index while someone puts it together, as it was typed. */
export type IndexDraft = {
  readonly namespace: string;
  /** Empty for the whole namespace. */
  readonly set: string;
  readonly name: string;
  readonly source: IndexSource;
  readonly bin: string;
  readonly context: readonly StepDraft[];
  /** Base64, as clients pack expressions. */
  readonly expression: string;
  readonly type: IndexType;
  readonly collection: IndexCollection;
};

export const EMPTY_INDEX: IndexDraft = {
  namespace: '',
  set: '',
  name: '',
  source: 'bin',
  bin: '',
  context: [],
  expression: '',
  type: 'INTEGER',
  collection: 'NONE',
};

const MAX_NAME_BYTES = 255;
const MAX_EXPRESSION_BYTES = 2_048;

export type IndexProblems = Partial<
  Record<'namespace' | 'set' | 'name' | 'bin' | 'context' | 'expression', string>
>;

/** What is wrong with a draft, by field; empty when the nodes can be asked for it. */
export function indexProblems(draft: IndexDraft): IndexProblems {
  const problems: IndexProblems = {};
  if (draft.namespace === '') {
    problems.namespace = 'Choose a namespace.';
  }
  const set = setProblem(draft);
  if (set !== null) {
    problems.set = set;
  }
  const length = utf8Length(draft.name);
  if (length < 1 || length > MAX_NAME_BYTES || /[:;=,\s\p{Cc}]/u.test(draft.name)) {
    problems.name = 'A name has 1 to 255 bytes and no ":", ";", "=", ",", space or control character.';
  }
  if (draft.source === 'bin') {
    const bin = binProblem(draft.bin);
    const context = parseSteps(draft.context);
    if (bin !== null) {
      problems.bin = bin;
    }
    if (!context.ok) {
      problems.context = context.problem;
    }
  }
  if (draft.source === 'expression') {
    const expression = expressionProblem(draft.expression);
    if (expression !== null) {
      problems.expression = expression;
    }
  }
  return problems;
}

function setProblem({ set, source }: IndexDraft): string | null {
  if (set === '') {
    return source === 'set' ? 'An index of a set needs the set.' : null;
  }
  const parsed = parseSet({ mode: 'named', name: set });
  return parsed.ok ? null : parsed.problem;
}

function binProblem(bin: string): string | null {
  return /[:;=,]/.test(bin)
    ? 'The server takes no bin with ":", ";", "=" or "," for an index.'
    : binNameProblem(bin, new Set());
}

function expressionProblem(text: string): string | null {
  const base64 = text.replace(/\s/g, '');
  if (base64 === '' || !isBase64(base64)) {
    return 'Enter the packed expression in base64, as a client prints it.';
  }
  const bytes = (base64.length / 4) * 3;
  return bytes > MAX_EXPRESSION_BYTES + 2 ? 'An expression has at most 2,048 bytes.' : null;
}

/** What the API is asked for. */
export function indexInput(connectionId: string, draft: IndexDraft): Result<CreateIndexInput> {
  const [problem] = Object.values(indexProblems(draft));
  if (problem !== undefined) {
    return failed(problem);
  }
  const { namespace, name, source, type, collection } = draft;
  const common = { connectionId, namespace, name, set: draft.set === '' ? null : draft.set };
  switch (source) {
    case 'set':
      return ok({ ...common, isSetIndex: true, collection: 'NONE' });
    case 'expression': {
      const expression = draft.expression.replace(/\s/g, '');
      return ok({ ...common, isSetIndex: false, expression, type, collection });
    }
    case 'bin': {
      const context = parseSteps(draft.context);
      return context.ok
        ? ok({
            ...common,
            isSetIndex: false,
            bin: draft.bin,
            type,
            collection,
            context: context.value.length === 0 ? null : context.value,
          })
        : context;
    }
  }
}

/** A name for an index of what a draft says, for someone who has none in mind. */
export function proposedName({ set, source, bin, collection }: IndexDraft): string {
  const parts = [
    set,
    source === 'bin' ? bin : source,
    collection === 'NONE' ? '' : collection.toLowerCase(),
    'idx',
  ];
  return parts
    .filter((part) => part !== '')
    .join('_')
    .replace(/[:;=,\s\p{Cc}]/gu, '_');
}

/** A draft as an address carries it; what is not understood is left out, because addresses are typed and shared by people. */
export function readDraftText(text: string | null): IndexDraft | null {
  if (text === null) {
    return null;
  }
  try {
    const found: unknown = JSON.parse(text);
    return isObject(found) ? readDraft(found) : EMPTY_INDEX;
  } catch {
    return EMPTY_INDEX;
  }
}

const TYPES: readonly IndexType[] = ['INTEGER', 'STRING', 'BLOB', 'GEO2DSPHERE'];
const COLLECTIONS: readonly IndexCollection[] = ['NONE', 'LIST', 'MAPKEYS', 'MAPVALUES'];

function readDraft(found: Readonly<Record<string, unknown>>): IndexDraft {
  const text = (field: 'namespace' | 'set' | 'name' | 'bin' | 'expression') => {
    const value = found[field];
    return typeof value === 'string' ? value : EMPTY_INDEX[field];
  };
  return {
    namespace: text('namespace'),
    set: text('set'),
    name: text('name'),
    bin: text('bin'),
    expression: text('expression'),
    source: SOURCES.find((source) => source === found.source) ?? 'bin',
    type: TYPES.find((type) => type === found.type) ?? 'INTEGER',
    collection: COLLECTIONS.find((collection) => collection === found.collection) ?? 'NONE',
    context: readSteps(found.context),
  };
}

function readSteps(found: unknown): StepDraft[] {
  const steps: unknown[] = Array.isArray(found) ? found : [];
  return steps.filter(isStep);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import type { PathStepInput } from '@/gql/schema';
import { failed, ok, type Result } from '@/shared/lib/result';
import { type NodeKind, parseInput, spellingsOf } from '../../model/binInput';
import type { AerospikeValue } from '../../model/value';

/** The ways one step leads into a list or map, as the API names them. */
export const STEP_KINDS = [
  { value: 'mapKey', label: 'map, by key' },
  { value: 'mapIndex', label: 'map, by index' },
  { value: 'mapRank', label: 'map, by rank of value' },
  { value: 'mapValue', label: 'map, by value' },
  { value: 'listIndex', label: 'list, by index' },
  { value: 'listRank', label: 'list, by rank' },
  { value: 'listValue', label: 'list, by value' },
] as const;

export type StepKind = (typeof STEP_KINDS)[number]['value'];

/** Kinds of the value a step names. Map keys are of the first three. */
export const STEP_VALUE_KINDS = [
  'string',
  'int',
  'bytes',
  'float',
  'bool',
] as const satisfies readonly NodeKind[];
export type StepValueKind = (typeof STEP_VALUE_KINDS)[number];

/** One step as it is typed. `valueKind` only counts for steps by key or value. */
export type StepDraft = { readonly kind: StepKind; readonly valueKind: StepValueKind; readonly text: string };

export const NEW_STEP: StepDraft = { kind: 'mapKey', valueKind: 'string', text: '' };

export const MAX_STEPS = 16;

/** What a step names: a place in an order, a key, or a value. */
export function namedBy(kind: StepKind): 'place' | 'key' | 'value' {
  switch (kind) {
    case 'mapKey':
      return 'key';
    case 'mapValue':
    case 'listValue':
      return 'value';
    default:
      return 'place';
  }
}

/** The kinds of value a step can name; none for a place. */
export function valueKindsOf(kind: StepKind): readonly StepValueKind[] {
  switch (namedBy(kind)) {
    case 'place':
      return [];
    case 'key':
      return STEP_VALUE_KINDS.slice(0, 3);
    case 'value':
      return STEP_VALUE_KINDS;
  }
}

/** The same step of another kind; its value's kind stays where the new kind has it. */
export function rekind(step: StepDraft, kind: StepKind): StepDraft {
  const kinds = valueKindsOf(kind);
  const valueKind = kinds.length === 0 || kinds.includes(step.valueKind) ? step.valueKind : 'string';
  return { ...step, kind, valueKind };
}

/** A computed name widens to any text, which the one-of input does not take. */
function step(kind: StepKind, value: AerospikeValue): PathStepInput {
  const named: unknown = { [kind]: value };
  return named as PathStepInput;
}

const INT32 = 2 ** 31;

export function parseStep({ kind, valueKind, text }: StepDraft): Result<PathStepInput> {
  if (namedBy(kind) === 'place') {
    const place = Number(text.trim());
    return /^-?\d+$/.test(text.trim()) && place >= -INT32 && place < INT32
      ? ok(step(kind, place))
      : failed('Enter a whole number; -1 is the last.');
  }
  const [spelling = 'plain'] = spellingsOf(valueKind);
  const value = parseInput(valueKind, spelling, text);
  return value.ok ? ok(step(kind, value.value)) : value;
}

/** A path, outermost step first. */
export function parseSteps(steps: readonly StepDraft[]): Result<PathStepInput[]> {
  if (steps.length > MAX_STEPS) {
    return failed(`A path has at most ${String(MAX_STEPS)} steps.`);
  }
  const path: PathStepInput[] = [];
  for (const [index, step] of steps.entries()) {
    const parsed = parseStep(step);
    if (!parsed.ok) {
      return failed(`Step ${String(index + 1)}: ${parsed.problem}`);
    }
    path.push(parsed.value);
  }
  return ok(path);
}

/** Whether something read from an address is a step. */
export function isStep(value: unknown): value is StepDraft {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    STEP_KINDS.some(({ value: kind }) => kind === value.kind) &&
    'valueKind' in value &&
    STEP_VALUE_KINDS.some((kind) => kind === value.valueKind) &&
    'text' in value &&
    typeof value.text === 'string'
  );
}

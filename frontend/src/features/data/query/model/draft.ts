import { parseScalar, scalarText } from './scalars';
import { chosen, type Draft, isList, isObject, type Spec } from './spec';

/** Something in a draft that cannot be sent, at its place in the input: `query.filter.and.0.bin.bin`. */
export type DraftProblem = {
  readonly field: string;
  readonly reason: string;
  /** Nothing was typed there yet: no reason to complain before someone wants to send it. */
  readonly empty: boolean;
};

/** The input a draft stands for. What cannot be sent is added to `problems`, and the result is of no use then. */
export function build(spec: Spec, draft: Draft, at: string, problems: DraftProblem[]): unknown {
  const refuse = (reason: string, empty: boolean) => {
    problems.push({ field: at, reason, empty });
    return null;
  };
  switch (spec.kind) {
    case 'text': {
      if (typeof draft !== 'string') {
        return refuse('Enter a text.', true);
      }
      const parsed = parseScalar(spec.scalar, draft);
      return parsed.ok ? parsed.value : refuse(parsed.problem, draft === '');
    }
    case 'flag':
      return typeof draft === 'boolean' ? draft : refuse('Choose one.', true);
    case 'enum':
      return spec.choices.some(({ value }) => value === draft) ? draft : refuse('Choose one.', true);
    case 'words':
      return isList(draft) && draft.every((word) => spec.choices.some(({ value }) => value === word))
        ? draft
        : refuse('Choose from the list.', true);
    case 'list':
      if (!isList(draft)) {
        return refuse('Add something.', true);
      }
      if (draft.length < spec.least) {
        return refuse(`Add at least ${String(spec.least)}.`, true);
      }
      return draft.map((item, index) => build(spec.of(), item, `${at}.${String(index)}`, problems));
    case 'object': {
      if (!isObject(draft)) {
        return refuse('Fill this in.', true);
      }
      const fields = spec.fields.flatMap(({ name, spec: of, optional }) => {
        const inner = draft[name];
        // An optional list without anything in it is as good as none.
        const isLeftOut = optional && (inner === undefined || (isList(inner) && inner.length === 0));
        return isLeftOut ? [] : [[name, build(of(), inner ?? '', `${at}.${name}`, problems)]];
      });
      return Object.fromEntries(fields) as Record<string, unknown>;
    }
    case 'oneOf': {
      const one = chosen(spec, draft);
      return one === null
        ? refuse('Choose one.', true)
        : { [one.name]: build(one.option.spec(), one.inner, `${at}.${one.name}`, problems) };
    }
  }
}

/** How a leaf of an input becomes a draft. */
type LeafText = (spec: Spec & { kind: 'text' }, value: unknown) => string | null;

/** The draft of an input of the API, as a stored query has it. Null for what is no such input. */
export const draftOf = (spec: Spec, input: unknown): Draft | null =>
  shaped(spec, input, (leaf, value) => scalarText(leaf.scalar, value));

/** A draft as an address held it; null for what is none. */
export const readDraft = (spec: Spec, stored: unknown): Draft | null =>
  shaped(spec, stored, (_, value) => (typeof value === 'string' ? value : null));

/** Deeper than any input the gateway takes; an address may hold anything. */
const MAX_DEPTH = 100;

function shaped(spec: Spec, value: unknown, leafText: LeafText, depth = 0): Draft | null {
  if (depth > MAX_DEPTH) {
    return null;
  }
  const inner = (of: Spec, part: unknown) => shaped(of, part, leafText, depth + 1);
  switch (spec.kind) {
    case 'text':
      return leafText(spec, value);
    case 'flag':
      return typeof value === 'boolean' ? value : null;
    case 'enum':
      return typeof value === 'string' && spec.choices.some((choice) => choice.value === value)
        ? value
        : null;
    case 'words':
      return Array.isArray(value) ? value.filter((word) => typeof word === 'string') : null;
    case 'list': {
      const items = Array.isArray(value) ? value.map((item) => inner(spec.of(), item)) : null;
      return items === null || items.some((item) => item === null) ? null : (items as Draft[]);
    }
    case 'object': {
      if (!isObject(value)) {
        return null;
      }
      const fields: [string, Draft][] = [];
      for (const { name, spec: of, optional } of spec.fields) {
        const part: unknown = value[name];
        const draft = part === undefined || part === null ? null : inner(of(), part);
        if (draft !== null) {
          fields.push([name, draft]);
        } else if (!optional) {
          const fallback = of();
          // Fields with a default need not be there.
          if (fallback.kind === 'enum') {
            fields.push([name, fallback.choices[0]?.value ?? '']);
          } else if (fallback.kind === 'words') {
            fields.push([name, []]);
          } else {
            return null;
          }
        }
      }
      return Object.fromEntries(fields);
    }
    case 'oneOf': {
      if (!isObject(value)) {
        return null;
      }
      const name = Object.keys(value).find((key) => (value[key] as unknown) !== null) ?? '';
      const option = spec.options[name];
      const draft = option === undefined ? null : inner(option.spec(), value[name]);
      return draft === null ? null : { [name]: draft };
    }
  }
}

/**
 * What an input of the API is made of, as far as an editor needs to know: how each part is typed in, which alternatives
 * there are and what they are called. One table of these (`inputs.ts`) draws the editor, reads what was typed and writes it.
 */

/** How a text is read. */
export type Scalar =
  'int64' | 'int' | 'float' | 'string' | 'bytes' | 'geo' | 'time' | 'value' | 'bin' | 'indexName' | 'pattern';

export type TextSpec = { readonly kind: 'text'; readonly scalar: Scalar; readonly word: string };
export type FlagSpec = { readonly kind: 'flag'; readonly yes: string; readonly no: string };
export type Choice = { readonly value: string; readonly label: string };
export type EnumSpec = { readonly kind: 'enum'; readonly word: string; readonly choices: readonly Choice[] };
/** Any of a few words, or none. */
export type WordsSpec = { readonly kind: 'words'; readonly choices: readonly Choice[] };
export type ListSpec = {
  readonly kind: 'list';
  readonly of: Lazy;
  readonly least: number;
  /** What one of them is called. */
  readonly word: string;
};
export type FieldSpec = { readonly name: string; readonly spec: Lazy; readonly optional: boolean };
export type ObjectSpec = { readonly kind: 'object'; readonly fields: readonly FieldSpec[] };
export type Option = { readonly label: string; readonly spec: Lazy };
/** Exactly one of its options. */
export type OneOfSpec = {
  readonly kind: 'oneOf';
  /** What is chosen by it. */
  readonly word: string;
  readonly first: string;
  readonly options: Readonly<Record<string, Option>>;
};

export type Spec = TextSpec | FlagSpec | EnumSpec | WordsSpec | ListSpec | ObjectSpec | OneOfSpec;
/** Inputs hold themselves. */
export type Lazy = () => Spec;

/**
 * What was typed, in the shape of the input with texts in the place of scalars: it holds also what is not finished, or
 * wrong.
 */
export type Draft = string | boolean | readonly Draft[] | { readonly [field: string]: Draft };
export type DraftObject = Readonly<Record<string, Draft>>;

export const text = (scalar: Scalar, word = 'Value'): TextSpec => ({ kind: 'text', scalar, word });
export const flag = (yes: string, no: string): FlagSpec => ({ kind: 'flag', yes, no });
export const list = (of: Lazy, least: number, word: string): ListSpec => ({ kind: 'list', of, least, word });

export function choiceOf<T extends string>(word: string, labels: Readonly<Record<T, string>>): EnumSpec {
  return { kind: 'enum', word, choices: choices(labels) };
}

export function wordsOf<T extends string>(labels: Readonly<Record<T, string>>): WordsSpec {
  return { kind: 'words', choices: choices(labels) };
}

type Entry = Spec | Lazy;
const lazy = (entry: Entry): Lazy => (typeof entry === 'function' ? entry : () => entry);

/** The fields of an input of type `T`, in the order in which they are asked for. */
export function object<T>(
  fields: Readonly<Record<keyof T & string, Entry | readonly [optional: Entry]>>,
): ObjectSpec {
  return {
    kind: 'object',
    fields: Object.entries<Entry | readonly [Entry]>(fields).map(([name, entry]) =>
      isOptional(entry)
        ? { name, spec: lazy(entry[0]), optional: true }
        : { name, spec: lazy(entry), optional: false },
    ),
  };
}

/** The options of a `@oneOf` input of type `T`; the first one stands for the others until someone chooses. */
export function oneOf<T>(
  word: string,
  options: Readonly<Record<keyof T & string, readonly [label: string, spec: Entry]>>,
): OneOfSpec {
  const entries = Object.entries<readonly [string, Entry]>(options);
  return {
    kind: 'oneOf',
    word,
    first: entries[0]?.[0] ?? '',
    options: Object.fromEntries(entries.map(([name, [label, spec]]) => [name, { label, spec: lazy(spec) }])),
  };
}

/** The option a draft has chosen, and what is in it. */
export function chosen(
  spec: OneOfSpec,
  draft: Draft,
): { readonly name: string; readonly option: Option; readonly inner: Draft } | null {
  if (!isObject(draft)) {
    return null;
  }
  const name = Object.keys(draft)[0] ?? '';
  const option = spec.options[name];
  const inner = draft[name];
  return option === undefined || inner === undefined ? null : { name, option, inner };
}

/** What stands where nothing was typed yet. */
export function emptyOf(spec: Spec): Draft {
  switch (spec.kind) {
    case 'text':
      return '';
    case 'flag':
      return true;
    case 'enum':
      return spec.choices[0]?.value ?? '';
    case 'words':
      return [];
    case 'list':
      return Array.from({ length: spec.least }, () => emptyOf(spec.of()));
    case 'object':
      return Object.fromEntries(
        spec.fields.filter(({ optional }) => !optional).map(({ name, spec: of }) => [name, emptyOf(of())]),
      );
    case 'oneOf':
      return optionOf(spec, spec.first);
  }
}

/** A draft with another option chosen; a lone text that was typed stays. */
export function optionOf(spec: OneOfSpec, name: string, before?: Draft): Draft {
  const option = spec.options[name];
  if (option === undefined) {
    return {};
  }
  const inner = option.spec();
  const old = before === undefined ? null : chosen(spec, before);
  const keeps = inner.kind === 'text' && old !== null && typeof old.inner === 'string';
  return { [name]: keeps ? old.inner : emptyOf(inner) };
}

export function isObject(draft: unknown): draft is DraftObject {
  return typeof draft === 'object' && draft !== null && !Array.isArray(draft);
}

export function isList(draft: unknown): draft is readonly Draft[] {
  return Array.isArray(draft);
}

function choices<T extends string>(labels: Readonly<Record<T, string>>): readonly Choice[] {
  return Object.entries<string>(labels).map(([value, label]) => ({ value, label }));
}

function isOptional(entry: Entry | readonly [Entry]): entry is readonly [Entry] {
  return Array.isArray(entry);
}

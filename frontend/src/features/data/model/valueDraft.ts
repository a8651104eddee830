import { failed, ok, type Result } from '@/shared/lib/result';
import {
  bestSpelling,
  emptyInput,
  inputKindOf,
  inputText,
  type NodeKind,
  parseInput,
  type Spelling,
  SPELLING_LABELS,
} from './binInput';
import { type AerospikeValue, classify, type MapOrder } from './value';
import { containerValue } from './valueTree';

/** A value while someone edits it. Drafts never change: each edit makes a new one, sharing what stayed. */
export type ValueDraft = TextDraft | ContainerDraft | KeptDraft;

/** Typed text in one spelling. It may be no value yet; it is kept as it was typed. */
export type TextDraft = {
  readonly form: 'text';
  readonly kind: NodeKind;
  readonly spelling: Spelling;
  readonly text: string;
  /** The value this text was made of, and that text: while they match, the value stands, whatever its own spelling. */
  readonly loaded: { readonly value: AerospikeValue; readonly text: string } | null;
};

/** A list or map as a tree. */
export type ContainerDraft = {
  readonly form: 'container';
  readonly kind: 'list' | 'map';
  readonly order: MapOrder;
  /** Null until the first edit inside: `loaded` stands. */
  readonly entries: readonly Entry[] | null;
  readonly loaded: AerospikeValue;
  readonly nextId: number;
};

/** An entry keeps its `id` while it is moved or edited. */
export type Entry = { readonly id: number; readonly key: ValueDraft | null; readonly value: ValueDraft };

/** A value that can be kept, but not typed. */
export type KeptDraft = { readonly form: 'kept'; readonly value: AerospikeValue };

/** A draft of a value, nothing changed. Lists and maps start as trees. */
export function draftOfValue(value: AerospikeValue): ValueDraft {
  const kind = inputKindOf(value);
  if (kind === null) {
    return { form: 'kept', value };
  }
  if (kind === 'list' || kind === 'map') {
    const typed = classify(value);
    return {
      form: 'container',
      kind,
      order: typed.kind === 'map' ? typed.order : 'UNORDERED',
      entries: null,
      loaded: value,
      nextId: 0,
    };
  }
  return textDraftOf(kind, value, bestSpelling(value)) ?? { form: 'kept', value };
}

export function emptyDraft(kind: NodeKind): ValueDraft {
  if (kind === 'list') {
    return draftOfValue([]);
  }
  if (kind === 'map') {
    return draftOfValue({});
  }
  const spelling: Spelling = kind === 'bytes' ? 'hex' : 'plain';
  return { form: 'text', kind, spelling, text: emptyInput(kind), loaded: null };
}

/** The kind a draft is of; null for one that cannot be typed. */
export function kindOfDraft(draft: ValueDraft): NodeKind | null {
  return draft.form === 'kept' ? null : draft.kind;
}

const values = new WeakMap<ValueDraft, Result<AerospikeValue>>();

/** The value a draft stands for, or what is wrong with it. Worked out once for each draft. */
export function valueOf(draft: ValueDraft): Result<AerospikeValue> {
  const known = values.get(draft);
  if (known !== undefined) {
    return known;
  }
  const value = readDraft(draft);
  values.set(draft, value);
  return value;
}

function readDraft(draft: ValueDraft): Result<AerospikeValue> {
  switch (draft.form) {
    case 'kept':
      return ok(draft.value);
    case 'container':
      return containerValue(draft);
    case 'text':
      return draft.loaded !== null && draft.loaded.text === draft.text
        ? ok(draft.loaded.value)
        : parseInput(draft.kind, draft.spelling, draft.text);
  }
}

export function withText(draft: TextDraft, text: string): TextDraft {
  return { ...draft, text };
}

/** The same value in another spelling; a problem when the text is no value yet, or the spelling cannot say it. */
export function respell(draft: ValueDraft, spelling: Spelling | 'tree'): Result<ValueDraft> {
  const value = valueOf(draft);
  const kind = kindOfDraft(draft);
  if (kind === null || !value.ok) {
    return value.ok ? ok(draft) : value;
  }
  if (spelling === 'tree') {
    return ok(draftOfValue(value.value));
  }
  const spelt = textDraftOf(kind, value.value, spelling);
  return spelt === null
    ? failed(`This value cannot be written as ${SPELLING_LABELS[spelling]}: a text field would change it.`)
    : ok(spelt);
}

/** Another type for a value. What was typed goes along where the new type can show it, right or wrong. */
export function retype(draft: ValueDraft, kind: NodeKind): ValueDraft {
  const text = textOf(draft);
  const empty = emptyDraft(kind);
  switch (kind) {
    case 'null':
      return empty;
    case 'bool':
      return text === 'true' && empty.form === 'text' ? { ...empty, text } : empty;
    case 'list':
    case 'map': {
      const parsed = parseInput(kind, 'json', text);
      return parsed.ok ? draftOfValue(parsed.value) : empty;
    }
    case 'bytes':
      return empty.form === 'text' && text !== '' ? { ...empty, spelling: 'utf8', text } : empty;
    case 'geoJson':
      return empty.form === 'text' && text.trim().startsWith('{') ? { ...empty, text } : empty;
    default:
      return empty.form === 'text' ? { ...empty, text } : empty;
  }
}

/** What a person would see of a draft as plain text. */
function textOf(draft: ValueDraft): string {
  if (draft.form === 'text' && (draft.spelling === 'plain' || draft.spelling === 'utf8')) {
    return draft.kind === 'null' ? '' : draft.text;
  }
  const value = valueOf(draft);
  if (!value.ok) {
    return draft.form === 'text' ? draft.text : '';
  }
  const spellings: readonly Spelling[] = ['utf8', 'base64', 'escaped'];
  return spellings.map((each) => inputText(value.value, each)).find((each) => each !== null) ?? '';
}

function textDraftOf(kind: NodeKind, value: AerospikeValue, spelling: Spelling): TextDraft | null {
  const text = inputText(value, spelling);
  return text === null ? null : { form: 'text', kind, spelling, text, loaded: { value, text } };
}

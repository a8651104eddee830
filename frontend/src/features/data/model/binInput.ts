import { failed, ok, type Result } from '@/shared/lib/result';
import { base64OfUtf8, base64Problem, base64ToHex, hexProblem, hexToBase64, isBase64, utf8Of } from './bytes';
import { escapeText, hasCarriageReturn, isPlain, unescapeText } from './escapes';
import { geoProblem } from './geo';
import { canonicalInt64 } from './integer';
import { floatValue, formatJson, intValue, isFloatText, parseJson } from './json';
import { type AerospikeValue, classify, KIND_LABELS, type ValueKind } from './value';

/** Kinds a bin can be given. The rest (HyperLogLog sketches, unknown particles) is shown, kept or removed. */
export const INPUT_KINDS = ['string', 'int', 'float', 'bool', 'bytes', 'list', 'map', 'geoJson'] as const;

export type InputKind = (typeof INPUT_KINDS)[number];

/** Inside lists and maps there is null too; a bin that is null does not exist. */
export type NodeKind = InputKind | 'null';

export const NODE_KINDS: readonly NodeKind[] = [...INPUT_KINDS, 'null'];

/** Kinds of map keys the server's client can write. */
export const KEY_KINDS: readonly NodeKind[] = ['string', 'int', 'bytes'];

export type KindOption<K extends NodeKind = NodeKind> = { readonly value: K; readonly label: string };

/** Choices of a type selector. */
export function kindOptions<K extends NodeKind>(kinds: readonly K[]): KindOption<K>[] {
  return kinds.map((value) => ({ value, label: KIND_LABELS[value] }));
}

/** How a value is written down. */
export type Spelling = 'plain' | 'escaped' | 'hex' | 'base64' | 'utf8' | 'json';

export const SPELLING_LABELS: Readonly<Record<Spelling, string>> = {
  plain: 'text',
  escaped: 'escaped',
  hex: 'hex',
  base64: 'base64',
  utf8: 'UTF-8',
  json: 'JSON',
};

/** The spellings of a kind; the first is the one a new value starts with. */
export function spellingsOf(kind: NodeKind): readonly Spelling[] {
  switch (kind) {
    case 'string':
      return ['plain', 'escaped'];
    case 'bytes':
      return ['hex', 'base64', 'utf8'];
    case 'list':
    case 'map':
      return ['json'];
    default:
      return ['plain'];
  }
}

/** The kind of input that edits a value; null for a value that cannot be typed. */
export function inputKindOf(value: AerospikeValue): NodeKind | null {
  const kind: ValueKind = classify(value).kind;
  return kind === 'unknown' || kind === 'hll' ? null : kind;
}

/** The spelling that shows a value best. */
export function bestSpelling(value: AerospikeValue): Spelling {
  const typed = classify(value);
  switch (typed.kind) {
    case 'string':
      return isPlain(typed.text) ? 'plain' : 'escaped';
    case 'bytes':
      return 'hex';
    case 'list':
    case 'map':
      return 'json';
    default:
      return 'plain';
  }
}

/**
 * The text an input starts with: `parseInput(kind, spelling, inputText(value, spelling))` gives a value equal to `value`.
 * Null when the spelling cannot say this value without changing it.
 */
export function inputText(value: AerospikeValue, spelling: Spelling): string | null {
  const typed = classify(value);
  switch (typed.kind) {
    case 'int':
      return typed.digits;
    case 'float':
    case 'geoJson':
      return typed.text;
    case 'string':
      if (spelling === 'escaped') {
        return escapeText(typed.text);
      }
      return hasCarriageReturn(typed.text) ? null : typed.text;
    case 'bool':
      return typed.value ? 'true' : 'false';
    case 'null':
      return 'null';
    case 'bytes':
      return bytesText(typed.base64, spelling);
    default:
      return formatJson(value);
  }
}

function bytesText(base64: string, spelling: Spelling): string | null {
  switch (spelling) {
    case 'base64':
      return base64;
    case 'utf8': {
      const text = utf8Of(base64);
      return text === null || hasCarriageReturn(text) ? null : text;
    }
    default:
      return base64ToHex(base64).replace(/../g, '$& ').trimEnd();
  }
}

/** A sensible first text for a value whose type was just chosen. */
export function emptyInput(kind: NodeKind): string {
  switch (kind) {
    case 'bool':
      return 'false';
    case 'null':
      return 'null';
    case 'list':
      return '[]';
    case 'map':
      return '{}';
    case 'geoJson':
      return '{"type": "Point", "coordinates": [0, 0]}';
    default:
      return '';
  }
}

/** Reads what was typed into the input of one kind. The kind is never guessed from the text. */
export function parseInput(kind: NodeKind, spelling: Spelling, text: string): Result<AerospikeValue> {
  switch (kind) {
    case 'string':
      return spelling === 'escaped' ? unescapeText(text) : ok(text);
    case 'int': {
      const digits = canonicalInt64(text);
      return digits === null
        ? failed('Enter a whole number between -9223372036854775808 and 9223372036854775807.')
        : ok(intValue(digits));
    }
    case 'float': {
      const trimmed = text.trim();
      return isFloatText(trimmed)
        ? ok(floatValue(trimmed))
        : failed('Enter a number such as 1.5 or 6e23, or NaN, Infinity, -Infinity.');
    }
    case 'bool':
      return text === 'true' || text === 'false' ? ok(text === 'true') : failed('Choose true or false.');
    case 'null':
      return ok(null);
    case 'bytes':
      return parseBytes(spelling, text);
    case 'geoJson': {
      const problem = geoProblem(text);
      return problem === null ? ok({ $geoJson: text }) : failed(problem);
    }
    case 'list':
    case 'map':
      return parseCollection(kind, text);
  }
}

function parseBytes(spelling: Spelling, text: string): Result<AerospikeValue> {
  if (spelling === 'utf8') {
    return ok({ $bytes: base64OfUtf8(text) });
  }
  const problem = spelling === 'hex' ? hexProblem(text) : base64Problem(text);
  if (problem !== null) {
    return failed(problem);
  }
  const base64 = spelling === 'hex' ? hexToBase64(text) : text.replace(/\s/g, '');
  return base64 !== null && isBase64(base64) ? ok({ $bytes: base64 }) : failed('These are no bytes.');
}

function parseCollection(kind: 'list' | 'map', text: string): Result<AerospikeValue> {
  const parsed = parseJson(text);
  if (!parsed.ok) {
    return parsed;
  }
  return classify(parsed.value).kind === kind
    ? parsed
    : failed(
        kind === 'list'
          ? 'A list is written as [value, …].'
          : 'A map is written as {"key": value, …} or {"$map": [[key, value], …], "$order": "KEY_ORDERED"}.',
      );
}

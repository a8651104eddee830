import { base64ToHex, hexToBase64, isBase64 } from './bytes';
import { canonicalInt64 } from './integer';
import { floatValue, formatJson, intValue, isFloatText, isJsonObjectText, parseJson } from './json';
import { failed, ok, type Result } from './result';
import { type AerospikeValue, classify, KIND_LABELS, type ValueKind } from './value';

/** Kinds a person can type. The rest (HyperLogLog by hand, unknown particles) is kept, shown or removed. */
export const INPUT_KINDS = [
  'string',
  'int',
  'float',
  'bool',
  'bytes',
  'list',
  'map',
  'geoJson',
  'hll',
] as const;

export type InputKind = (typeof INPUT_KINDS)[number];

export type InputOption = { readonly value: InputKind; readonly label: string };

/** Choices of a type selector. */
export const INPUT_OPTIONS: readonly InputOption[] = INPUT_KINDS.map((value) => ({
  value,
  label: KIND_LABELS[value],
}));

/** The kind of input that edits a value; null for a value that cannot be typed. */
export function inputKindOf(value: AerospikeValue): InputKind | null {
  const kind: ValueKind = classify(value).kind;
  return isInputKind(kind) ? kind : null;
}

/** The text an input starts with. `parseInput(kind, inputText(value))` gives a value equal to `value`. */
export function inputText(value: AerospikeValue): string {
  const typed = classify(value);
  switch (typed.kind) {
    case 'int':
      return typed.digits;
    case 'float':
    case 'string':
    case 'geoJson':
      return typed.text;
    case 'bool':
      return typed.value ? 'true' : 'false';
    case 'bytes':
    case 'hll':
      return typed.base64;
    default:
      return formatJson(value);
  }
}

/** A sensible first text for a bin whose type was just chosen. */
export function emptyInput(kind: InputKind): string {
  switch (kind) {
    case 'bool':
      return 'false';
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
export function parseInput(kind: InputKind, text: string): Result<AerospikeValue> {
  switch (kind) {
    case 'string':
      return ok(text);
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
    case 'bytes':
    case 'hll':
      return parseBytes(kind, text);
    case 'geoJson':
      return isJsonObjectText(text) ? ok({ $geoJson: text }) : failed('Enter one GeoJSON object.');
    case 'list':
    case 'map':
      return parseCollection(kind, text);
  }
}

/** Hexadecimal of base64 text and back, for the input that shows bytes either way. Null when the text is neither. */
export function convertBytes(text: string, to: 'hex' | 'base64'): string | null {
  const trimmed = text.trim();
  if (to === 'base64') {
    return hexToBase64(trimmed);
  }
  return isBase64(trimmed) ? base64ToHex(trimmed) : null;
}

function parseBytes(kind: 'bytes' | 'hll', text: string): Result<AerospikeValue> {
  const base64 = text.replace(/\s/g, '');
  if (!isBase64(base64)) {
    return failed('Enter base64 text, with its padding.');
  }
  const value: AerospikeValue = kind === 'bytes' ? { $bytes: base64 } : { $hll: base64 };
  return ok(value);
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

function isInputKind(kind: ValueKind): kind is InputKind {
  return (INPUT_KINDS as readonly string[]).includes(kind);
}

import { failed, ok, type Result } from '@/shared/lib/result';
import { isBase64 } from './bytes';
import { canonicalInt64, isSafeInteger } from './integer';
import { type AerospikeValue, type Bins, ownValue, valuesEqual } from './value';

/** Deepest nesting of lists and maps the gateway accepts. */
export const MAX_DEPTH = 64;

/** A string, which is passed over, or a number. JSON has no other token with a digit in it. */
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const FLOAT_WORDS = new Set(['NaN', 'Infinity', '-Infinity']);

/** Text of a value for an editor: two spaces of indent, integers and tags exactly as they came. */
export function formatJson(value: AerospikeValue): string {
  return JSON.stringify(value, null, 2);
}

/**
 * Reads a value typed as JSON. Numbers keep what was written: `1.0` becomes a float and an integer past 2^53 stays exact,
 * both by way of their tags, because `JSON.parse` alone would lose the difference.
 */
export function parseJson(text: string): Result<AerospikeValue> {
  const parsed = parseTagged(text);
  if (!parsed.ok) {
    return parsed;
  }
  const problem = valueProblem(parsed.value, '', 0);
  return problem === null ? parsed : failed(problem);
}

/**
 * Reads all bins of a record typed as one JSON object. The outer object is never a tagged value: a bin may be named `$int`.
 * Bins that equal the original are taken as they are, also when their type cannot be written. Names are checked by the caller.
 */
export function parseBinsJson(text: string, original: Bins): Result<Bins> {
  const parsed = parseTagged(text);
  if (!parsed.ok) {
    return parsed;
  }
  if (parsed.value === null || typeof parsed.value !== 'object' || Array.isArray(parsed.value)) {
    return failed('A record is an object: {"bin": value, …}.');
  }
  const bins = parsed.value as Bins;
  const problem = firstProblem(Object.keys(bins), (name) => {
    const value = ownValue(bins, name) ?? null;
    const before = ownValue(original, name);
    return before !== undefined && valuesEqual(value, before) ? null : valueProblem(value, name, 0);
  });
  return problem === null ? ok(bins) : failed(problem);
}

function parseTagged(text: string): Result<AerospikeValue> {
  try {
    return ok(JSON.parse(text.replace(STRING_OR_NUMBER, tagNumber)) as AerospikeValue);
  } catch {
    return failed(jsonProblem(text));
  }
}

function tagNumber(token: string): string {
  if (token.startsWith('"')) {
    return token;
  }
  const isInteger = /^-?\d+$/.test(token);
  if (isInteger) {
    return Number.isSafeInteger(Number(token)) ? token : JSON.stringify({ $int: token });
  }
  const value = Number(token);
  return Number.isInteger(value) || !Number.isFinite(value) ? JSON.stringify({ $float: token }) : token;
}

/** Says where JSON text stops being JSON, as far as the browser's parser tells. */
function jsonProblem(text: string): string {
  try {
    JSON.parse(text);
  } catch (error) {
    const detail = error instanceof SyntaxError ? /line (\d+) column (\d+)/.exec(error.message) : null;
    return detail === null
      ? 'This is not valid JSON.'
      : `This is not valid JSON: look at line ${String(detail[1])}, column ${String(detail[2])}.`;
  }
  return 'This is not valid JSON.';
}

function at(path: string, problem: string): string {
  return path === '' ? problem : `At ${path}: ${problem}`;
}

/** The first thing the gateway would refuse, with the path to it; null when there is none. */
function valueProblem(value: AerospikeValue, path: string, depth: number): string | null {
  if (value === null || typeof value !== 'object') {
    return null;
  }
  if (depth >= MAX_DEPTH) {
    return at(path, `lists and maps nest at most ${String(MAX_DEPTH)} deep.`);
  }
  if (Array.isArray(value)) {
    return listProblem(value as readonly AerospikeValue[], path, depth);
  }
  const object = value as Bins;
  const tag = Object.keys(object).find((key) => key.startsWith('$'));
  if (tag !== undefined) {
    return taggedProblem(object, tag, path, depth);
  }
  return firstProblem(Object.keys(object), (key) =>
    valueProblem(ownValue(object, key) ?? null, path === '' ? key : `${path}.${key}`, depth + 1),
  );
}

function listProblem(items: readonly AerospikeValue[], path: string, depth: number): string | null {
  return firstProblem([...items.keys()], (index) =>
    valueProblem(items[index] ?? null, `${path}[${String(index)}]`, depth + 1),
  );
}

function taggedProblem(object: Bins, tag: string, path: string, depth: number): string | null {
  const keys = Object.keys(object);
  if (keys.includes('$map')) {
    return mapProblem(object, path, depth);
  }
  if (tag === '$particle' || keys.includes('$particle')) {
    return at(path, 'a value of an unknown type can be kept or removed, not written.');
  }
  if (keys.length > 1) {
    return at(
      path,
      `"${tag}" stands alone in its object. A map with a key that starts with "$" is written as {"$map": [[key, value], …], "$order": "UNORDERED"}.`,
    );
  }
  return scalarProblem(tag, object[tag] ?? null, path);
}

function mapProblem(object: Bins, path: string, depth: number): string | null {
  const stray = Object.keys(object).find((key) => key !== '$map' && key !== '$order');
  if (stray !== undefined) {
    return at(path, `"${stray}" does not belong beside "$map".`);
  }
  const order = ownValue(object, '$order');
  if (order !== 'UNORDERED' && order !== 'KEY_ORDERED' && order !== 'KEY_VALUE_ORDERED') {
    return at(path, '"$order" is UNORDERED, KEY_ORDERED or KEY_VALUE_ORDERED.');
  }
  const entries = object.$map;
  if (!Array.isArray(entries)) {
    return at(path, '"$map" holds a list of [key, value] pairs.');
  }
  const pairs = entries as readonly AerospikeValue[];
  return firstProblem([...pairs.keys()], (index) => {
    const pair = pairs[index] ?? null;
    const here = `${path}.$map[${String(index)}]`;
    return Array.isArray(pair) && pair.length === 2
      ? listProblem(pair as readonly AerospikeValue[], here, depth)
      : at(here, 'write one [key, value] pair.');
  });
}

function scalarProblem(tag: string, payload: AerospikeValue, path: string): string | null {
  const text = typeof payload === 'string' ? payload : null;
  switch (tag) {
    case '$int':
      return text !== null && canonicalInt64(text) === text
        ? null
        : at(path, 'an integer lies between -9223372036854775808 and 9223372036854775807.');
    case '$float':
      return text !== null && isFloatText(text)
        ? null
        : at(path, '"$float" holds a number, "NaN", "Infinity" or "-Infinity" as text.');
    case '$floatBits':
      return text !== null && /^[0-9a-f]{16}$/.test(text)
        ? null
        : at(path, '"$floatBits" holds 16 hexadecimal digits.');
    case '$bytes':
    case '$hll':
      return text !== null && isBase64(text) ? null : at(path, `"${tag}" holds base64 text.`);
    case '$geoJson':
      return text !== null && isJsonObjectText(text)
        ? null
        : at(path, '"$geoJson" holds a GeoJSON object as text.');
    case '$infinity':
    case '$wildcard':
      return payload === true ? null : at(path, `"${tag}" holds true.`);
    default:
      return at(path, `"${tag}" is not a known type tag.`);
  }
}

/** Whether a text is what `$float` may hold. */
export function isFloatText(text: string): boolean {
  return (
    FLOAT_WORDS.has(text) ||
    (/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text) && Number.isFinite(Number(text)))
  );
}

/** Whether a text is one JSON object, which is as much of GeoJSON as is checked before the server does. */
export function isJsonObjectText(text: string): boolean {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
  } catch {
    return false;
  }
}

/** The wire form of a canonical integer text: a number where that is exact, otherwise tagged. */
export function intValue(digits: string): AerospikeValue {
  return isSafeInteger(digits) ? Number(digits) : { $int: digits };
}

/** The wire form of a float text accepted by `isFloatText`: integral and non-finite floats are tagged. */
export function floatValue(text: string): AerospikeValue {
  const value = Number(text);
  return FLOAT_WORDS.has(text) || Number.isInteger(value) ? { $float: text } : value;
}

function firstProblem<T>(items: readonly T[], check: (item: T) => string | null): string | null {
  for (const item of items) {
    const problem = check(item);
    if (problem !== null) {
      return problem;
    }
  }
  return null;
}

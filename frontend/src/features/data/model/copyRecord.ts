import { formatJson } from './json';
import { isSafeInteger } from './integer';
import type { KeyRef } from './recordKey';
import { type AerospikeValue, type Bins, classify } from './value';

/** A record to be written down for somewhere else. */
export type CopySource = {
  readonly connectionId: string;
  readonly namespace: string;
  readonly set: string | null;
  readonly key: KeyRef;
  readonly bins: Bins;
};

/** Bins as JSON with type tags: what the editor's JSON view takes back unchanged. */
export function copyBins({ bins }: Pick<CopySource, 'bins'>): string {
  return formatJson(bins);
}

/** Bins together with the key they are stored under. */
export function copyRecord({ namespace, set, key, bins }: CopySource): string {
  return JSON.stringify({ key: keyInput(namespace, set, key), bins }, null, 2);
}

/** The key as the API's input takes it. */
function keyInput(namespace: string, set: string | null, key: KeyRef) {
  return { namespace, ...(set === null ? {} : { set }), userKey: { [key.kind]: key.value } };
}

const PUT = `mutation PutRecord($input: PutRecordInput!) {
  putRecord(input: $input) {
    record {
      generation
    }
  }
}`;

/** The body of a request that writes the record, for `POST /graphql`: document and variables, exact to the last bit. */
export function copyAsGraphql({ connectionId, namespace, set, key, bins }: CopySource): string {
  const input = {
    connectionId,
    key: keyInput(namespace, set, key),
    bins,
    mode: 'UPSERT',
    sendKey: key.kind !== 'digest',
  };
  return JSON.stringify({ query: PUT, variables: { input } }, null, 2);
}

/** An AQL statement, and the bins that AQL has no words for. Without a statement, the reason why there is none. */
export type AqlCopy = {
  readonly statement: string | null;
  readonly leftOut: readonly string[];
  readonly reason: string | null;
};

/** `INSERT INTO test.users (PK, name) VALUES ('ada', 'Ada')`, with what AQL can say exactly and nothing else. */
export function copyAsAql({ namespace, set, key, bins }: CopySource): AqlCopy {
  const entries = Object.entries(bins).map(([name, value]) => ({
    name,
    literal: isAqlName(name) ? aqlLiteral(value) : null,
  }));
  const leftOut = entries.flatMap(({ name, literal }) => (literal === null ? [name] : []));
  const said = entries.filter((entry) => entry.literal !== null);
  const refuse = (reason: string): AqlCopy => ({ statement: null, leftOut, reason });
  const primaryKey = aqlKey(key);
  if (primaryKey === null) {
    return refuse('An AQL INSERT names its record by a text or an integer.');
  }
  if (!isAqlName(namespace) || (set !== null && !isAqlName(set))) {
    return refuse('AQL cannot write the name of this namespace or set.');
  }
  if (said.length === 0) {
    return refuse('AQL can write none of the bins.');
  }
  const columns = ['PK', ...said.map(({ name }) => name)].join(', ');
  const values = [primaryKey, ...said.map(({ literal }) => literal)].join(', ');
  const place = set === null ? namespace : `${namespace}.${set}`;
  return { statement: `INSERT INTO ${place} (${columns}) VALUES (${values})`, leftOut, reason: null };
}

function aqlKey(key: KeyRef): string | null {
  switch (key.kind) {
    case 'int':
      return key.value;
    case 'string':
      return aqlString(key.value);
    default:
      return null;
  }
}

/** A name that every version of AQL reads as one word, and that cannot be taken for the key's column. */
function isAqlName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && name.toUpperCase() !== 'PK';
}

/** How AQL writes a value; null when it cannot without changing its type. */
function aqlLiteral(value: AerospikeValue): string | null {
  const typed = classify(value);
  switch (typed.kind) {
    case 'int':
      return typed.digits;
    case 'float':
      return aqlFloat(typed.text);
    case 'bool':
      return String(typed.value);
    case 'string':
      return aqlString(typed.text);
    case 'geoJson':
      return wrapped('GEOJSON', typed.text);
    case 'list':
      return isPlainJson(value) ? wrapped('LIST', JSON.stringify(value)) : null;
    case 'map':
      return isPlainJson(value) ? wrapped('MAP', JSON.stringify(value)) : null;
    default:
      return null;
  }
}

function aqlFloat(text: string): string | null {
  const value = Number(text);
  if (!Number.isFinite(value) || /e/i.test(String(value))) {
    return null;
  }
  const digits = Object.is(value, -0) ? '-0' : String(value);
  return digits.includes('.') ? digits : `${digits}.0`;
}

/** AQL escapes by backslash; for control characters it has no escape. */
function aqlString(text: string): string | null {
  return /[\p{Cc}]/u.test(text) ? null : `'${text.replace(/[\\']/g, '\\$&')}'`;
}

function wrapped(word: string, json: string): string | null {
  const quoted = aqlString(json);
  return quoted === null ? null : `${word}(${quoted})`;
}

/** Whether plain JSON says the value without a tag, all the way down, as AQL's parser reads JSON. */
function isPlainJson(value: AerospikeValue): boolean {
  const typed = classify(value);
  switch (typed.kind) {
    case 'null':
    case 'bool':
    case 'string':
      return true;
    case 'int':
      return isSafeInteger(typed.digits) && typeof value === 'number';
    case 'float':
      return typeof value === 'number';
    case 'list':
      return typed.items.every(isPlainJson);
    case 'map':
      return (
        typeof value === 'object' &&
        value !== null &&
        !Object.hasOwn(value, '$map') &&
        Object.values(value as Bins).every(isPlainJson)
      );
    default:
      return false;
  }
}

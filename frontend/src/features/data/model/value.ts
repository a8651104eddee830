import type { AerospikeValue, Bins } from '@/shared/scalars';

/**
 * The AerospikeValue scalar as the screens see it: plain JSON where that is lossless, otherwise an object with one `$` tag.
 * `classify` is the only place that reads the tags.
 */

export type { AerospikeValue, Bins };

export type MapOrder = 'UNORDERED' | 'KEY_ORDERED' | 'KEY_VALUE_ORDERED';

export type TypedValue =
  | { readonly kind: 'null' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'int'; readonly digits: string }
  | { readonly kind: 'float'; readonly text: string }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'bytes'; readonly base64: string }
  | { readonly kind: 'hll'; readonly base64: string }
  | { readonly kind: 'geoJson'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly AerospikeValue[] }
  | { readonly kind: 'map'; readonly size: number; readonly order: MapOrder }
  | { readonly kind: 'unknown'; readonly description: string };

export type ValueKind = TypedValue['kind'];

/** The short name of a kind, as shown beside a value. */
export const KIND_LABELS: Readonly<Record<ValueKind, string>> = {
  null: 'null',
  bool: 'boolean',
  int: 'integer',
  float: 'float',
  string: 'string',
  bytes: 'bytes',
  hll: 'HLL',
  geoJson: 'GeoJSON',
  list: 'list',
  map: 'map',
  unknown: 'unknown type',
};

type JsonObject = Readonly<Record<string, AerospikeValue>>;

/** Says what a value is. An object with a tag this version does not know is `unknown`, never an error. */
export function classify(value: AerospikeValue): TypedValue {
  if (value === null) {
    return { kind: 'null' };
  }
  switch (typeof value) {
    case 'boolean':
      return { kind: 'bool', value };
    case 'string':
      return { kind: 'string', text: value };
    case 'number':
      // Integral floats travel tagged, so an untagged integral number is an integer.
      return Number.isInteger(value)
        ? { kind: 'int', digits: String(value) }
        : { kind: 'float', text: String(value) };
    default:
      return isList(value) ? { kind: 'list', items: value } : classifyObject(value);
  }
}

/** The kind alone, without building the details. */
export function kindOf(value: AerospikeValue): ValueKind {
  return classify(value).kind;
}

/** The pairs of a map, in the order they came; none for a value that is no map. */
export function mapEntries(value: AerospikeValue): readonly (readonly [AerospikeValue, AerospikeValue])[] {
  if (value === null || typeof value !== 'object' || isList(value) || classify(value).kind !== 'map') {
    return [];
  }
  if (!Object.hasOwn(value, '$map')) {
    return Object.entries(value);
  }
  const pairs = value.$map;
  return Array.isArray(pairs) ? (pairs as (readonly [AerospikeValue, AerospikeValue])[]) : [];
}

/** Deep equality; the order of an untagged map's keys does not count, because such a map has no order. */
export function valuesEqual(left: AerospikeValue, right: AerospikeValue): boolean {
  if (left === right) {
    return true;
  }
  if (left === null || right === null || typeof left !== 'object' || typeof right !== 'object') {
    return false;
  }
  if (isList(left) || isList(right)) {
    return (
      isList(left) &&
      isList(right) &&
      left.length === right.length &&
      left.every((item, index) => valuesEqual(item, right[index] ?? null))
    );
  }
  const leftKeys = Object.keys(left);
  return (
    leftKeys.length === Object.keys(right).length &&
    leftKeys.every((key) => {
      const other = ownValue(right, key);
      return other !== undefined && valuesEqual(ownValue(left, key) ?? null, other);
    })
  );
}

/** A bin's value, or undefined when the record has no such bin. Safe for names such as `__proto__`. */
export function ownValue(bins: JsonObject, name: string): AerospikeValue | undefined {
  return Object.hasOwn(bins, name) ? bins[name] : undefined;
}

function isList(value: AerospikeValue): value is readonly AerospikeValue[] {
  return Array.isArray(value);
}

function classifyObject(value: JsonObject): TypedValue {
  const keys = Object.keys(value);
  const tag = keys.find((key) => key.startsWith('$'));
  if (tag === undefined) {
    return { kind: 'map', size: keys.length, order: 'UNORDERED' };
  }
  if (keys.includes('$map')) {
    const entries = value.$map;
    const order = value.$order;
    return {
      kind: 'map',
      size: Array.isArray(entries) ? entries.length : 0,
      order: order === 'KEY_ORDERED' || order === 'KEY_VALUE_ORDERED' ? order : 'UNORDERED',
    };
  }
  const payload = value[tag];
  if (keys.length === 1 && typeof payload === 'string') {
    switch (tag) {
      case '$int':
        return { kind: 'int', digits: payload };
      case '$float':
        return { kind: 'float', text: payload };
      case '$floatBits':
        return { kind: 'float', text: 'NaN' };
      case '$bytes':
        return { kind: 'bytes', base64: payload };
      case '$hll':
        return { kind: 'hll', base64: payload };
      case '$geoJson':
        return { kind: 'geoJson', text: payload };
    }
  }
  return {
    kind: 'unknown',
    description: typeof value.$particle === 'number' ? `particle ${String(value.$particle)}` : tag,
  };
}

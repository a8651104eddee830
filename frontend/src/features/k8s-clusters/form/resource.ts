import { type Path, parsePath } from './path';

/** A value of JSON, as Kubernetes keeps it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };
/** `{ apiVersion, kind, metadata, spec }`, spelled as Kubernetes does. Never changed in place. */
export type Resource = JsonObject;

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** What is at a path; undefined where nothing is. */
export function get(value: Json | undefined, path: Path): Json | undefined {
  return path.reduce<Json | undefined>((at, step) => {
    if (isList(at)) return typeof step === 'number' ? at[step] : undefined;
    return isObject(at) && typeof step === 'string' && Object.hasOwn(at, step) ? at[step] : undefined;
  }, value);
}

/**
 * Puts a value at a path. Objects and lists on the way are made where there is none; what else stands in the way gives way
 * to them.
 */
export function set(resource: Resource, path: Path, value: Json): Resource {
  const placed = place(resource, path, value);
  return isObject(placed) ? placed : resource;
}

function place(value: Json | undefined, [step, ...rest]: Path, placed: Json): Json {
  if (step === undefined) return placed;
  if (typeof step === 'string') {
    const object = isObject(value) ? value : {};
    const held = Object.hasOwn(object, step) ? object[step] : undefined;
    return withKey(object, step, place(held, rest, placed));
  }
  const list = isList(value) ? value : [];
  const at = Math.min(step, list.length);
  return [...list.slice(0, at), place(list[at], rest, placed), ...list.slice(at + 1)];
}

/** Keeps the order of keys. By entries, for which `__proto__` is a key like any other. */
function withKey(object: JsonObject, key: string, value: Json): JsonObject {
  const entries = Object.entries(object);
  const at = entries.findIndex(([each]) => each === key);
  return Object.fromEntries(at < 0 ? [...entries, [key, value]] : entries.with(at, [key, value]));
}

/**
 * Takes away what is at a path, and what is left empty by that, so that a form that is filled in and emptied again leaves
 * the resource as it was. What `stays` says, and entries of lists, are kept empty: the ones after count from them.
 */
export function remove(resource: Resource, path: Path, stays: (path: Path) => boolean): Resource {
  const last = path.at(-1);
  const above = path.slice(0, -1);
  const holder = get(resource, above);
  if (last === undefined || get(resource, path) === undefined) return resource;
  const left = isList(holder)
    ? holder.filter((_, index) => index !== last)
    : Object.fromEntries(Object.entries(holder as JsonObject).filter(([key]) => key !== last));
  const isGone = isEmpty(left) && typeof above.at(-1) === 'string' && !stays(above);
  return isGone ? remove(resource, above, stays) : set(resource, above, left);
}

/** Whether something is empty in a resource on purpose: `emptyDir: {}` says something. */
export function isEmptyIn(resource: Resource): (path: Path) => boolean {
  return (path) => isEmpty(get(resource, path));
}

export function isEmpty(value: Json | undefined): boolean {
  return isList(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
}

export function getAt(resource: Resource, at: string): Json | undefined {
  return get(resource, parsePath(at));
}

export function sameJson(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true;
  if (isList(one) && isList(other)) {
    return one.length === other.length && one.every((each, index) => sameJson(each, other[index]));
  }
  if (isObject(one) && isObject(other)) {
    const keys = Object.keys(one);
    return (
      keys.length === Object.keys(other).length &&
      keys.every((key) => Object.hasOwn(other, key) && sameJson(one[key], other[key]))
    );
  }
  return false;
}

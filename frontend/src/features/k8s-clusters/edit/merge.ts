import { isList, isObject, type Json, type JsonObject, sameJson } from '../form/resource';

/** `undefined` where there is none. */
type Value = Json | undefined;

export type Side = 'mine' | 'theirs';

/** A field that both sides changed, each to something else. */
export type Clash = {
  /** As Kubernetes writes it, but an item by its name: `spec.rackConfig.racks[id=1].zone`. */
  readonly path: string;
  readonly seen: Value;
  readonly theirs: Value;
  readonly mine: Value;
};

export type Merged = {
  readonly value: Value;
  readonly clashes: readonly Clash[];
};

/**
 * What becomes of `seen` with both changes. Where both changed a field, `sides` says whose counts, and until it does,
 * mine. Items of lists are the same when their `name` or `id` is; a list without such names is one value.
 */
export function merge(
  seen: Value,
  theirs: Value,
  mine: Value,
  sides: ReadonlyMap<string, Side> = new Map(),
): Merged {
  const clashes: Clash[] = [];
  const join = (path: string, three: Three): Value => {
    const { seen, theirs, mine } = three;
    if (sameJson(mine, theirs) || sameJson(theirs, seen)) {
      return mine;
    }
    if (sameJson(mine, seen)) {
      return theirs;
    }
    if (isObject(theirs) && isObject(mine)) {
      return joinFields(path, { seen: isObject(seen) ? seen : {}, theirs, mine }, join);
    }
    if (isList(theirs) && isList(mine)) {
      const lists = { seen: isList(seen) ? seen : [], theirs, mine };
      const key = keyOf(lists);
      if (key !== null) {
        return joinItems(path, lists, key, join);
      }
    }
    clashes.push({ path, seen, theirs, mine });
    return sides.get(path) === 'theirs' ? theirs : mine;
  };
  return { value: join('', { seen, theirs, mine }), clashes };
}

type Three<T = Value> = { readonly seen: T; readonly theirs: T; readonly mine: T };
type Join = (path: string, three: Three) => Value;

function joinFields(path: string, { seen, theirs, mine }: Three<JsonObject>, join: Join): JsonObject {
  const joined: Record<string, Json> = {};
  for (const key of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const value = join(fieldPath(path, key), { seen: seen[key], theirs: theirs[key], mine: mine[key] });
    if (value !== undefined) {
      joined[key] = value;
    }
  }
  return joined;
}

function joinItems(path: string, lists: Three<readonly Json[]>, key: string, join: Join): Json[] {
  const byName = (list: readonly Json[]) => new Map(list.map((item) => [nameOf(item, key), item]));
  const seen = byName(lists.seen);
  const theirs = byName(lists.theirs);
  const mine = byName(lists.mine);
  const joined: Json[] = [];
  for (const name of new Set([...mine.keys(), ...theirs.keys()])) {
    const three = { seen: seen.get(name), theirs: theirs.get(name), mine: mine.get(name) };
    const item = join(`${path}[${key}=${String(name)}]`, three);
    if (item !== undefined) {
      joined.push(item);
    }
  }
  return joined;
}

/** By which field items of all three lists are told apart; null when they cannot be. */
function keyOf({ seen, theirs, mine }: Three<readonly Json[]>): string | null {
  const tells = (key: string) =>
    [seen, theirs, mine].every((list) => {
      const names = list.map((item) => nameOf(item, key));
      return !names.includes(undefined) && new Set(names).size === names.length;
    });
  return ['name', 'id'].find(tells) ?? null;
}

function nameOf(item: Json, key: string): string | number | undefined {
  const name = isObject(item) ? item[key] : undefined;
  return typeof name === 'string' || typeof name === 'number' ? name : undefined;
}

/** A key that is no plain word stands in brackets, as Kubernetes writes it. */
function fieldPath(path: string, key: string): string {
  if (!/^[\w-]+$/.test(key)) {
    return `${path}[${key}]`;
  }
  return path === '' ? key : `${path}.${key}`;
}

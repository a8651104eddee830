import {
  getAt,
  isObject,
  type Json,
  type JsonObject,
  type Resource,
  sameJson,
} from '@/features/k8s-clusters';

/** A template that says nothing yet. */
export function blankTemplate(): Resource {
  return {
    apiVersion: 'acko.io/v1alpha1',
    kind: 'AerospikeClusterTemplate',
    metadata: { name: '' },
    spec: {},
  };
}

/** Another template that says the same. */
export function copyOf(resource: Resource): Resource {
  const labels = getAt(resource, 'metadata.labels');
  return {
    ...blankTemplate(),
    metadata: { name: '', ...(labels === undefined ? {} : { labels }) },
    spec: getAt(resource, 'spec') ?? {},
  };
}

/** What the API takes of a template. */
export type TemplateParts = {
  readonly name: string;
  readonly spec: JsonObject;
  readonly labels: JsonObject;
  readonly annotations: JsonObject;
};

export function partsOf(resource: Resource): TemplateParts {
  const name = getAt(resource, 'metadata.name');
  const object = (at: string) => {
    const found = getAt(resource, at);
    return isObject(found) ? found : {};
  };
  return {
    name: typeof name === 'string' ? name : '',
    spec: object('spec'),
    labels: object('metadata.labels'),
    annotations: object('metadata.annotations'),
  };
}

/** The smallest merge patch (RFC 7396) that makes one object of another: null removes, a list replaces. */
export function mergePatch(before: JsonObject, after: JsonObject): JsonObject {
  const said = Object.entries(after).flatMap(([key, value]): [string, Json][] => {
    const had = before[key];
    if (sameJson(had, value)) return [];
    return [[key, isObject(had) && isObject(value) ? mergePatch(had, value) : value]];
  });
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  return Object.fromEntries([...said, ...gone.map((key) => [key, null] as const)]);
}

/** What a merge patch makes of an object. */
export function patched(target: JsonObject, patch: JsonObject): JsonObject {
  const kept = Object.entries(target).filter(([key]) => !Object.hasOwn(patch, key));
  const said = Object.entries(patch).flatMap(([key, value]): [string, Json][] => {
    if (value === null) return [];
    const had = target[key];
    return [[key, isObject(value) ? patched(isObject(had) ? had : {}, value) : value]];
  });
  return Object.fromEntries([...kept, ...said]);
}

/** What was changed of one resource, done to what it has become meanwhile. */
export function rebased(base: Resource, mine: Resource, theirs: Resource): Resource {
  return patched(theirs, mergePatch(base, mine));
}

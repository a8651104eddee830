import { get, isList, isObject, type Json, type Resource, sameJson } from '../form/resource';

export type TemplateRow = {
  /** The field of the template, such as `resources.requests.cpu`. */
  readonly field: string;
  readonly template: Json;
  /** What the cluster says in its place; undefined where it says nothing and takes the template's. */
  readonly here: Json | undefined;
  readonly outcome: 'taken' | 'same' | 'replaced';
};

/** Where the cluster says what a field of a template says; the first part of the field decides. */
const PLACES: readonly (readonly [template: readonly string[], cluster: readonly string[]])[] = [
  [['resources'], ['podSpec', 'aerospikeContainer', 'resources']],
  [
    ['scheduling', 'podManagementPolicy'],
    ['podSpec', 'podManagementPolicy'],
  ],
  [
    ['scheduling', 'tolerations'],
    ['podSpec', 'tolerations'],
  ],
  [
    ['scheduling', 'topologySpreadConstraints'],
    ['podSpec', 'topologySpreadConstraints'],
  ],
  [
    ['scheduling', 'nodeAffinity'],
    ['podSpec', 'affinity', 'nodeAffinity'],
  ],
];

/** Parts that a cluster replaces as a whole: one field of its own and none of the template's is taken. */
const WHOLE = ['monitoring', 'aerospikeNetworkPolicy', 'resources', 'storage'];

/** What a template says beside what the cluster does: its own word counts first, then its overrides, then the template. */
export function templateRows(template: Resource, cluster: Resource): readonly TemplateRow[] {
  const spec = get(cluster, ['spec']);
  const fields = leaves(get(template, ['spec']) ?? {}).filter(({ path }) => path[0] !== 'description');
  return fields.map(({ path, value }) => {
    const here = own(spec, path) ?? get(spec, ['overrides', ...path]);
    const replaced =
      here === undefined && WHOLE.includes(path[0] ?? '') && own(spec, path.slice(0, 1)) !== undefined;
    const outcome =
      here === undefined ? (replaced ? 'replaced' : 'taken') : sameJson(here, value) ? 'same' : 'replaced';
    return { field: path.join('.'), template: value, here, outcome };
  });
}

function own(spec: Json | undefined, path: readonly string[]): Json | undefined {
  if (path[0] === 'aerospikeConfig' && path[1] === 'namespaceDefaults') {
    const namespaces = get(spec, ['aerospikeConfig', 'namespaces']);
    const said = (isList(namespaces) ? namespaces : []).map((each) => get(each, path.slice(2)));
    return said.length > 0 && said.every((each) => each !== undefined) ? said[0] : undefined;
  }
  if (path[0] === 'storage') {
    return path.length === 1 ? get(spec, ['storage', 'volumes']) : undefined;
  }
  const [from, to] = PLACES.find(([each]) => each.every((step, index) => path[index] === step)) ?? [[], []];
  return get(spec, [...to, ...path.slice(from.length)]);
}

function leaves(
  value: Json,
  path: readonly string[] = [],
): readonly { path: readonly string[]; value: Json }[] {
  return isObject(value) && Object.keys(value).length > 0
    ? Object.entries(value).flatMap(([key, each]) => leaves(each, [...path, key]))
    : [{ path, value }];
}

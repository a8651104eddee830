import { get, isList, isObject, type Json, type Resource } from '../form/resource';

/** Something that comes into being with a cluster. */
export type Made = {
  readonly kind: string;
  /** Empty where the operator alone knows. */
  readonly names: readonly string[];
  readonly what: string;
};

/** The nodes of a cluster, spread over its racks as the operator does: the first ones get what is left over. */
export function racksOf(resource: Resource): readonly { readonly id: number; readonly size: number }[] {
  const size = get(resource, ['spec', 'size']);
  const racks = get(resource, ['spec', 'rackConfig', 'racks']);
  const ids = isList(racks)
    ? racks.map((rack) => get(rack, ['id'])).filter((id) => typeof id === 'number')
    : [];
  const all = ids.length === 0 ? [0] : ids;
  const nodes = typeof size === 'number' ? size : 0;
  return all.map((id, index) => ({
    id,
    size: Math.floor(nodes / all.length) + (index < nodes % all.length ? 1 : 0),
  }));
}

/** What the operator makes of a resource, by the names it gives. */
export function madeOf(resource: Resource): readonly Made[] {
  const name = textAt(resource, 'metadata', 'name') || 'NAME';
  const spec = get(resource, ['spec']);
  const racks = racksOf(resource);
  const pods = racks.flatMap(({ id, size }) =>
    Array.from({ length: size }, (_, index) => `${name}-${id}-${index}`),
  );
  const claims = volumesOf(spec).filter((volume) => isObject(get(volume, ['source', 'persistentVolume'])));
  const isOn = (...path: string[]) => get(spec, path) === true;
  const metrics = isOn('monitoring', 'enabled');
  const made: (Made | false)[] = [
    { kind: 'StatefulSet', names: racks.map(({ id }) => `${name}-${id}`), what: 'one for each rack' },
    { kind: 'Pod', names: pods, what: 'the nodes of Aerospike' },
    claims.length > 0 && {
      kind: 'PersistentVolumeClaim',
      names: claims.flatMap((claim) => pods.map((pod) => `${textAt(claim, 'name')}-${pod}`)),
      what: `${claims.map((claim) => `${textAt(claim, 'name')} (${textAt(claim, 'source', 'persistentVolume', 'size')})`).join(', ')} of each pod`,
    },
    {
      kind: 'ConfigMap',
      names: racks.map(({ id }) => `${name}-${id}-config`),
      what: 'the configuration of each rack',
    },
    { kind: 'Service', names: [name], what: 'where clients begin, and how nodes find each other' },
    isObject(get(spec, ['podService'])) && { kind: 'Service', names: pods, what: 'one for each pod' },
    isObject(get(spec, ['seedsFinderServices', 'loadBalancer'])) && {
      kind: 'Service',
      names: [],
      what: 'a load balancer for clients outside, where the operator makes one',
    },
    !isOn('disablePDB') && {
      kind: 'PodDisruptionBudget',
      names: [`${name}-pdb`],
      what: 'bounds how many pods an upkeep of Kubernetes takes at once',
    },
    metrics && { kind: 'Service', names: [`${name}-metrics`], what: 'metrics' },
    metrics &&
      isOn('monitoring', 'serviceMonitor', 'enabled') && {
        kind: 'ServiceMonitor',
        names: [`${name}-monitor`],
        what: 'has Prometheus read them',
      },
    metrics &&
      isOn('monitoring', 'prometheusRule', 'enabled') && {
        kind: 'PrometheusRule',
        names: [`${name}-alerts`],
        what: 'alerts',
      },
    isOn('networkPolicyConfig', 'enabled') && {
      kind: get(spec, ['networkPolicyConfig', 'type']) === 'cilium' ? 'CiliumNetworkPolicy' : 'NetworkPolicy',
      names: [`${name}-netpol`],
      what: 'who may reach it',
    },
  ];
  return made.filter((each) => each !== false);
}

function volumesOf(spec: Json | undefined): readonly Json[] {
  const volumes = get(spec, ['storage', 'volumes']);
  return isList(volumes) ? volumes : [];
}

function textAt(value: Json | undefined, ...path: string[]): string {
  const text = get(value, path);
  return typeof text === 'string' ? text : '';
}

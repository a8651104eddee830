import { quantityValue, writeBytes } from '../form/amounts';
import { get, isList, isObject, type Json, type Resource } from '../form/resource';
import type { FieldNote } from '../form/ResourceForm';
import { mountOf } from './volumes';

/** Beside its records a node keeps indexes, buffers and itself in memory. */
const BESIDE_DATA = 1.3;

const CONTAINER = 'spec.podSpec.aerospikeContainer.resources';

/** What is known of the Kubernetes cluster. */
export type Surroundings = {
  /** How many Kubernetes nodes it has; null when that is not known. */
  readonly nodes: number | null;
};

/** What the server accepts and a person should know: each says what follows and what to do. */
export function adviceOn(resource: Resource, { nodes }: Surroundings): readonly FieldNote[] {
  return [...onMemory(resource), ...onFiles(resource), ...onRacks(resource), ...onNodes(resource, nodes)];
}

/** Bytes of records that each node keeps in memory. */
export function memoryForData(resource: Resource): number {
  return namespacesOf(resource)
    .map((namespace) => get(namespace, ['storage-engine']))
    .map((engine) => (isObject(engine) && engine.type === 'memory' ? engine['data-size'] : undefined))
    .reduce<number>((sum, size) => sum + (typeof size === 'number' ? size : 0), 0);
}

function onMemory(resource: Resource): readonly FieldNote[] {
  const data = memoryForData(resource);
  const wanted = Math.ceil(data * BESIDE_DATA);
  const given = get(resource, CONTAINER.split('.'));
  return (['requests', 'limits'] as const).flatMap((kind) => {
    const amount = quantityValue(get(given, [kind, 'memory']));
    if (amount === null || data === 0 || amount >= wanted) return [];
    const follows =
      kind === 'limits'
        ? 'a node that fills up is killed'
        : 'Kubernetes may place it where there is not enough memory';
    return {
      field: `${CONTAINER}.${kind}.memory`,
      message: `Namespaces keep ${writeBytes(data)} of records in memory, and indexes come on top: with less than about ${inGib(wanted)} ${follows}. Raise it, or lower data-size.`,
    };
  });
}

function onFiles(resource: Resource): readonly FieldNote[] {
  return namespacesOf(resource).flatMap((namespace, index) => {
    const file = get(namespace, ['storage-engine', 'file']);
    if (typeof file !== 'string' || mountOf(resource, file)?.isPersistent === true) return [];
    return {
      field: `spec.aerospikeConfig.namespaces[${index}].storage-engine.file`,
      message: `No persistent volume is mounted where ${file} lies: its records are lost when the pod is replaced.`,
    };
  });
}

function onRacks(resource: Resource): readonly FieldNote[] {
  const racks = get(resource, ['spec', 'rackConfig', 'racks']);
  const size = get(resource, ['spec', 'size']);
  if (!isList(racks) || typeof size !== 'number' || racks.length <= size) return [];
  return [
    {
      field: 'spec.rackConfig.racks',
      message: `${racks.length} racks and ${size} nodes: some racks stay empty.`,
    },
  ];
}

function onNodes(resource: Resource, nodes: number | null): readonly FieldNote[] {
  const size = get(resource, ['spec', 'size']);
  const pods = get(resource, ['spec', 'podSpec']);
  const isApart = get(pods, ['multiPodPerHost']) === false || get(pods, ['hostNetwork']) === true;
  if (nodes === null || typeof size !== 'number' || !isApart || size <= nodes) return [];
  return [
    {
      field: 'spec.size',
      message: `Each pod needs a Kubernetes node of its own, and there are ${nodes} for ${size}: the others wait until there are more.`,
    },
  ];
}

function namespacesOf(resource: Resource): readonly Json[] {
  const namespaces = get(resource, ['spec', 'aerospikeConfig', 'namespaces']);
  return isList(namespaces) ? namespaces : [];
}

function inGib(bytes: number): string {
  return `${Number((bytes / 1024 ** 3).toFixed(1))} GiB`;
}

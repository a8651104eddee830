import { isKnown } from '@/shared/lib/known';
import type { K8sScaleFactsQuery } from '../dialogs/dialogs.generated';

/** Nodes of a cluster of the Community Edition. */
export const MIN_NODES = 1;
export const MAX_NODES = 8;

type Facts = NonNullable<K8sScaleFactsQuery['k8sCluster']>;
type LiveNamespace = NonNullable<
  NonNullable<NonNullable<Facts['connection']>['cluster']>['namespaces']
>[number];

export type Load = {
  readonly namespace: string;
  /** Bytes of data on each node, as they are spread now and would be; copies are counted as there are now. */
  readonly perNodeNow: number;
  readonly perNodeThen: number;
  /** Bytes of data each node has room for. */
  readonly roomPerNode: number | null;
};

/** How much data each node keeps before and after the size changes; empty where the nodes do not tell. */
export function loads(facts: Facts, size: number): readonly Load[] {
  const namespaces = facts.connection?.cluster?.namespaces ?? [];
  return namespaces.flatMap((namespace) => loadOf(namespace, size) ?? []);
}

function loadOf(namespace: LiveNamespace, size: number): Load | null {
  const { name, dataUsedBytes, dataTotalBytes, nodesAnswered, nodesTotal } = namespace;
  if (!isKnown(dataUsedBytes) || nodesAnswered !== nodesTotal || nodesTotal === 0 || size < MIN_NODES) {
    return null;
  }
  const used = Number(dataUsedBytes);
  // A copy has no place where there are fewer nodes than copies.
  const copies = namespace.effectiveReplicationFactor;
  const wanted = namespace.replicationFactor;
  const then =
    isKnown(copies) && isKnown(wanted) && copies > 0 ? (used * Math.min(wanted, size)) / copies : used;
  return {
    namespace: name,
    perNodeNow: used / nodesTotal,
    perNodeThen: then / size,
    roomPerNode: isKnown(dataTotalBytes) ? Number(dataTotalBytes) / nodesTotal : null,
  };
}

/** Namespaces that want more copies of a record than there would be nodes, by the configuration that is asked for. */
export function shortOfCopies(facts: Facts, size: number): readonly { name: string; copies: number }[] {
  const namespaces: unknown = facts.spec?.aerospikeConfig?.namespaces;
  return (Array.isArray(namespaces) ? (namespaces as unknown[]) : []).flatMap((one) => {
    const { name, 'replication-factor': copies } = (one ?? {}) as Record<string, unknown>;
    return typeof name === 'string' && typeof copies === 'number' && copies > size ? [{ name, copies }] : [];
  });
}

import { isKnown } from '@/shared/lib/known';

/** Addresses of Aerospike clusters in Kubernetes, relative to the router's root. */

export const CONTEXT_PARAM = 'context';
/** What a new cluster begins with: `scratch`, `template:NAME`, `clone:NAMESPACE/NAME`, `yaml`. */
export const FROM_PARAM = 'from';

export type ClusterRef = {
  /** Left out where there is one. */
  readonly context?: string | null | undefined;
  readonly namespace: string;
  readonly name: string;
};

export function k8sClusterUrl(cluster: ClusterRef): string {
  return below(cluster, '');
}

/** Where the cluster is edited, as a form and as YAML. */
export function k8sClusterEditUrl(cluster: ClusterRef): string {
  return below(cluster, '/edit');
}

function below({ context, namespace, name }: ClusterRef, part: string): string {
  const path = `/k8s/clusters/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}${part}`;
  return isKnown(context) ? `${path}?${CONTEXT_PARAM}=${encodeURIComponent(context)}` : path;
}

/** The same for who has no browser: the command that opens the resource in an editor. */
export function editCommand({ context, namespace, name }: ClusterRef): string {
  const kubectl = isKnown(context) ? `kubectl --context ${context}` : 'kubectl';
  return `${kubectl} -n ${namespace} edit aerospikecluster ${name}`;
}

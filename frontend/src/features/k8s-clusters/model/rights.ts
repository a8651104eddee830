import type { K8sPermission } from '@/gql/schema';
import { isKnown } from '@/shared/lib/known';

type Right = Pick<K8sPermission, 'resource' | 'verb'>;
export type Permission = Right & Pick<K8sPermission, 'allowed'>;

export const CLUSTERS = 'aerospikeclusters';
export const TEMPLATES = 'aerospikeclustertemplates';
export const CLAIMS = 'persistentvolumeclaims';
export const AUTOSCALERS = 'horizontalpodautoscalers';

/**
 * Why this server may not do something in Kubernetes; null where it may, and where nobody could tell: then it is tried,
 * and what refuses it says so.
 */
export function refusalOf(
  permissions: readonly Permission[] | null | undefined,
  verb: string,
  resource: string,
): string | null {
  const found = permissions?.find((known) => known.verb === verb && isOf(known, resource));
  return isKnown(found) && !found.allowed ? lackOf(`${verb} ${found.resource}`) : null;
}

export function lackOf(right: string): string {
  return `This server lacks the right “${right}” in Kubernetes`;
}

/** Rights name a resource with its API group after a dot, where it has one, and a part of it after a slash. */
function isOf(known: Right, wanted: string): boolean {
  const [resource, part] = known.resource.split('/');
  const [wantedResource, wantedPart] = wanted.split('/');
  return resource?.split('.')[0] === wantedResource && part === wantedPart;
}

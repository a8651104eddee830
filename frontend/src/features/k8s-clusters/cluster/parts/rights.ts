import { isKnown } from '@/shared/lib/known';

export type Permission = { readonly verb: string; readonly resource: string; readonly allowed: boolean };

export const CLUSTERS = 'aerospikeclusters.acko.io';
export const CLAIMS = 'persistentvolumeclaims';
export const AUTOSCALERS = 'horizontalpodautoscalers.autoscaling';

/**
 * Why this server may not do something in Kubernetes; null where it may, and where nobody could tell: then it is tried,
 * and what refuses it says so.
 */
export function refusalOf(
  permissions: readonly Permission[] | null | undefined,
  verb: string,
  resource: string,
): string | null {
  const found = permissions?.find((one) => one.verb === verb && one.resource === resource);
  return isKnown(found) && !found.allowed
    ? `This server lacks the right “${verb} ${resource}” in Kubernetes`
    : null;
}

import type { K8sRefusal } from '@/gql/schema';

type Refusal = Pick<K8sRefusal, 'by' | 'field' | 'message'>;

/**
 * What is refused, said once: where this server, the operator and Kubernetes refuse the same field, the first of them has
 * the word. They come in that order.
 */
export function saidOnce<R extends Refusal>(refusals: readonly R[]): readonly R[] {
  const judges = new Map<string, Refusal['by']>();
  return refusals.filter(({ by, field }) => {
    if (field === null || field === undefined) return true;
    if (!judges.has(field)) judges.set(field, by);
    return judges.get(field) === by;
  });
}

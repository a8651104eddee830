import { refusalOf, TEMPLATES } from '@/features/k8s-clusters';
import { type Reading, useReading } from '@/shared/apollo/useReading';
import { type K8sTemplateContextsQuery, K8sTemplateContextsDocument } from './contexts.generated';

export type TemplateContext = NonNullable<K8sTemplateContextsQuery['k8sContexts']>[number];
export type TemplateVerb = 'create' | 'patch' | 'delete';

/** The Kubernetes clusters there are, with what this server may do in each. */
export function useContexts(): Reading<K8sTemplateContextsQuery> {
  return useReading(K8sTemplateContextsDocument, {});
}

/** The context a page without one in its address is about. */
export function chosenContext(
  contexts: readonly TemplateContext[],
  asked: string | null,
): TemplateContext | null {
  return (
    contexts.find(({ name }) => name === asked) ??
    (asked === null ? (contexts.find(({ isDefault }) => isDefault) ?? contexts[0]) : undefined) ??
    null
  );
}

/** Why something cannot be done to templates there; null when it can, or nobody knows. */
export function whyNot(context: TemplateContext | null, verb: TemplateVerb): string | null {
  return refusalOf(context?.permissions, verb, TEMPLATES);
}

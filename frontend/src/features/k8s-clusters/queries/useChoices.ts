import { useReading } from '@/shared/apollo/useReading';
import {
  K8sClusterChoicesDocument,
  K8sContextChoicesDocument,
  K8sImageChoicesDocument,
  K8sNamespaceChoicesDocument,
  K8sStorageClassChoicesDocument,
  K8sTemplateChoicesDocument,
} from './choices.generated';

/** What exists in Kubernetes, to choose from. Empty until it was read, and where it may not be. */

export function useContextChoices() {
  const { data, loading, errors } = useReading(K8sContextChoicesDocument, {});
  return { contexts: data?.k8sContexts ?? [], loading, errors };
}

export function useNamespaceChoices(context: string | null): readonly string[] {
  const { data } = useReading(K8sNamespaceChoicesDocument, { context });
  return (data?.k8sNamespaces ?? []).filter(({ isTerminating }) => !isTerminating).map(({ name }) => name);
}

/** Those that most clusters ask for first. */
export function useImageChoices(context: string | null): readonly string[] {
  const { data } = useReading(K8sImageChoicesDocument, { context });
  return (data?.k8sImages ?? []).map(({ image }) => image);
}

export function useStorageClassChoices(context: string | null): readonly string[] {
  const { data } = useReading(K8sStorageClassChoicesDocument, { context });
  const classes = data?.k8sStorageClasses ?? [];
  return classes
    .toSorted((one, other) => Number(other.isDefault) - Number(one.isDefault))
    .map(({ name }) => name);
}

export function useTemplateChoices(context: string | null) {
  const { data, loading, errors } = useReading(K8sTemplateChoicesDocument, {
    filter: context === null ? null : { context },
  });
  return { templates: data?.k8sTemplates?.nodes ?? [], loading, errors };
}

export function useClusterChoices(context: string | null) {
  const { data, loading, errors } = useReading(K8sClusterChoicesDocument, {
    filter: context === null ? null : { context },
  });
  return { clusters: data?.k8sClusters?.nodes ?? [], loading, errors };
}

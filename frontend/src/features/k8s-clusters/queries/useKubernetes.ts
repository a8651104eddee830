import { useQuery } from '@apollo/client/react';
import { KubernetesDocument } from './kubernetes.generated';

/** Whether this server manages Kubernetes resources; null until it has said so. */
export function useKubernetesSwitch(): boolean | null {
  return useQuery(KubernetesDocument).data?.features.kubernetes ?? null;
}

/** Whether this server manages Kubernetes resources; false until it has said so. */
export function useKubernetes(): boolean {
  return useKubernetesSwitch() ?? false;
}

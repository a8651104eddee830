import { useQuery } from '@apollo/client/react';
import { KubernetesDocument } from './kubernetes.generated';

/** Whether this server manages Kubernetes resources; false until it has said so. */
export function useKubernetes(): boolean {
  return useQuery(KubernetesDocument).data?.features.kubernetes ?? false;
}

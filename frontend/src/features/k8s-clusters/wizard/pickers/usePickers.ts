import type { AppError } from '@/shared/errors/appError';
import { useReading } from '@/shared/apollo/useReading';
import {
  K8sNodeChoicesDocument,
  type K8sNodeChoicesQuery,
  K8sSecretNamesDocument,
  type K8sSecretNamesQuery,
} from './pickers.generated';

export type SecretChoice = NonNullable<K8sSecretNamesQuery['k8sSecrets']>[number];
export type NodeChoice = NonNullable<K8sNodeChoicesQuery['k8sNodes']>[number];

export type Choices<T> = {
  /** Null while they are not known: not read yet, or not to be had. */
  readonly choices: readonly T[] | null;
  /** Why they are not to be had. Names can still be written. */
  readonly error: AppError | null;
  readonly refresh: () => void;
};

/** The secrets of a namespace of Kubernetes that a cluster can name. */
export function useSecrets(context: string | null, namespace: string): Choices<SecretChoice> {
  const { data, errors, refresh } = useReading(
    K8sSecretNamesDocument,
    { context, namespace },
    { skip: namespace === '' },
  );
  return { choices: data?.k8sSecrets ?? null, error: errors[0] ?? null, refresh };
}

/** The nodes of a Kubernetes cluster. */
export function useNodes(context: string | null): Choices<NodeChoice> {
  const { data, errors, refresh } = useReading(K8sNodeChoicesDocument, { context });
  return { choices: data?.k8sNodes ?? null, error: errors[0] ?? null, refresh };
}

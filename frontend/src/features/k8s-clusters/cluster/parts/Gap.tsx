import type { ReactNode } from 'react';
import type { AppError } from '@/shared/errors/appError';
import { ErrorAlert } from '@/shared/ui/ErrorState';

type Props = {
  readonly gaps: readonly AppError[];
  /** The field of the cluster, with dots: `owned.services`. */
  readonly field: string;
  readonly children: ReactNode;
};

/** A field of the cluster or, where it could not be looked at, why. */
export function Gap({ gaps, field, children }: Props) {
  const error = gapAt(gaps, field);
  return error === null ? children : <ErrorAlert error={error} />;
}

/** Why a field of the cluster is null; null when nothing says so. */
export function gapAt(gaps: readonly AppError[], field: string): AppError | null {
  return gaps.find(({ path }) => path.join('.') === `k8sCluster.cluster.${field}`) ?? null;
}

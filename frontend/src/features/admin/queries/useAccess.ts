import { useReading } from '@/shared/apollo/useReading';
import { type AppError, errorsAt } from '@/shared/errors/appError';
import {
  AccessListDocument,
  type AccessRole_RoleFragment,
  AccessSupportDocument,
  type AccessSupportQuery,
  type AccessUser_UserFragment,
} from './access.generated';

export type User = AccessUser_UserFragment;
export type Role = AccessRole_RoleFragment;
export type Manager = NonNullable<NonNullable<AccessSupportQuery['connection']>['managedBy']>;
type Features = NonNullable<NonNullable<AccessSupportQuery['cluster']>['features']>;
export type Feature = Features['features'][number];

export type Support = {
  /** Null until it was asked, or when no node answered. */
  readonly security: Feature | null;
  readonly quotas: Feature | null;
  readonly edition: Features['edition'];
  /** What manages the cluster beside its operators. */
  readonly manager: Manager | null;
  readonly loading: boolean;
  readonly errors: readonly AppError[];
  readonly refresh: () => void;
};

/** Whether the cluster has users and roles at all, and who else changes them. */
export function useSupport(connectionId: string): Support {
  const { data, errors, loading, refresh } = useReading(AccessSupportDocument, { connectionId });
  const features = data?.cluster?.features ?? null;
  const find = (kind: Feature['kind']) => features?.features.find((feature) => feature.kind === kind) ?? null;
  return {
    security: find('SECURITY'),
    quotas: find('QUOTAS'),
    edition: features?.edition ?? null,
    manager: data?.connection?.managedBy ?? null,
    loading,
    errors,
    refresh,
  };
}

export type Access = {
  /** Null until they were read, or when they cannot be. */
  readonly users: readonly User[] | null;
  readonly roles: readonly Role[] | null;
  readonly userErrors: readonly AppError[];
  readonly roleErrors: readonly AppError[];
  readonly loading: boolean;
  readonly refresh: () => void;
};

/** Users and roles as the cluster tells of them now. */
export function useAccess(connectionId: string): Access {
  const { data, errors, loading, refresh } = useReading(AccessListDocument, { connectionId });
  const roleErrors = errorsAt(errors, ['roles']);
  return {
    users: data?.users ?? null,
    roles: data?.roles ?? null,
    userErrors: errors.filter((error) => !roleErrors.includes(error)),
    roleErrors,
    loading,
    refresh,
  };
}

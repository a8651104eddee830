import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import type { Privilege } from '../model/privileges';
import type { KnownPrivilege, ParsedRole, RoleContent } from '../model/roleDraft';
import { roleChanges } from '../model/roleDraft';
import {
  ChangePasswordDocument,
  type ChangePasswordMutation,
  CreateRoleDocument,
  CreateUserDocument,
  DropRoleDocument,
  DropUserDocument,
  GrantPrivilegesDocument,
  GrantRolesDocument,
  RevokePrivilegesDocument,
  RevokeRolesDocument,
  SetRoleAllowlistDocument,
  SetRoleQuotasDocument,
} from './access.generated';

export type AccessChanges = ReturnType<typeof useAccessChanges>;

/** Changes users and roles. Each rejects when it is refused. Nothing of what is sent or answered stays in the cache. */
export function useAccessChanges(connectionId: string) {
  const client = useApolloClient();
  const send = async <TData, TVariables extends OperationVariables>(
    mutation: TypedDocumentNode<TData, TVariables>,
    variables: TVariables,
  ): Promise<TData> => {
    const { data } = await client.mutate({
      mutation: mutation as TypedDocumentNode<TData, OperationVariables>,
      variables,
      fetchPolicy: 'no-cache',
    });
    return data;
  };
  return {
    createUser: (name: string, password: string, roles: readonly string[]) =>
      send(CreateUserDocument, { input: { connectionId, name, password, roles: [...roles] } }),
    changePassword: async (
      user: string,
      password: string,
    ): Promise<ChangePasswordMutation['changePassword']> => {
      const data = await send(ChangePasswordDocument, { input: { connectionId, user, password } });
      return data.changePassword;
    },
    /** Grants first: whoever loses a role has the new one already. */
    setRoles: async (user: string, before: readonly string[], after: readonly string[]) => {
      const granted = after.filter((role) => !before.includes(role));
      const revoked = before.filter((role) => !after.includes(role));
      if (granted.length > 0) {
        await send(GrantRolesDocument, { input: { connectionId, user, roles: granted } });
      }
      if (revoked.length > 0) {
        await send(RevokeRolesDocument, { input: { connectionId, user, roles: revoked } });
      }
    },
    dropUser: (name: string) => send(DropUserDocument, { input: { connectionId, name } }),
    createRole: ({ name, privileges, allowlist, readQuota, writeQuota }: ParsedRole, quotas: boolean) =>
      send(CreateRoleDocument, {
        input: {
          connectionId,
          name,
          privileges: privileges.map(inputOf),
          allowlist: [...allowlist],
          ...(quotas && { readQuota, writeQuota }),
        },
      }),
    /** Grants first, so that nobody is without what is only narrowed. */
    changeRole: async (before: RoleContent, after: ParsedRole) => {
      const { grant, revoke, allowlist, quotas } = roleChanges(before, after);
      const role = before.name;
      if (grant.length > 0) {
        await send(GrantPrivilegesDocument, {
          input: { connectionId, role, privileges: grant.map(inputOf) },
        });
      }
      if (revoke.length > 0) {
        await send(RevokePrivilegesDocument, {
          input: { connectionId, role, privileges: revoke.map(inputOf) },
        });
      }
      if (allowlist !== null) {
        await send(SetRoleAllowlistDocument, { input: { connectionId, role, allowlist: [...allowlist] } });
      }
      if (quotas !== null) {
        await send(SetRoleQuotasDocument, { input: { connectionId, role, ...quotas } });
      }
    },
    dropRole: (name: string) => send(DropRoleDocument, { input: { connectionId, name } }),
  };
}

function inputOf({ kind, namespace, set }: KnownPrivilege & Privilege) {
  return { kind, namespace: namespace ?? null, set: set ?? null };
}

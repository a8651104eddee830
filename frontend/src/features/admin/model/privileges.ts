import type { PermissionKind, PrivilegeKind } from '@/gql/schema';
import { isKnown } from '@/shared/lib/known';

export type Place = { readonly namespace?: string | null; readonly set?: string | null };

/** A privilege as a role has it. */
export type Privilege = Place & {
  /** Null for one this version does not know. */
  readonly kind?: PrivilegeKind | null;
  /** As the server calls it. */
  readonly name: string;
};

type PrivilegeWords = {
  /** As the server calls it. */
  readonly label: string;
  readonly about: string;
  /** Whether it can be narrowed to a namespace or a set. */
  readonly scoped: boolean;
};

export const PRIVILEGES: Readonly<Record<PrivilegeKind, PrivilegeWords>> = {
  READ: { label: 'read', about: 'Read records', scoped: true },
  READ_WRITE: { label: 'read-write', about: 'Read and write records', scoped: true },
  READ_WRITE_UDF: {
    label: 'read-write-udf',
    about: 'Read and write records, and run functions on them',
    scoped: true,
  },
  WRITE: { label: 'write', about: 'Write records, but not read them', scoped: true },
  TRUNCATE: { label: 'truncate', about: 'Truncate sets and namespaces', scoped: true },
  READ_MASKED: { label: 'read-masked', about: 'Read what is masked as it is', scoped: true },
  WRITE_MASKED: { label: 'write-masked', about: 'Write what is masked', scoped: true },
  USER_ADMIN: { label: 'user-admin', about: 'Make and change users and roles', scoped: false },
  SYS_ADMIN: {
    label: 'sys-admin',
    about: 'Change settings and logs of nodes, and all that data-admin may',
    scoped: false,
  },
  DATA_ADMIN: {
    label: 'data-admin',
    about: 'Make indexes, register functions, truncate, end jobs',
    scoped: false,
  },
  UDF_ADMIN: { label: 'udf-admin', about: 'Register and remove functions', scoped: false },
  SINDEX_ADMIN: { label: 'sindex-admin', about: 'Make and drop secondary indexes', scoped: false },
  MASKING_ADMIN: { label: 'masking-admin', about: 'Say what is masked', scoped: false },
};

export const PRIVILEGE_KINDS = Object.keys(PRIVILEGES) as readonly PrivilegeKind[];

export const PERMISSIONS: Readonly<Record<PermissionKind, string>> = {
  READ: 'read records',
  WRITE: 'write and delete records',
  EXECUTE_FUNCTIONS: 'run functions on records',
  TRUNCATE: 'truncate',
  MANAGE_INDEXES: 'make and drop indexes',
  MANAGE_MODULES: 'register and remove functions',
  MANAGE_QUERIES: 'abort queries of others',
  MANAGE_NODES: 'change nodes',
  MANAGE_USERS: 'manage users and roles',
  MANAGE_MASKING: 'say what is masked',
  READ_MASKED: 'read what is masked',
  WRITE_MASKED: 'write what is masked',
};

export const PERMISSION_KINDS = Object.keys(PERMISSIONS) as readonly PermissionKind[];

/** `test.users`, `test`, or everywhere. */
export function placeText({ namespace, set }: Place): string {
  if (!isKnown(namespace)) {
    return 'everywhere';
  }
  return isKnown(set) ? `${namespace}.${set}` : namespace;
}

/** As the tools of the server write it: `read-write.test.users`. */
export function privilegeText(privilege: Place & { readonly name: string }): string {
  return isKnown(privilege.namespace) ? `${privilege.name}.${placeText(privilege)}` : privilege.name;
}

type Grants = { readonly predefined: boolean; readonly privileges: readonly Privilege[] };

/** What a role grants, in a line: a predefined one is named after its privilege, so what that allows says more. */
export function grantsText({ predefined, privileges }: Grants): string {
  const words = privileges.map((privilege) =>
    predefined && isKnown(privilege.kind) ? PRIVILEGES[privilege.kind].about : privilegeText(privilege),
  );
  return words.length === 0 ? 'Nothing' : words.join(', ');
}

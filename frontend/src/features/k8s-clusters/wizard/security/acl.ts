import { isList, isObject, type Json } from '../../form/resource';

export const ACL = 'spec.aerospikeAccessControl';

/** What the operator itself must be able to do, as one user. */
export const ADMINISTRATOR_ROLES = ['sys-admin', 'user-admin'] as const;

type Code = {
  readonly code: string;
  readonly about: string;
  /** Whether it can be narrowed to a namespace or a set. */
  readonly scoped: boolean;
};

/** The privileges the operator takes. Each is a role that every server has, too. */
export const CODES: readonly Code[] = [
  { code: 'read', about: 'Read records', scoped: true },
  { code: 'read-write', about: 'Read and write records', scoped: true },
  { code: 'read-write-udf', about: 'Read and write records, and run functions on them', scoped: true },
  { code: 'write', about: 'Write records, but not read them', scoped: true },
  { code: 'truncate', about: 'Truncate sets and namespaces', scoped: true },
  { code: 'data-admin', about: 'Make indexes, register functions, end jobs', scoped: false },
  { code: 'sys-admin', about: 'Change settings of nodes, and all that data-admin may', scoped: false },
  { code: 'user-admin', about: 'Make and change users and roles', scoped: false },
];

/** A privilege as a role lists it. Empty for everywhere, and every set. */
export type Privilege = { readonly code: string; readonly namespace: string; readonly set: string };

/** Reads `read-write.namespace.set`; what follows the second dot is the set, dots and all. */
export function parsePrivilege(text: string): Privilege {
  const [code = '', namespace = '', ...set] = text.split('.');
  return { code, namespace, set: set.join('.') };
}

export function writePrivilege({ code, namespace, set }: Privilege): string {
  return [code, ...(namespace === '' ? [] : [namespace, ...(set === '' ? [] : [set])])].join('.');
}

/** Names of the entries of a list. */
export function namesIn(list: Json | undefined): readonly string[] {
  const entries = isList(list) ? list : [];
  return entries.flatMap((entry) => (isObject(entry) && typeof entry.name === 'string' ? [entry.name] : []));
}

/** Whether the operator could work as one of the users. */
export function hasAdministrator(users: Json | undefined): boolean {
  return (
    isList(users) && users.some((user) => ADMINISTRATOR_ROLES.every((role) => rolesOf(user).includes(role)))
  );
}

/** The users with `admin` among them, as whom the operator works. */
export function withAdministrator(users: Json | undefined): readonly Json[] {
  const all = isList(users) ? users : [];
  const at = all.findIndex((user) => isObject(user) && user.name === 'admin');
  const present = all[at];
  const admin = isObject(present) ? present : { name: 'admin', secretName: '' };
  const roles = [...new Set([...rolesOf(admin), ...ADMINISTRATOR_ROLES])];
  return at < 0 ? [{ ...admin, roles }, ...all] : all.with(at, { ...admin, roles });
}

function rolesOf(user: Json): readonly Json[] {
  return isObject(user) && isList(user.roles) ? user.roles : [];
}

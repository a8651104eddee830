import type { PrivilegeKind } from '@/gql/schema';
import { isKnown } from '@/shared/lib/known';
import { parseNetworks } from '@/shared/lib/networks';
import { failed, ok, type Result } from '@/shared/lib/result';
import { parseName } from './names';
import { type Privilege, PRIVILEGES, privilegeText } from './privileges';
import { parseQuota, UNLIMITED } from './quota';

/** What a role is. */
export type RoleContent = {
  readonly name: string;
  readonly privileges: readonly Privilege[];
  readonly allowlist: readonly string[];
  /** Records a second; 0 for no limit. */
  readonly readQuota: string;
  readonly writeQuota: string;
};

export type PrivilegeDraft = {
  readonly kind: PrivilegeKind;
  /** Empty for everywhere. */
  readonly namespace: string;
  /** Empty for all sets. */
  readonly set: string;
};

/** A role while someone puts it together, as it was typed. */
export type RoleDraft = {
  readonly name: string;
  readonly privileges: readonly PrivilegeDraft[];
  readonly allowlist: readonly string[];
  readonly readQuota: string;
  readonly writeQuota: string;
};

export const NEW_PRIVILEGE: PrivilegeDraft = { kind: 'READ', namespace: '', set: '' };

export const NEW_ROLE: RoleDraft = {
  name: '',
  privileges: [NEW_PRIVILEGE],
  allowlist: [],
  readQuota: '',
  writeQuota: '',
};

/** The form of a role. Privileges this version does not know are not in it, and stay as they are. */
export function draftOfRole(role: RoleContent): RoleDraft {
  return {
    name: role.name,
    privileges: role.privileges.flatMap(({ kind, namespace, set }) =>
      isKnown(kind) ? [{ kind, namespace: namespace ?? '', set: set ?? '' }] : [],
    ),
    allowlist: role.allowlist,
    readQuota: role.readQuota === UNLIMITED ? '' : role.readQuota,
    writeQuota: role.writeQuota === UNLIMITED ? '' : role.writeQuota,
  };
}

/** A privilege that can be granted. */
export type KnownPrivilege = Privilege & { readonly kind: PrivilegeKind };

export type ParsedRole = RoleContent & { readonly privileges: readonly KnownPrivilege[] };

export type RoleProblems = Partial<
  Record<'name' | 'privileges' | 'allowlist' | 'readQuota' | 'writeQuota', string>
>;

/** The role a draft stands for, null when something is wrong; and what that is, by field. */
export function parseRole(draft: RoleDraft): {
  readonly role: ParsedRole | null;
  readonly problems: RoleProblems;
} {
  const parsed = {
    name: parseName('role', draft.name),
    privileges: parsePrivileges(draft.privileges),
    allowlist: parseNetworks(draft.allowlist),
    readQuota: parseQuota(draft.readQuota),
    writeQuota: parseQuota(draft.writeQuota),
  };
  const problems: RoleProblems = Object.fromEntries(
    Object.entries(parsed).flatMap(([field, result]) => (result.ok ? [] : [[field, result.problem]])),
  );
  const { name, privileges, allowlist, readQuota, writeQuota } = parsed;
  if (!name.ok || !privileges.ok || !allowlist.ok || !readQuota.ok || !writeQuota.ok) {
    return { role: null, problems };
  }
  const role = {
    name: name.value,
    privileges: privileges.value,
    allowlist: allowlist.value,
    readQuota: readQuota.value,
    writeQuota: writeQuota.value,
  };
  return { role, problems };
}

function parsePrivileges(drafts: readonly PrivilegeDraft[]): Result<KnownPrivilege[]> {
  const privileges = new Map<string, KnownPrivilege>();
  for (const { kind, namespace, set } of drafts) {
    const { label: name, scoped } = PRIVILEGES[kind];
    if (scoped && namespace.trim() === '' && set.trim() !== '') {
      return failed(`${name}: a set needs its namespace.`);
    }
    const privilege = {
      kind,
      name,
      namespace: scoped ? wordOf(namespace) : null,
      set: scoped ? wordOf(set) : null,
    };
    privileges.set(privilegeText(privilege), privilege);
  }
  return ok([...privileges.values()]);
}

function wordOf(text: string): string | null {
  const word = text.trim();
  return word === '' ? null : word;
}

/** What has to be done to make one role of another. */
export type RoleChanges = {
  readonly grant: readonly KnownPrivilege[];
  readonly revoke: readonly KnownPrivilege[];
  /** Null where it stays. */
  readonly allowlist: readonly string[] | null;
  /** Null where both stay. */
  readonly quotas: Pick<RoleContent, 'readQuota' | 'writeQuota'> | null;
};

export function roleChanges(before: RoleContent, after: ParsedRole): RoleChanges {
  const { readQuota, writeQuota } = after;
  const known = before.privileges.flatMap((privilege) =>
    isKnown(privilege.kind) ? [{ ...privilege, kind: privilege.kind }] : [],
  );
  return {
    grant: lacking(after.privileges, known),
    revoke: lacking(known, after.privileges),
    allowlist: isSame(before.allowlist, after.allowlist) ? null : after.allowlist,
    quotas:
      readQuota === before.readQuota && writeQuota === before.writeQuota ? null : { readQuota, writeQuota },
  };
}

/** Those that the others have not. */
function lacking(some: readonly KnownPrivilege[], others: readonly KnownPrivilege[]): KnownPrivilege[] {
  const there = new Set(others.map(privilegeText));
  return some.filter((privilege) => !there.has(privilegeText(privilege)));
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return [...some].sort().join(' ') === [...others].sort().join(' ');
}

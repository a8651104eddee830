//! Users, roles and what they allow, as the schema shows them.

use acm_aerospike::admin::{
    Privilege as ServerPrivilege, PrivilegeKind as ServerKind, Role as ServerRole,
    Usage as ServerUsage, User as ServerUser,
};
use acm_graph::scalars::{Int64, NamespaceName, RoleName, SetName, UserName};
use async_graphql::{Enum, SimpleObject};

use crate::service::{
    is_predefined,
    permissions::{Able, Allowed, Effective, Grant as ServiceGrant, Permission, Who},
};

/// A user of a cluster. Its password is never told, not even by the server.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct User {
    /// Its name.
    pub name: UserName,
    /// Its roles, by name.
    pub roles: Vec<RoleName>,
    /// Whether the connection signs in as this user: changes of it change what the connection may do.
    pub is_own: bool,
    /// How it reads on the node that was asked; null when the node does not tell.
    pub reads: Option<UserUsage>,
    /// How it writes on the node that was asked; null when the node does not tell.
    pub writes: Option<UserUsage>,
    /// Connections it has to the node that was asked.
    pub connections: Int64,
}

/// How a user reads or writes on one node, as the node measures it where quotas are switched on. A
/// number the node does not tell is null.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct UserUsage {
    /// Records a second it may on a node; 0 means no limit.
    pub quota: Option<Int64>,
    /// Records a second, by commands on single records.
    pub single_record_rate: Option<Int64>,
    /// Records a second, by queries.
    pub query_rate: Option<Int64>,
    /// Queries under way that have no limit of their own, so that the quota cannot count them.
    pub limitless_queries: Option<Int64>,
}

/// A role: privileges under a name, which users have.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct Role {
    /// Its name.
    pub name: RoleName,
    /// Whether it is one of those every server has: it cannot be changed or dropped.
    pub predefined: bool,
    /// What it grants.
    pub privileges: Vec<Privilege>,
    /// Networks from which its users may connect (addresses, or CIDR); from anywhere when empty.
    pub allowlist: Vec<String>,
    /// Records a second its users may read on a node; 0 means no limit.
    pub read_quota: Int64,
    /// Records a second its users may write on a node; 0 means no limit.
    pub write_quota: Int64,
}

/// What a role grants, and where.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct Privilege {
    /// What; null for a privilege unknown to this version.
    pub kind: Option<PrivilegeKind>,
    /// The server's number for it.
    pub code: i32,
    /// The server's name for it, such as `read-write`; `unknown-99` when unknown to this version.
    pub name: String,
    /// The namespace; null means everywhere.
    pub namespace: Option<NamespaceName>,
    /// The set; null means all of the namespace.
    pub set: Option<SetName>,
}

/// What a privilege grants.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
pub enum PrivilegeKind {
    /// Managing users and roles. Everywhere only.
    UserAdmin,
    /// Managing nodes: configuration, logging, membership; and all that `DATA_ADMIN` may. Everywhere
    /// only.
    SysAdmin,
    /// Managing indexes, modules and queries, and truncating. Everywhere only.
    DataAdmin,
    /// Registering and removing Lua modules. Everywhere only.
    UdfAdmin,
    /// Making and dropping secondary indexes. Everywhere only.
    SindexAdmin,
    /// Reading records.
    Read,
    /// Reading and writing records.
    ReadWrite,
    /// Reading and writing records, and running functions on them.
    ReadWriteUdf,
    /// Writing records.
    Write,
    /// Truncating sets and namespaces.
    Truncate,
    /// Managing the rules that mask data. Everywhere only.
    MaskingAdmin,
    /// Reading what is masked as it is.
    ReadMasked,
    /// Writing what is masked.
    WriteMasked,
}

/// Something that not every user may do.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(remote = "Permission")]
pub enum PermissionKind {
    /// Reading records.
    Read,
    /// Writing and deleting records.
    Write,
    /// Running functions on records.
    ExecuteFunctions,
    /// Truncating sets and namespaces.
    Truncate,
    /// Making and dropping secondary indexes.
    ManageIndexes,
    /// Registering and removing Lua modules.
    ManageModules,
    /// Aborting queries of others.
    ManageQueries,
    /// Changing configuration, logging and membership of nodes.
    ManageNodes,
    /// Managing users and roles.
    ManageUsers,
    /// Managing the rules that mask data.
    ManageMasking,
    /// Reading what is masked as it is.
    ReadMasked,
    /// Writing what is masked.
    WriteMasked,
}

/// What a user may do, by all its roles together.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct EffectivePermissions {
    /// The user.
    pub user: UserName,
    /// What it may, by permission and place. What another entry with a wider place covers is left out.
    pub permissions: Vec<EffectivePermission>,
    /// Privileges it has that are unknown to this version: what they allow is not told above.
    pub unknown: Vec<PermissionGrant>,
    /// Roles it has that the cluster does not tell of.
    pub missing_roles: Vec<RoleName>,
}

/// Something a user may do in one place.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct EffectivePermission {
    /// What.
    pub permission: PermissionKind,
    /// In which namespace; null means everywhere.
    pub namespace: Option<NamespaceName>,
    /// In which set; null means all of the namespace.
    pub set: Option<SetName>,
    /// By which roles and privileges.
    pub grants: Vec<PermissionGrant>,
}

/// By which role and privilege somebody may do something.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct PermissionGrant {
    /// The role.
    pub role: RoleName,
    /// Its privilege.
    pub privilege: Privilege,
}

/// Who may do something in a place.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct WhoCan {
    /// Users who may, there or in a part of that place, by name.
    pub users: Vec<PermittedUser>,
    /// Further users, with privileges unknown to this version: whether they may is not known.
    pub undecided: Vec<UserName>,
}

/// A user who may do something.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct PermittedUser {
    /// Its name.
    pub name: UserName,
    /// Whether it may in all of the place that was asked for; otherwise only in the places of the
    /// grants.
    pub everywhere: bool,
    /// By which roles and privileges.
    pub grants: Vec<PermissionGrant>,
}

/// Both enums, side by side once.
macro_rules! kinds {
    ($($kind:ident),+ $(,)?) => {
        impl From<PrivilegeKind> for ServerKind {
            fn from(kind: PrivilegeKind) -> Self {
                match kind {
                    $(PrivilegeKind::$kind => Self::$kind,)+
                }
            }
        }

        fn known(kind: ServerKind) -> Option<PrivilegeKind> {
            match kind {
                $(ServerKind::$kind => Some(PrivilegeKind::$kind),)+
                ServerKind::Other(_) => None,
            }
        }
    };
}

kinds!(
    UserAdmin,
    SysAdmin,
    DataAdmin,
    UdfAdmin,
    SindexAdmin,
    Read,
    ReadWrite,
    ReadWriteUdf,
    Write,
    Truncate,
    MaskingAdmin,
    ReadMasked,
    WriteMasked,
);

/// A user, with whether it is the connection's own.
pub(super) fn user(user: ServerUser, own: Option<&str>) -> User {
    User {
        is_own: own == Some(&user.name),
        name: UserName::reported(user.name),
        roles: role_names(user.roles),
        reads: user.reads.map(Into::into),
        writes: user.writes.map(Into::into),
        connections: number(user.connections),
    }
}

fn number(number: u32) -> Int64 {
    Int64(number.into())
}

fn role_names(names: Vec<String>) -> Vec<RoleName> {
    names.into_iter().map(RoleName::reported).collect()
}

impl From<ServerUsage> for UserUsage {
    fn from(usage: ServerUsage) -> Self {
        Self {
            quota: usage.quota.map(number),
            single_record_rate: usage.single_record_rate.map(number),
            query_rate: usage.query_rate.map(number),
            limitless_queries: usage.limitless_queries.map(number),
        }
    }
}

impl From<ServerRole> for Role {
    fn from(role: ServerRole) -> Self {
        Self {
            predefined: is_predefined(&role.name),
            name: RoleName::reported(role.name),
            privileges: role.privileges.into_iter().map(Into::into).collect(),
            allowlist: role.allowlist,
            read_quota: number(role.quotas.read),
            write_quota: number(role.quotas.write),
        }
    }
}

impl From<ServerPrivilege> for Privilege {
    fn from(privilege: ServerPrivilege) -> Self {
        Self {
            kind: known(privilege.kind),
            code: privilege.kind.code().into(),
            name: privilege.kind.name(),
            namespace: privilege.namespace.map(NamespaceName::reported),
            set: privilege.set.map(SetName::reported),
        }
    }
}

impl From<ServiceGrant> for PermissionGrant {
    fn from(grant: ServiceGrant) -> Self {
        Self {
            role: RoleName::reported(grant.role),
            privilege: grant.privilege.into(),
        }
    }
}

impl EffectivePermissions {
    pub(super) fn new(user: UserName, effective: Effective) -> Self {
        let shown = |allowed: Allowed| EffectivePermission {
            permission: allowed.permission.into(),
            namespace: allowed.scope.namespace.map(NamespaceName::reported),
            set: allowed.scope.set.map(SetName::reported),
            grants: grants(allowed.grants),
        };
        Self {
            user,
            permissions: effective.allowed.into_iter().map(shown).collect(),
            unknown: grants(effective.unknown),
            missing_roles: role_names(effective.missing),
        }
    }
}

impl From<Who> for WhoCan {
    fn from(who: Who) -> Self {
        let shown = |able: Able| PermittedUser {
            name: UserName::reported(able.user),
            everywhere: able.everywhere,
            grants: grants(able.grants),
        };
        Self {
            users: who.able.into_iter().map(shown).collect(),
            undecided: who.undecided.into_iter().map(UserName::reported).collect(),
        }
    }
}

fn grants(grants: Vec<ServiceGrant>) -> Vec<PermissionGrant> {
    grants.into_iter().map(Into::into).collect()
}

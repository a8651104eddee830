//! Inputs of changes.

use acm_aerospike::{Secret, admin::Privilege};
use acm_graph::scalars::{Int64, NamespaceName, Password, RoleName, SetName, UserName};
use async_graphql::{ID, InputObject, MaybeUndefined};

use super::types::PrivilegeKind;
use crate::error::{Error, Result};

/// A user to be made.
#[derive(Debug, InputObject)]
pub(super) struct CreateUserInput {
    /// The connection.
    pub connection_id: ID,
    /// Its name.
    pub name: UserName,
    /// Its password. Neither kept here nor shown again.
    pub password: Password,
    /// Its roles, up to 255; none when left out.
    #[graphql(default)]
    pub roles: Vec<RoleName>,
}

/// Another password for a user.
#[derive(Debug, InputObject)]
pub(super) struct ChangePasswordInput {
    /// The connection.
    pub connection_id: ID,
    /// Whose.
    pub user: UserName,
    /// The new one.
    pub password: Password,
}

/// Roles to be given to a user.
#[derive(Debug, InputObject)]
pub(super) struct GrantRolesInput {
    /// The connection.
    pub connection_id: ID,
    /// To whom.
    pub user: UserName,
    /// Which, 1 to 255.
    pub roles: Vec<RoleName>,
}

/// Roles to be taken from a user.
#[derive(Debug, InputObject)]
pub(super) struct RevokeRolesInput {
    /// The connection.
    pub connection_id: ID,
    /// From whom.
    pub user: UserName,
    /// Which, 1 to 255.
    pub roles: Vec<RoleName>,
}

/// A user to be dropped.
#[derive(Debug, InputObject)]
pub(super) struct DropUserInput {
    /// The connection.
    pub connection_id: ID,
    /// Its name. The user as whom the connection signs in cannot be dropped through it.
    pub name: UserName,
}

/// What a role is to grant, and where.
#[derive(Debug, InputObject)]
pub(super) struct PrivilegeInput {
    /// What.
    pub kind: PrivilegeKind,
    /// In which namespace; everywhere when left out. Some privileges are granted everywhere only.
    pub namespace: Option<NamespaceName>,
    /// In which set of the namespace; in all of it when left out.
    pub set: Option<SetName>,
}

/// A role to be made.
#[derive(Debug, InputObject)]
pub(super) struct CreateRoleInput {
    /// The connection.
    pub connection_id: ID,
    /// Its name.
    pub name: RoleName,
    /// What it grants, up to 255; nothing when left out.
    #[graphql(default)]
    pub privileges: Vec<PrivilegeInput>,
    /// Networks from which its users may connect, up to 64: addresses, or CIDR such as `10.1.0.0/16`.
    /// From anywhere when left out.
    #[graphql(default)]
    pub allowlist: Vec<String>,
    /// Records a second its users may read on a node; no limit when left out or 0. Needs quotas.
    pub read_quota: Option<Int64>,
    /// Records a second its users may write on a node; no limit when left out or 0. Needs quotas.
    pub write_quota: Option<Int64>,
}

/// Privileges to be added to a role.
#[derive(Debug, InputObject)]
pub(super) struct GrantPrivilegesInput {
    /// The connection.
    pub connection_id: ID,
    /// To which.
    pub role: RoleName,
    /// What, 1 to 255.
    pub privileges: Vec<PrivilegeInput>,
}

/// Privileges to be taken from a role.
#[derive(Debug, InputObject)]
pub(super) struct RevokePrivilegesInput {
    /// The connection.
    pub connection_id: ID,
    /// From which.
    pub role: RoleName,
    /// What, 1 to 255: those with exactly this place.
    pub privileges: Vec<PrivilegeInput>,
}

/// From where the users of a role may connect.
#[derive(Debug, InputObject)]
pub(super) struct SetRoleAllowlistInput {
    /// The connection.
    pub connection_id: ID,
    /// Which role.
    pub role: RoleName,
    /// All networks, up to 64: addresses, or CIDR such as `10.1.0.0/16`. From anywhere when empty.
    pub allowlist: Vec<String>,
}

/// How much the users of a role may read and write. A field left out keeps its value, null lifts the
/// limit.
#[derive(Debug, InputObject)]
pub(super) struct SetRoleQuotasInput {
    /// The connection.
    pub connection_id: ID,
    /// Which role.
    pub role: RoleName,
    /// Records a second its users may read on a node; 0 means no limit.
    pub read_quota: MaybeUndefined<Int64>,
    /// Records a second its users may write on a node; 0 means no limit.
    pub write_quota: MaybeUndefined<Int64>,
}

/// A role to be dropped.
#[derive(Debug, InputObject)]
pub(super) struct DropRoleInput {
    /// The connection.
    pub connection_id: ID,
    /// Its name. Users who have it lose it.
    pub name: RoleName,
}

impl From<PrivilegeInput> for Privilege {
    fn from(input: PrivilegeInput) -> Self {
        Self {
            kind: input.kind.into(),
            namespace: input.namespace.map(|name| name.as_str().to_owned()),
            set: input.set.map(|name| name.as_str().to_owned()),
        }
    }
}

pub(super) fn privileges(inputs: Vec<PrivilegeInput>) -> Vec<Privilege> {
    inputs.into_iter().map(Into::into).collect()
}

pub(super) fn names(roles: &[RoleName]) -> Vec<String> {
    roles.iter().map(ToString::to_string).collect()
}

pub(super) fn secret(password: &Password) -> Secret {
    Secret::new(password.expose())
}

/// A quota of a role: whole and not negative.
pub(super) fn quota(field: &str, quota: Int64) -> Result<u32> {
    let refused = |_| Error::input(field, "a quota is a whole number from 0 to 4,294,967,295");
    u32::try_from(quota.0).map_err(refused)
}

/// The same where absent keeps what is there, and null lifts the limit.
pub(super) fn changed_quota(field: &str, given: MaybeUndefined<Int64>) -> Result<Option<u32>> {
    match given {
        MaybeUndefined::Undefined => Ok(None),
        MaybeUndefined::Null => Ok(Some(0)),
        MaybeUndefined::Value(given) => quota(field, given).map(Some),
    }
}

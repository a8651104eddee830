//! Roles.

use super::Privilege;

/// A role, as the server tells it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Role {
    /// Its name.
    pub name: String,
    /// What it grants.
    pub privileges: Vec<Privilege>,
    /// Networks from which its users may connect; from anywhere when empty.
    pub allowlist: Vec<String>,
    /// How much its users may read and write.
    pub quotas: Quotas,
}

/// Records a second that a user may read and write on a node; 0 means no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Quotas {
    /// Read.
    pub read: u32,
    /// Written.
    pub write: u32,
}

impl From<aerospike::Role> for Role {
    fn from(role: aerospike::Role) -> Self {
        Self {
            name: role.name,
            privileges: role.privileges.into_iter().map(Into::into).collect(),
            allowlist: role.allowlist,
            quotas: Quotas {
                read: role.read_quota,
                write: role.write_quota,
            },
        }
    }
}

//! What all roles of a user come to.

use std::net::IpAddr;

use super::allowlist::Network;
use super::directory::{Quotas, Role};
use super::permission::Permission;
use super::privilege::Privilege;
use crate::proto::ResultCode;

/// What a user may do, with all roles together.
#[derive(Debug, Default)]
pub(crate) struct Access {
    privileges: Vec<Privilege>,
    /// Where the user may connect from; empty for everywhere.
    allowlist: Vec<Network>,
    pub(super) quotas: Quotas,
}

impl Access {
    pub(super) fn of<'a>(roles: impl Iterator<Item = &'a Role>) -> Self {
        let mut access = Self::default();
        for role in roles {
            access.privileges.extend(role.privileges.iter().cloned());
            access.allowlist.extend(role.allowlist.iter().cloned());
            access.quotas = access.quotas.most(role.quotas);
        }
        access
    }

    /// Whether the user may do this in a namespace and set; empty names where it is about none.
    pub(super) fn permits(&self, permission: Permission, namespace: &[u8], set: &[u8]) -> bool {
        let mut privileges = self.privileges.iter();
        privileges.any(|privilege| privilege.permits(permission, namespace, set))
    }

    /// Whether the user may connect from there.
    pub(super) fn admit(&self, peer: IpAddr) -> Result<(), ResultCode> {
        let mut networks = self.allowlist.iter();
        if self.allowlist.is_empty() || networks.any(|network| network.contains(peer)) {
            Ok(())
        } else {
            Err(ResultCode::NOT_ALLOWLISTED)
        }
    }
}

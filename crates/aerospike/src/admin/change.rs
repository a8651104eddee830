//! Changes of users and roles.

use aerospike::{AdminPolicy, Client};

use super::{Privilege, Quotas};
use crate::client::Secret;
use crate::error::{Error, ErrorKind, Result};

/// Bytes that names, privileges and networks of one change may take. The driver writes administration
/// messages into a kibibyte, in which header, hash and lengths take their share, and does not bear more.
pub const MAX_ADMIN_BYTES: usize = 840;

/// A change of users or roles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AdminChange {
    /// Makes a user.
    CreateUser {
        /// Its name.
        user: String,
        /// Its password.
        password: Secret,
        /// Its roles.
        roles: Vec<String>,
    },
    /// Gives a user another password. Who changes its own must have signed in with the present one.
    SetPassword {
        /// Whose.
        user: String,
        /// The new one.
        password: Secret,
    },
    /// Gives roles to a user.
    GrantRoles {
        /// To whom.
        user: String,
        /// Which.
        roles: Vec<String>,
    },
    /// Takes roles from a user.
    RevokeRoles {
        /// From whom.
        user: String,
        /// Which.
        roles: Vec<String>,
    },
    /// Removes a user.
    DropUser {
        /// Whom.
        user: String,
    },
    /// Makes a role.
    CreateRole {
        /// Its name.
        role: String,
        /// What it grants.
        privileges: Vec<Privilege>,
        /// Networks from which its users may connect.
        allowlist: Vec<String>,
        /// How much its users may read and write.
        quotas: Quotas,
    },
    /// Adds privileges to a role.
    GrantPrivileges {
        /// To which.
        role: String,
        /// What.
        privileges: Vec<Privilege>,
    },
    /// Takes privileges from a role: those with exactly this scope.
    RevokePrivileges {
        /// From which.
        role: String,
        /// What.
        privileges: Vec<Privilege>,
    },
    /// Sets from where the users of a role may connect; from anywhere when empty.
    SetAllowlist {
        /// Of which.
        role: String,
        /// Networks.
        allowlist: Vec<String>,
    },
    /// Sets how much the users of a role may read and write.
    SetQuotas {
        /// Of which.
        role: String,
        /// How much.
        quotas: Quotas,
    },
    /// Removes a role.
    DropRole {
        /// Which.
        role: String,
    },
}

impl AdminChange {
    /// The driver's name for it, for telemetry.
    pub(super) const fn operation(&self) -> &'static str {
        match self {
            Self::CreateUser { .. } => "create_user",
            Self::SetPassword { .. } => "set_password",
            Self::GrantRoles { .. } => "grant_roles",
            Self::RevokeRoles { .. } => "revoke_roles",
            Self::DropUser { .. } => "drop_user",
            Self::CreateRole { .. } => "create_role",
            Self::GrantPrivileges { .. } => "grant_privileges",
            Self::RevokePrivileges { .. } => "revoke_privileges",
            Self::SetAllowlist { .. } => "set_allowlist",
            Self::SetQuotas { .. } => "set_quotas",
            Self::DropRole { .. } => "drop_role",
        }
    }

    /// Checks that it fits into one message.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::LimitExceeded`] when it does not.
    pub(super) fn check(&self) -> Result<()> {
        if self.bytes() <= MAX_ADMIN_BYTES && self.count() <= usize::from(u8::MAX) {
            return Ok(());
        }
        let message = "The change names more than one message to the server can hold: make it in several steps.";
        Err(Error::new(ErrorKind::LimitExceeded, message))
    }

    fn bytes(&self) -> usize {
        let named = |names: &[String]| names.iter().map(|name| name.len() + 1).sum::<usize>();
        let granted = |all: &[Privilege]| all.iter().map(Privilege::bytes).sum::<usize>();
        match self {
            Self::CreateUser { user, roles, .. }
            | Self::GrantRoles { user, roles }
            | Self::RevokeRoles { user, roles } => user.len() + named(roles),
            Self::SetPassword { user, .. } | Self::DropUser { user } => user.len(),
            Self::CreateRole {
                role,
                privileges,
                allowlist,
                ..
            } => role.len() + granted(privileges) + named(allowlist),
            Self::GrantPrivileges { role, privileges }
            | Self::RevokePrivileges { role, privileges } => role.len() + granted(privileges),
            Self::SetAllowlist { role, allowlist } => role.len() + named(allowlist),
            Self::SetQuotas { role, .. } | Self::DropRole { role } => role.len(),
        }
    }

    /// How many things it lists: their number is one byte.
    fn count(&self) -> usize {
        match self {
            Self::CreateUser { roles, .. }
            | Self::GrantRoles { roles, .. }
            | Self::RevokeRoles { roles, .. } => roles.len(),
            Self::CreateRole { privileges, .. }
            | Self::GrantPrivileges { privileges, .. }
            | Self::RevokePrivileges { privileges, .. } => privileges.len(),
            _ => 0,
        }
    }

    pub(super) async fn send(
        &self,
        client: &Client,
        policy: &AdminPolicy,
    ) -> std::result::Result<(), aerospike::Error> {
        match self {
            Self::CreateUser {
                user,
                password,
                roles,
            } => {
                let roles = texts(roles);
                client
                    .create_user(policy, user, password.expose(), &roles)
                    .await
            }
            Self::SetPassword { user, password } => {
                client
                    .change_password(policy, user, password.expose())
                    .await
            }
            Self::GrantRoles { user, roles } => {
                client.grant_roles(policy, user, &texts(roles)).await
            }
            Self::RevokeRoles { user, roles } => {
                client.revoke_roles(policy, user, &texts(roles)).await
            }
            Self::DropUser { user } => client.drop_user(policy, user).await,
            Self::CreateRole {
                role,
                privileges,
                allowlist,
                quotas: Quotas { read, write },
            } => {
                let (privileges, allowlist) = (drivers(privileges), texts(allowlist));
                client
                    .create_role(policy, role, &privileges, &allowlist, *read, *write)
                    .await
            }
            Self::GrantPrivileges { role, privileges } => {
                client
                    .grant_privileges(policy, role, &drivers(privileges))
                    .await
            }
            Self::RevokePrivileges { role, privileges } => {
                client
                    .revoke_privileges(policy, role, &drivers(privileges))
                    .await
            }
            Self::SetAllowlist { role, allowlist } => {
                client.set_allowlist(policy, role, &texts(allowlist)).await
            }
            Self::SetQuotas {
                role,
                quotas: Quotas { read, write },
            } => client.set_quotas(policy, role, *read, *write).await,
            Self::DropRole { role } => client.drop_role(policy, role).await,
        }
    }
}

fn texts(names: &[String]) -> Vec<&str> {
    names.iter().map(String::as_str).collect()
}

fn drivers(privileges: &[Privilege]) -> Vec<aerospike::Privilege> {
    privileges.iter().map(Into::into).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_driver_cannot_hold_is_refused_before_it_is_sent() {
        let grant = |count: usize| AdminChange::GrantRoles {
            user: "u".repeat(63),
            roles: vec!["r".repeat(63); count],
        };
        assert!(grant(12).check().is_ok());
        assert_eq!(
            grant(13).check().unwrap_err().kind(),
            ErrorKind::LimitExceeded
        );
        let short = AdminChange::GrantRoles {
            user: "u".to_owned(),
            roles: vec![String::new(); 256],
        };
        assert!(short.check().is_err(), "their number is one byte");
    }

    #[test]
    fn a_password_is_not_printed() {
        let change = AdminChange::CreateUser {
            user: "ada".to_owned(),
            password: Secret::new("hunter2"),
            roles: Vec::new(),
        };
        assert!(!format!("{change:?}").contains("hunter2"));
    }
}

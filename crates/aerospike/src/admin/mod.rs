//! Users and roles of a cluster with security.

mod change;
mod privilege;
mod role;
mod user;

pub use change::{AdminChange, MAX_ADMIN_BYTES};
pub use privilege::{Privilege, PrivilegeKind};
pub use role::{Quotas, Role};
pub use user::{Usage, User};

use aerospike::{AdminPolicy, ErrorKind as Driver};

use crate::client::Cluster;
use crate::deadline::{Deadline, Target};
use crate::error::{Error, ErrorKind, Result};

impl Cluster {
    /// The user of this name, or all of them, by name. Only who may manage users sees others.
    ///
    /// # Errors
    ///
    /// - [`ErrorKind::NotFound`]: there is no such user.
    /// - [`ErrorKind::Unsupported`]: the server has no security, or it is switched off.
    /// - [`ErrorKind::Forbidden`]: the user who asks may not.
    /// - [`ErrorKind::Unavailable`] or [`ErrorKind::Timeout`]: no answer.
    pub async fn users(&self, name: Option<&str>, deadline: Deadline) -> Result<Vec<User>> {
        let policy = policy(deadline);
        let asking = Box::pin(async {
            let users = self.client().query_users(&policy, name).await?;
            Ok(users)
        });
        let users = deadline.call(Target::any("query_users"), asking).await?;
        let mut users: Vec<User> = users.into_iter().map(User::from).collect();
        users.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        match (name, users.is_empty()) {
            (Some(_), true) => Err(Error::from_server_code(NO_USER)),
            _ => Ok(users),
        }
    }

    /// The role of this name, or all of them, by name.
    ///
    /// # Errors
    ///
    /// Those of [`Self::users`].
    pub async fn roles(&self, name: Option<&str>, deadline: Deadline) -> Result<Vec<Role>> {
        let policy = policy(deadline);
        let asking = Box::pin(async {
            let roles = self.client().query_roles(&policy, name).await?;
            Ok(roles)
        });
        let roles = deadline.call(Target::any("query_roles"), asking).await?;
        let mut roles: Vec<Role> = roles.into_iter().map(Role::from).collect();
        roles.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        match (name, roles.is_empty()) {
            (Some(_), true) => Err(Error::from_server_code(NO_ROLE)),
            _ => Ok(roles),
        }
    }

    /// Changes users or roles. Sent once.
    ///
    /// # Errors
    ///
    /// - [`ErrorKind::LimitExceeded`]: it says more than one message can hold; nothing was sent.
    /// - [`ErrorKind::NotFound`], [`ErrorKind::AlreadyExists`], [`ErrorKind::InvalidInput`]: as the
    ///   server says of users, roles and privileges.
    /// - Those of [`Self::users`]. Without an answer the change is [in doubt](Error::is_in_doubt).
    pub async fn change_security(&self, change: &AdminChange, deadline: Deadline) -> Result<()> {
        change.check()?;
        let policy = policy(deadline);
        let changing = Box::pin(async {
            let sent = change.send(self.client(), &policy).await;
            sent.map_err(|error| match error.kind() {
                Driver::Io(_) | Driver::StreamTerminated => Error::from(error).into_in_doubt(),
                _ => Error::from(error),
            })
        });
        let changed = deadline
            .call(Target::any(change.operation()), changing)
            .await;
        changed.map_err(|error| match error.kind() {
            ErrorKind::Timeout if error.server_code().is_none() => error.into_in_doubt(),
            _ => error,
        })
    }
}

/// The server's codes for users and roles that are not there.
const NO_USER: u8 = 60;
const NO_ROLE: u8 = 70;

fn policy(deadline: Deadline) -> AdminPolicy {
    AdminPolicy {
        timeout: deadline.remaining_millis(),
    }
}

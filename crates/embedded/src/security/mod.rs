//! Users, roles and what they permit, as a security-enabled Enterprise server has them.
//!
//! Users and roles belong to the cluster: each node sees a change at once, and a restart keeps them.
//! Passwords are only known as the hashes clients send. Every request of a connection begins with a
//! [`Pass`]: it says who is asking and what that user may do at this moment, so what is revoked or
//! dropped is gone for open connections too.

mod access;
mod admin;
mod allowlist;
mod directory;
mod guard;
mod message;
mod pass;
mod password;
mod permission;
mod predefined;
mod privilege;
#[cfg(test)]
mod properties;
mod spec;
mod token;
mod usage;

use std::net::IpAddr;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::Duration;

use crate::proto::ResultCode;

use access::Access;
use directory::Directory;
use password::PasswordHash;
use token::Tokens;

pub(crate) use guard::Guard;
pub(crate) use pass::{Pass, Reservation};
pub(crate) use permission::Permission;
pub use spec::SecuritySpec;
pub(crate) use usage::Usages;

/// The users and roles of a cluster, and the sessions it gave out.
#[derive(Debug)]
pub(crate) struct Security {
    directory: RwLock<Directory>,
    tokens: Tokens,
    spec: SecuritySpec,
}

/// Who a connection belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Identity {
    user: String,
    /// Tells a user from an earlier one of the same name.
    id: u64,
}

/// A session that was just begun.
struct Session {
    token: Vec<u8>,
    time_to_live: u32,
}

impl Security {
    pub(crate) fn new(spec: SecuritySpec) -> Self {
        Self {
            directory: RwLock::new(Directory::new(&spec.admin_roles)),
            tokens: Tokens::default(),
            spec,
        }
    }

    pub(crate) const fn spec(&self) -> &SecuritySpec {
        &self.spec
    }

    fn directory(&self) -> RwLockReadGuard<'_, Directory> {
        self.directory
            .read()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn directory_mut(&self) -> RwLockWriteGuard<'_, Directory> {
        self.directory
            .write()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Checks a user's password.
    fn identify(
        &self,
        user: &str,
        credential: &[u8],
        peer: IpAddr,
    ) -> Result<Identity, ResultCode> {
        let directory = self.directory();
        let found = directory.user(user).ok_or(ResultCode::INVALID_USER)?;
        if found.password.is_of_certificate() {
            return Err(ResultCode::FORBIDDEN_PASSWORD);
        }
        if !found.password.matches(credential) {
            return Err(ResultCode::INVALID_CREDENTIAL);
        }
        found.access.admit(peer)?;
        Ok(Identity {
            user: user.to_owned(),
            id: found.id,
        })
    }

    /// Checks the token of a session that began earlier, on this node or another.
    fn resume(
        &self,
        user: &str,
        token: &[u8],
        peer: IpAddr,
        now: Duration,
    ) -> Result<Identity, ResultCode> {
        let id = self.tokens.check(token, now)?;
        let directory = self.directory();
        let found = directory.user(user).ok_or(ResultCode::INVALID_USER)?;
        if found.id != id {
            return Err(ResultCode::INVALID_CREDENTIAL);
        }
        found.access.admit(peer)?;
        Ok(Identity {
            user: user.to_owned(),
            id,
        })
    }

    fn begin_session(&self, identity: &Identity, now: Duration) -> Session {
        let lifetime = self.spec.session_ttl;
        Session {
            token: self.tokens.issue(identity.id, now.saturating_add(lifetime)),
            time_to_live: u32::try_from(lifetime.as_secs()).unwrap_or(u32::MAX),
        }
    }

    /// What a user may do now, from this address; who is gone is not authenticated.
    fn access(&self, identity: &Identity, peer: IpAddr) -> Result<Arc<Access>, ResultCode> {
        let directory = self.directory();
        let user = directory
            .user(&identity.user)
            .filter(|user| user.id == identity.id)
            .ok_or(ResultCode::NOT_AUTHENTICATED)?;
        user.access.admit(peer)?;
        Ok(Arc::clone(&user.access))
    }
}

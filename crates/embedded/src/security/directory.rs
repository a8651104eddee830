//! The users and roles of a cluster, and how they change.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::PasswordHash;
use super::access::Access;
use super::allowlist::Network;
use super::predefined;
use super::privilege::Privilege;
use crate::proto::ResultCode;

/// Longest name of a user or role, in bytes.
const MAX_NAME: usize = 63;
/// Most roles of a user, and privileges of a role: as many as a message can tell.
const MAX_GRANTS: usize = 255;
/// Most users, and most roles.
const MAX_ENTRIES: usize = 10_000;

/// Records a second that the users of a role may read and write on each node; 0 for no limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Quotas {
    pub(super) read: u32,
    pub(super) write: u32,
}

impl Quotas {
    /// The larger of each.
    pub(super) fn most(self, other: Self) -> Self {
        Self {
            read: self.read.max(other.read),
            write: self.write.max(other.write),
        }
    }
}

/// A role.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Role {
    pub(super) privileges: BTreeSet<Privilege>,
    pub(super) allowlist: Vec<Network>,
    pub(super) quotas: Quotas,
}

/// A user.
#[derive(Debug)]
pub(super) struct User {
    /// Never given to another user.
    pub(super) id: u64,
    pub(super) password: PasswordHash,
    pub(super) roles: BTreeSet<String>,
    /// What the roles come to.
    pub(super) access: Arc<Access>,
}

/// The users and roles of a cluster.
#[derive(Debug)]
pub(super) struct Directory {
    users: BTreeMap<String, User>,
    roles: BTreeMap<String, Role>,
    last_id: u64,
}

type Change = Result<(), ResultCode>;

impl Directory {
    /// The predefined roles, and the first user.
    pub(super) fn new(admin_roles: &[String]) -> Self {
        let mut directory = Self {
            users: BTreeMap::new(),
            roles: predefined::all().collect(),
            last_id: 0,
        };
        let roles = admin_roles.iter().cloned().collect();
        directory.add_user("admin", PasswordHash::admin(), roles);
        directory
    }

    pub(super) fn user(&self, name: &str) -> Option<&User> {
        self.users.get(name)
    }

    pub(super) fn users(&self) -> impl Iterator<Item = (&str, &User)> {
        self.users.iter().map(|(name, user)| (name.as_str(), user))
    }

    pub(super) fn role(&self, name: &str) -> Option<&Role> {
        self.roles.get(name)
    }

    pub(super) fn roles(&self) -> impl Iterator<Item = (&str, &Role)> {
        self.roles.iter().map(|(name, role)| (name.as_str(), role))
    }

    pub(super) fn create_user(
        &mut self,
        name: &str,
        password: PasswordHash,
        roles: &[&str],
    ) -> Change {
        check_name(name, ResultCode::INVALID_USER)?;
        if self.users.contains_key(name) {
            return Err(ResultCode::USER_EXISTS);
        }
        if self.users.len() >= MAX_ENTRIES {
            return Err(ResultCode::ILLEGAL_STATE);
        }
        self.check_roles(roles)?;
        let roles = roles.iter().map(|&role| role.to_owned()).collect();
        self.add_user(name, password, roles);
        Ok(())
    }

    fn add_user(&mut self, name: &str, password: PasswordHash, roles: BTreeSet<String>) {
        self.last_id += 1;
        let user = User {
            id: self.last_id,
            password,
            access: Arc::new(access(&self.roles, &roles)),
            roles,
        };
        self.users.insert(name.to_owned(), user);
    }

    pub(super) fn drop_user(&mut self, name: &str) -> Change {
        let dropped = self.users.remove(name);
        dropped.map(drop).ok_or(ResultCode::INVALID_USER)
    }

    pub(super) fn set_password(&mut self, name: &str, password: PasswordHash) -> Change {
        self.user_mut(name)?.password = password;
        Ok(())
    }

    pub(super) fn grant_roles(&mut self, name: &str, roles: &[&str]) -> Change {
        self.check_roles(roles)?;
        let user = self.user_mut(name)?;
        let new = roles.iter().filter(|&&role| !user.roles.contains(role));
        if user.roles.len() + new.count() > MAX_GRANTS {
            return Err(ResultCode::INVALID_ROLE);
        }
        user.roles.extend(roles.iter().map(|&role| role.to_owned()));
        self.settle();
        Ok(())
    }

    pub(super) fn revoke_roles(&mut self, name: &str, roles: &[&str]) -> Change {
        self.check_roles(roles)?;
        let user = self.user_mut(name)?;
        user.roles.retain(|role| !roles.contains(&role.as_str()));
        self.settle();
        Ok(())
    }

    pub(super) fn create_role(&mut self, name: &str, role: Role) -> Change {
        check_name(name, ResultCode::INVALID_ROLE)?;
        if self.roles.contains_key(name) {
            return Err(ResultCode::ROLE_EXISTS);
        }
        if self.roles.len() >= MAX_ENTRIES {
            return Err(ResultCode::ILLEGAL_STATE);
        }
        self.roles.insert(name.to_owned(), role);
        Ok(())
    }

    /// Drops a role, which its users lose.
    pub(super) fn drop_role(&mut self, name: &str) -> Change {
        self.role_mut(name)?;
        self.roles.remove(name);
        for user in self.users.values_mut() {
            user.roles.remove(name);
        }
        self.settle();
        Ok(())
    }

    pub(super) fn grant_privileges(&mut self, name: &str, privileges: &[Privilege]) -> Change {
        let role = self.role_mut(name)?;
        let mut all = role.privileges.clone();
        all.extend(privileges.iter().cloned());
        if all.len() > MAX_GRANTS {
            return Err(ResultCode::INVALID_PRIVILEGE);
        }
        role.privileges = all;
        self.settle();
        Ok(())
    }

    /// Takes privileges away that the role has with exactly this scope.
    pub(super) fn revoke_privileges(&mut self, name: &str, privileges: &[Privilege]) -> Change {
        let role = self.role_mut(name)?;
        role.privileges
            .retain(|privilege| !privileges.contains(privilege));
        self.settle();
        Ok(())
    }

    pub(super) fn set_allowlist(&mut self, name: &str, allowlist: Vec<Network>) -> Change {
        self.role_mut(name)?.allowlist = allowlist;
        self.settle();
        Ok(())
    }

    pub(super) fn set_quotas(&mut self, name: &str, quotas: Quotas) -> Change {
        self.role_mut(name)?.quotas = quotas;
        self.settle();
        Ok(())
    }

    fn user_mut(&mut self, name: &str) -> Result<&mut User, ResultCode> {
        self.users.get_mut(name).ok_or(ResultCode::INVALID_USER)
    }

    /// A role that can be changed.
    fn role_mut(&mut self, name: &str) -> Result<&mut Role, ResultCode> {
        let role = self.roles.get_mut(name);
        role.filter(|_| !predefined::is(name))
            .ok_or(ResultCode::INVALID_ROLE)
    }

    fn check_roles(&self, names: &[&str]) -> Change {
        if names.iter().all(|&name| self.roles.contains_key(name)) {
            Ok(())
        } else {
            Err(ResultCode::INVALID_ROLE)
        }
    }

    /// Works out anew what users may do.
    fn settle(&mut self) {
        for user in self.users.values_mut() {
            user.access = Arc::new(access(&self.roles, &user.roles));
        }
    }
}

fn access(roles: &BTreeMap<String, Role>, of: &BTreeSet<String>) -> Access {
    Access::of(of.iter().filter_map(|name| roles.get(name)))
}

fn check_name(name: &str, refusal: ResultCode) -> Change {
    let is_printable = !name.chars().any(char::is_control);
    if (1..=MAX_NAME).contains(&name.len()) && is_printable {
        Ok(())
    } else {
        Err(refusal)
    }
}

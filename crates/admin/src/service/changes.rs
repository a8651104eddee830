//! Users and roles, changed, and looked at after a change.

use std::time::Duration;

use acm_aerospike::{
    Secret,
    admin::{AdminChange, Privilege, Quotas, Role, User},
};
use acm_graph::FeatureKind;
use tokio::time::sleep;

use super::{
    rules::{PREDEFINED, check_allowlist, check_changeable, check_privileges, once, some},
    security::{Security, Told, is_predefined},
};
use crate::error::{Error, Result, code};

/// Looks after a change, until the node that is asked has heard of it.
const LOOKS: usize = 8;
/// Time between two looks.
const PAUSE: Duration = Duration::from_millis(125);

/// A change that was applied, and what the cluster tells afterwards; `None` when it could not be
/// asked, or had not heard of it yet.
pub(crate) type Changed<T> = Told<Option<T>>;

/// Whether something is given or taken.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Hand {
    /// Given; what is there already is no error.
    Grant,
    /// Taken; what is not there is no error.
    Revoke,
}

impl Hand {
    /// Whether what was named is where it should be now.
    fn is_settled<T: PartialEq>(self, named: &[T], has: &[T]) -> bool {
        let wanted = self == Self::Grant;
        named.iter().all(|one| has.contains(one) == wanted)
    }
}

/// A role that is asked for.
#[derive(Clone, Debug)]
pub(crate) struct NewRole {
    /// Its name.
    pub name: String,
    /// What it grants.
    pub privileges: Vec<Privilege>,
    /// Networks from which its users may connect.
    pub allowlist: Vec<String>,
    /// How much its users may read and write.
    pub quotas: Quotas,
}

impl Security {
    /// Makes a user.
    ///
    /// # Errors
    /// Those of [`Self::users`]; `ALREADY_EXISTS`; `NOT_FOUND` without one of the roles.
    pub(crate) async fn create_user(
        &self,
        connection: &str,
        user: String,
        password: Secret,
        roles: Vec<String>,
    ) -> Result<Changed<User>> {
        let name = user.clone();
        let change = AdminChange::CreateUser {
            user,
            password,
            roles: once("input.roles", roles)?,
        };
        self.apply(connection, &change).await?;
        self.look_at_user(connection, &name, |_| true).await
    }

    /// Gives a user another password, and the profile too when it is the user as whom it signs in;
    /// whether it is, and what became of the profile.
    ///
    /// # Errors
    /// Those of [`Self::user`].
    pub(crate) async fn set_password(
        &self,
        connection: &str,
        user: String,
        password: Secret,
    ) -> Result<Told<Result<()>>> {
        let own = self.profiles.user(connection)?;
        let is_own = own.as_ref() == Some(&user);
        let kept = password.clone();
        let change = AdminChange::SetPassword { user, password };
        self.apply(connection, &change).await?;
        let what = if is_own {
            let keeping = self.profiles.keep_password(connection, &kept).await;
            keeping.map_err(Error::from)
        } else {
            Ok(())
        };
        Ok(Told { what, own })
    }

    /// Gives roles to a user, or takes them.
    ///
    /// # Errors
    /// Those of [`Self::user`]; `NOT_FOUND` without one of the roles.
    pub(crate) async fn change_roles(
        &self,
        connection: &str,
        hand: Hand,
        user: String,
        roles: Vec<String>,
    ) -> Result<Changed<User>> {
        let roles = some("input.roles", roles)?;
        let (name, named) = (user.clone(), roles.clone());
        let change = match hand {
            Hand::Grant => AdminChange::GrantRoles { user, roles },
            Hand::Revoke => AdminChange::RevokeRoles { user, roles },
        };
        self.apply(connection, &change).await?;
        let settled = |user: &User| hand.is_settled(&named, &user.roles);
        self.look_at_user(connection, &name, settled).await
    }

    /// Removes a user; false when there was none.
    ///
    /// # Errors
    /// Those of [`Self::users`]; `BAD_USER_INPUT` for the user as whom the connection signs in.
    pub(crate) async fn drop_user(&self, connection: &str, user: String) -> Result<bool> {
        if self.profiles.user(connection)?.as_ref() == Some(&user) {
            let reason = "this connection signs in as that user: drop it through a connection that signs in as another";
            return Err(Error::input("input.name", reason));
        }
        let change = AdminChange::DropUser { user };
        was_there(self.apply(connection, &change).await, code::NO_USER)
    }

    /// Makes a role.
    ///
    /// # Errors
    /// Those of [`Self::users`]; `ALREADY_EXISTS`; `BAD_USER_INPUT` for privileges or networks that
    /// are none.
    pub(crate) async fn create_role(
        &self,
        connection: &str,
        role: NewRole,
    ) -> Result<Changed<Role>> {
        check_privileges(&role.privileges)?;
        check_allowlist(&role.allowlist)?;
        self.check_quotas(connection, role.quotas).await?;
        let name = role.name.clone();
        let change = AdminChange::CreateRole {
            role: role.name,
            privileges: once("input.privileges", role.privileges)?,
            allowlist: once("input.allowlist", role.allowlist)?,
            quotas: role.quotas,
        };
        self.apply(connection, &change).await?;
        self.look_at_role(connection, &name, |_| true).await
    }

    /// Adds privileges to a role, or takes them: those with exactly this scope.
    ///
    /// # Errors
    /// Those of [`Self::role`]; `BAD_USER_INPUT` for a predefined role, and for privileges that are
    /// none.
    pub(crate) async fn change_privileges(
        &self,
        connection: &str,
        hand: Hand,
        role: String,
        privileges: Vec<Privilege>,
    ) -> Result<Changed<Role>> {
        check_changeable(&role)?;
        check_privileges(&privileges)?;
        let privileges = some("input.privileges", privileges)?;
        let (name, named) = (role.clone(), privileges.clone());
        let change = match hand {
            Hand::Grant => AdminChange::GrantPrivileges { role, privileges },
            Hand::Revoke => AdminChange::RevokePrivileges { role, privileges },
        };
        self.apply(connection, &change).await?;
        let settled = |role: &Role| hand.is_settled(&named, &role.privileges);
        self.look_at_role(connection, &name, settled).await
    }

    /// Sets from where the users of a role may connect.
    ///
    /// # Errors
    /// Those of [`Self::role`]; `BAD_USER_INPUT` for a predefined role, and for what is no network.
    pub(crate) async fn set_allowlist(
        &self,
        connection: &str,
        role: String,
        allowlist: Vec<String>,
    ) -> Result<Changed<Role>> {
        check_changeable(&role)?;
        check_allowlist(&allowlist)?;
        let (name, allowlist) = (role.clone(), once("input.allowlist", allowlist)?);
        let wanted = allowlist.clone();
        let change = AdminChange::SetAllowlist { role, allowlist };
        self.apply(connection, &change).await?;
        let same = move |role: &Role| {
            role.allowlist.len() == wanted.len()
                && wanted.iter().all(|one| role.allowlist.contains(one))
        };
        self.look_at_role(connection, &name, same).await
    }

    /// Sets how much the users of a role may read and write; what is not said stays.
    ///
    /// # Errors
    /// Those of [`Self::role`]; `BAD_USER_INPUT` for a predefined role; `UNSUPPORTED` where the
    /// cluster has no quotas.
    pub(crate) async fn set_quotas(
        &self,
        connection: &str,
        role: String,
        reads: Option<u32>,
        writes: Option<u32>,
    ) -> Result<Changed<Role>> {
        check_changeable(&role)?;
        let _alone = self.quotas.lock().await;
        let present = self.role(connection, &role).await?.quotas;
        let quotas = Quotas {
            read: reads.unwrap_or(present.read),
            write: writes.unwrap_or(present.write),
        };
        self.check_quotas(connection, quotas).await?;
        let name = role.clone();
        let change = AdminChange::SetQuotas { role, quotas };
        self.apply(connection, &change).await?;
        let same = move |role: &Role| role.quotas == quotas;
        self.look_at_role(connection, &name, same).await
    }

    /// Removes a role, which its users lose; false when there was none.
    ///
    /// # Errors
    /// Those of [`Self::users`]; `BAD_USER_INPUT` for a predefined role.
    pub(crate) async fn drop_role(&self, connection: &str, role: String) -> Result<bool> {
        if is_predefined(&role) {
            return Err(Error::input("input.name", PREDEFINED));
        }
        let change = AdminChange::DropRole { role };
        was_there(self.apply(connection, &change).await, code::NO_ROLE)
    }

    async fn apply(&self, connection: &str, change: &AdminChange) -> Result<()> {
        self.ready(connection).await?;
        self.access.change(connection, change).await
    }

    async fn check_quotas(&self, connection: &str, quotas: Quotas) -> Result<()> {
        if quotas != Quotas::default() {
            let features = self.features.features(connection).await?;
            features.require(FeatureKind::Security)?;
            features.require(FeatureKind::Quotas)?;
        }
        Ok(())
    }

    async fn look_at_user(
        &self,
        connection: &str,
        name: &str,
        settled: impl Fn(&User) -> bool,
    ) -> Result<Changed<User>> {
        let own = self.profiles.user(connection)?;
        let what = settle(settled, || self.one_user(connection, name)).await;
        Ok(Told { what, own })
    }

    async fn look_at_role(
        &self,
        connection: &str,
        name: &str,
        settled: impl Fn(&Role) -> bool,
    ) -> Result<Changed<Role>> {
        let own = self.profiles.user(connection)?;
        let what = settle(settled, || self.one_role(connection, name)).await;
        Ok(Told { what, own })
    }
}

/// Looks until what is seen is settled: a change reaches one node and then the others, and each look
/// may ask another one.
async fn settle<T, F>(settled: impl Fn(&T) -> bool, look: impl Fn() -> F) -> Option<T>
where
    F: Future<Output = Result<T>>,
{
    for _ in 0..LOOKS {
        match look().await {
            Ok(seen) if settled(&seen) => return Some(seen),
            Ok(_) => {}
            Err(error) if matches!(error.server_code(), Some(code::NO_USER | code::NO_ROLE)) => {}
            Err(_) => return None,
        }
        sleep(PAUSE).await;
    }
    None
}

fn was_there(dropped: Result<()>, missing: u8) -> Result<bool> {
    match dropped {
        Ok(()) => Ok(true),
        Err(error) if error.server_code() == Some(missing) => Ok(false),
        Err(error) => Err(error),
    }
}

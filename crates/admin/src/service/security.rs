//! Users and roles: asked for, changed, and looked at after a change.

use std::{sync::Arc, time::Duration};

use acm_aerospike::{
    Secret,
    admin::{AdminChange, Privilege, PrivilegeKind, Quotas, Role, User},
};
use acm_core::{ApiError, ErrorCode};
use acm_graph::{FeatureKind, FeaturesPort};
use tokio::time::sleep;

use super::{
    access::{Profiles, SecurityAccess},
    allowlist::{self, MAX_NETWORKS},
    permissions::{Effective, Permission, Scope, Who, effective, who_can},
};
use crate::error::{Error, Result, code};

/// Users, and roles, that are listed.
const MAX_LISTED: usize = 10_000;
/// Looks after a change, until the node that is asked has heard of it.
const LOOKS: usize = 8;
/// Time between two looks.
const PAUSE: Duration = Duration::from_millis(125);

/// Users and roles of clusters. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Security {
    access: Arc<dyn SecurityAccess>,
    profiles: Arc<dyn Profiles>,
    features: Arc<dyn FeaturesPort>,
}

/// An answer, and as whom the connection signs in.
#[derive(Clone, Debug)]
pub(crate) struct Told<T> {
    /// The answer.
    pub what: T,
    /// The user of the connection; `None` when it does not sign in.
    pub own: Option<String>,
}

/// A change that was applied, and what the cluster tells afterwards; `None` when it could not be
/// asked, or had not heard of it yet.
pub(crate) type Changed<T> = Told<Option<T>>;

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

/// Whether a role is one that every server has and nobody can change.
pub(crate) fn is_predefined(role: &str) -> bool {
    let mut known = PrivilegeKind::KNOWN.into_iter();
    known.any(|kind| kind.name() == role)
}

impl Security {
    pub(crate) fn new(
        access: Arc<dyn SecurityAccess>,
        profiles: Arc<dyn Profiles>,
        features: Arc<dyn FeaturesPort>,
    ) -> Self {
        Self {
            access,
            profiles,
            features,
        }
    }

    /// Every user, by name.
    ///
    /// # Errors
    /// `UNSUPPORTED` where the cluster has no users; the connection's own, or the cluster's.
    pub(crate) async fn users(&self, connection: &str) -> Result<Told<Vec<User>>> {
        let own = self.ready(connection).await?;
        let what = self.all_users(connection).await?;
        Ok(Told { what, own })
    }

    /// One user.
    ///
    /// # Errors
    /// Those of [`Self::users`]; `NOT_FOUND` without such a user.
    pub(crate) async fn user(&self, connection: &str, name: &str) -> Result<Told<User>> {
        let own = self.ready(connection).await?;
        let what = self.one_user(connection, name).await?;
        Ok(Told { what, own })
    }

    /// Every role, by name.
    ///
    /// # Errors
    /// Those of [`Self::users`].
    pub(crate) async fn roles(&self, connection: &str) -> Result<Vec<Role>> {
        self.ready(connection).await?;
        self.all_roles(connection).await
    }

    /// One role.
    ///
    /// # Errors
    /// Those of [`Self::users`]; `NOT_FOUND` without such a role.
    pub(crate) async fn role(&self, connection: &str, name: &str) -> Result<Role> {
        self.ready(connection).await?;
        self.one_role(connection, name).await
    }

    /// What a user may do.
    ///
    /// # Errors
    /// Those of [`Self::user`].
    pub(crate) async fn effective(&self, connection: &str, name: &str) -> Result<Effective> {
        self.ready(connection).await?;
        let user = self.one_user(connection, name).await?;
        let roles = self.all_roles(connection).await?;
        Ok(effective(&user, &roles))
    }

    /// Who may do something in a place.
    ///
    /// # Errors
    /// Those of [`Self::users`]; `BAD_USER_INPUT` for a set without its namespace.
    pub(crate) async fn who_can(
        &self,
        connection: &str,
        permission: Permission,
        place: &Scope,
    ) -> Result<Who> {
        if place.set.is_some() && place.namespace.is_none() {
            return Err(Error::input("set", "say of which namespace"));
        }
        self.ready(connection).await?;
        let users = self.all_users(connection).await?;
        let roles = self.all_roles(connection).await?;
        Ok(who_can(&users, &roles, permission, place))
    }

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
            roles: once(roles),
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

    /// Gives roles to a user.
    ///
    /// # Errors
    /// Those of [`Self::user`]; `NOT_FOUND` without one of the roles.
    pub(crate) async fn grant_roles(
        &self,
        connection: &str,
        user: String,
        roles: Vec<String>,
    ) -> Result<Changed<User>> {
        let (name, roles) = (user.clone(), some("input.roles", once(roles))?);
        let granted = roles.clone();
        let change = AdminChange::GrantRoles { user, roles };
        self.apply(connection, &change).await?;
        let has = move |user: &User| granted.iter().all(|role| user.roles.contains(role));
        self.look_at_user(connection, &name, has).await
    }

    /// Takes roles from a user.
    ///
    /// # Errors
    /// Those of [`Self::user`].
    pub(crate) async fn revoke_roles(
        &self,
        connection: &str,
        user: String,
        roles: Vec<String>,
    ) -> Result<Changed<User>> {
        let (name, roles) = (user.clone(), some("input.roles", once(roles))?);
        let revoked = roles.clone();
        let change = AdminChange::RevokeRoles { user, roles };
        self.apply(connection, &change).await?;
        let lacks = move |user: &User| !revoked.iter().any(|role| user.roles.contains(role));
        self.look_at_user(connection, &name, lacks).await
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
            privileges: once(role.privileges),
            allowlist: once(role.allowlist),
            quotas: role.quotas,
        };
        self.apply(connection, &change).await?;
        self.look_at_role(connection, &name, |_| true).await
    }

    /// Adds privileges to a role.
    ///
    /// # Errors
    /// Those of [`Self::role`]; `BAD_USER_INPUT` for a predefined role, and for privileges that are
    /// none.
    pub(crate) async fn grant_privileges(
        &self,
        connection: &str,
        role: String,
        privileges: Vec<Privilege>,
    ) -> Result<Changed<Role>> {
        check_changeable(&role)?;
        check_privileges(&privileges)?;
        let (name, privileges) = (role.clone(), some("input.privileges", once(privileges))?);
        let granted = privileges.clone();
        let change = AdminChange::GrantPrivileges { role, privileges };
        self.apply(connection, &change).await?;
        let has = move |role: &Role| granted.iter().all(|one| role.privileges.contains(one));
        self.look_at_role(connection, &name, has).await
    }

    /// Takes privileges from a role: those with exactly this scope.
    ///
    /// # Errors
    /// Those of [`Self::grant_privileges`].
    pub(crate) async fn revoke_privileges(
        &self,
        connection: &str,
        role: String,
        privileges: Vec<Privilege>,
    ) -> Result<Changed<Role>> {
        check_changeable(&role)?;
        check_privileges(&privileges)?;
        let (name, privileges) = (role.clone(), some("input.privileges", once(privileges))?);
        let revoked = privileges.clone();
        let change = AdminChange::RevokePrivileges { role, privileges };
        self.apply(connection, &change).await?;
        let lacks = move |role: &Role| !revoked.iter().any(|one| role.privileges.contains(one));
        self.look_at_role(connection, &name, lacks).await
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
        let (name, allowlist) = (role.clone(), once(allowlist));
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

    /// As whom the connection signs in, where the cluster has users at all.
    async fn ready(&self, connection: &str) -> Result<Option<String>> {
        let own = self.profiles.user(connection)?;
        let features = self.features.features(connection).await?;
        features.require(FeatureKind::Security)?;
        Ok(own)
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

    async fn all_users(&self, connection: &str) -> Result<Vec<User>> {
        bounded("users", self.access.users(connection, None).await?)
    }

    async fn all_roles(&self, connection: &str) -> Result<Vec<Role>> {
        bounded("roles", self.access.roles(connection, None).await?)
    }

    async fn one_user(&self, connection: &str, name: &str) -> Result<User> {
        let users = self.access.users(connection, Some(name)).await?;
        let missing = || acm_aerospike::Error::from_server_code(code::NO_USER).into();
        users.into_iter().next().ok_or_else(missing)
    }

    async fn one_role(&self, connection: &str, name: &str) -> Result<Role> {
        let roles = self.access.roles(connection, Some(name)).await?;
        let missing = || acm_aerospike::Error::from_server_code(code::NO_ROLE).into();
        roles.into_iter().next().ok_or_else(missing)
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

/// A list that is not longer than those told.
fn bounded<T>(what: &str, all: Vec<T>) -> Result<Vec<T>> {
    if all.len() <= MAX_LISTED {
        return Ok(all);
    }
    let message =
        format!("The cluster has more than {MAX_LISTED} {what}; ask for one by its name.");
    let error = ApiError::new(ErrorCode::LimitExceeded, message);
    Err(error.with_detail("limit", MAX_LISTED).into())
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

const PREDEFINED: &str =
    "a predefined role is the same on every server and cannot be changed: make a role of your own";

fn check_changeable(role: &str) -> Result<()> {
    match is_predefined(role) {
        true => Err(Error::input("input.role", PREDEFINED)),
        false => Ok(()),
    }
}

fn check_privileges(privileges: &[Privilege]) -> Result<()> {
    for (place, privilege) in privileges.iter().enumerate() {
        let field = |name: &str| format!("input.privileges.{place}.{name}");
        if privilege.namespace.is_some() && !privilege.kind.takes_scope() {
            let reason = "this privilege is granted everywhere or not at all";
            return Err(Error::input(field("namespace"), reason));
        }
        if privilege.set.is_some() && privilege.namespace.is_none() {
            return Err(Error::input(field("set"), "say of which namespace"));
        }
    }
    Ok(())
}

fn check_allowlist(allowlist: &[String]) -> Result<()> {
    if allowlist.len() > MAX_NETWORKS {
        let reason = format!("a role has at most {MAX_NETWORKS} networks");
        return Err(Error::input("input.allowlist", reason));
    }
    for (place, network) in allowlist.iter().enumerate() {
        let refused = |rule| Error::input(format!("input.allowlist.{place}"), rule);
        allowlist::check(network).map_err(refused)?;
    }
    Ok(())
}

fn some<T>(field: &str, items: Vec<T>) -> Result<Vec<T>> {
    match items.is_empty() {
        true => Err(Error::input(field, "name at least one")),
        false => Ok(items),
    }
}

/// Each item once, in the order of their first.
fn once<T: PartialEq>(items: Vec<T>) -> Vec<T> {
    let mut kept: Vec<T> = Vec::with_capacity(items.len());
    for item in items {
        if !kept.contains(&item) {
            kept.push(item);
        }
    }
    kept
}

fn was_there(dropped: Result<()>, missing: u8) -> Result<bool> {
    match dropped {
        Ok(()) => Ok(true),
        Err(error) if error.server_code() == Some(missing) => Ok(false),
        Err(error) => Err(error),
    }
}

//! Users and roles, asked for.

use std::sync::Arc;

use acm_aerospike::admin::{PrivilegeKind, Role, User};
use acm_core::{ApiError, ErrorCode};
use acm_graph::{FeatureKind, FeaturesPort};
use tokio::sync::Mutex;

use super::{
    access::{Profiles, SecurityAccess},
    permissions::{Effective, Permission, Scope, Who, effective, who_can},
};
use crate::error::{Error, Result, code};

/// Users, and roles, that are listed.
const MAX_LISTED: usize = 10_000;

/// Users and roles of clusters. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Security {
    pub(super) access: Arc<dyn SecurityAccess>,
    pub(super) profiles: Arc<dyn Profiles>,
    pub(super) features: Arc<dyn FeaturesPort>,
    /// Held while the quotas of a role are looked at and set: the server only takes both at once.
    pub(super) quotas: Arc<Mutex<()>>,
}

/// An answer, and as whom the connection signs in.
#[derive(Clone, Debug)]
pub(crate) struct Told<T> {
    /// The answer.
    pub what: T,
    /// The user of the connection; `None` when it does not sign in.
    pub own: Option<String>,
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
            quotas: Arc::default(),
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

    /// As whom the connection signs in, where the cluster has users at all.
    pub(super) async fn ready(&self, connection: &str) -> Result<Option<String>> {
        let own = self.profiles.user(connection)?;
        let features = self.features.features(connection).await?;
        features.require(FeatureKind::Security)?;
        Ok(own)
    }

    async fn all_users(&self, connection: &str) -> Result<Vec<User>> {
        bounded("users", self.access.users(connection, None).await?)
    }

    async fn all_roles(&self, connection: &str) -> Result<Vec<Role>> {
        bounded("roles", self.access.roles(connection, None).await?)
    }

    pub(super) async fn one_user(&self, connection: &str, name: &str) -> Result<User> {
        let users = self.access.users(connection, Some(name)).await?;
        let missing = || acm_aerospike::Error::from_server_code(code::NO_USER).into();
        users.into_iter().next().ok_or_else(missing)
    }

    pub(super) async fn one_role(&self, connection: &str, name: &str) -> Result<Role> {
        let roles = self.access.roles(connection, Some(name)).await?;
        let missing = || acm_aerospike::Error::from_server_code(code::NO_ROLE).into();
        roles.into_iter().next().ok_or_else(missing)
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

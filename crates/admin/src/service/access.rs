//! What this module needs of live clusters and profiles: the only door to them.

use acm_aerospike::{
    Secret,
    admin::{AdminChange, Role, User},
};
use acm_core::{ApiError, BoxFuture};

use crate::error::Result;

/// Asks clusters for users and roles, and changes them. Every call has an answer within
/// [`ADMIN_DEADLINE`](acm_core::limits::ADMIN_DEADLINE).
pub trait SecurityAccess: Send + Sync {
    /// The user of this name, or all.
    ///
    /// # Errors
    /// The connection's own, or the cluster's: without such a user its code for that.
    fn users<'a>(
        &'a self,
        connection: &'a str,
        name: Option<&'a str>,
    ) -> BoxFuture<'a, Result<Vec<User>>>;

    /// The role of this name, or all.
    ///
    /// # Errors
    /// The connection's own, or the cluster's: without such a role its code for that.
    fn roles<'a>(
        &'a self,
        connection: &'a str,
        name: Option<&'a str>,
    ) -> BoxFuture<'a, Result<Vec<Role>>>;

    /// Changes users or roles, sent once.
    ///
    /// # Errors
    /// The connection's own, or the cluster's.
    fn change<'a>(
        &'a self,
        connection: &'a str,
        change: &'a AdminChange,
    ) -> BoxFuture<'a, Result<()>>;
}

/// Tells as whom profiles sign in to their clusters.
pub trait Profiles: Send + Sync {
    /// The user as whom the profile signs in; `None` when it does not.
    ///
    /// # Errors
    /// `NOT_FOUND` without such a profile.
    fn user(&self, connection: &str) -> Result<Option<String>, ApiError>;

    /// Stores the new password of that user in the profile.
    ///
    /// # Errors
    /// `NOT_FOUND` without such a profile; the store's own.
    fn keep_password<'a>(
        &'a self,
        connection: &'a str,
        password: &'a Secret,
    ) -> BoxFuture<'a, Result<(), ApiError>>;
}

//! As whom profiles sign in to their clusters.

use acm_core::ApiError;

use super::{Change, ProfileChange, ProfileService, ReachChange, Secret};
use crate::Error;

/// Tells as whom profiles sign in, and keeps their passwords right when they are changed on the
/// cluster. Cheap to clone.
#[derive(Clone)]
pub struct Logins(ProfileService);

impl Logins {
    pub(crate) fn new(profiles: ProfileService) -> Self {
        Self(profiles)
    }

    /// The user as whom a profile signs in; `None` when it does not.
    ///
    /// # Errors
    /// `NOT_FOUND` without such a profile.
    pub fn user(&self, connection: &str) -> Result<Option<String>, ApiError> {
        let missing = || Error::NotFound(connection.to_owned());
        let profile = self.0.directory().get(connection).ok_or_else(missing)?;
        let reach = &profile.body.reach;
        let username = reach.username.clone();
        Ok(username.filter(|_| reach.password.is_some()))
    }

    /// Stores the new password of the user as whom a profile signs in. Its live client is replaced by
    /// one that signs in with it.
    ///
    /// # Errors
    /// `NOT_FOUND` without such a profile; what the store says.
    pub async fn keep_password(&self, connection: &str, password: &str) -> Result<(), ApiError> {
        let change = ProfileChange {
            reach: ReachChange {
                password: Change::Set(Secret::new(password.to_owned())),
                ..ReachChange::default()
            },
            ..ProfileChange::default()
        };
        self.0.update(connection, None, change).await?;
        Ok(())
    }
}

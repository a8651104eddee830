//! How a security-enabled cluster begins.

use std::time::Duration;

use super::predefined;
use crate::error::Error;

/// Shortest and longest time to live of a session that a server takes.
const SHORTEST_SESSION: Duration = Duration::from_secs(120);
const LONGEST_SESSION: Duration = Duration::from_secs(10 * 24 * 60 * 60);

/// How a security-enabled cluster begins. There is one user, `admin` with the password `admin`, and as
/// on a fresh server it has the role `user-admin` alone.
///
/// ```
/// use acm_embedded::{EmbeddedCluster, SecuritySpec};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), acm_embedded::Error> {
/// let security = SecuritySpec::new().admin_roles(["user-admin", "sys-admin", "read-write-udf"]);
/// let cluster = EmbeddedCluster::builder().security(security).start().await?;
/// # cluster.shutdown().await;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub struct SecuritySpec {
    pub(crate) admin_roles: Vec<String>,
    pub(crate) session_ttl: Duration,
    pub(crate) quotas: bool,
}

impl Default for SecuritySpec {
    fn default() -> Self {
        Self {
            admin_roles: vec!["user-admin".to_owned()],
            session_ttl: Duration::from_secs(24 * 60 * 60),
            quotas: true,
        }
    }
}

impl SecuritySpec {
    /// Quotas can be set, and sessions last a day.
    pub fn new() -> Self {
        Self::default()
    }

    /// Predefined roles the user `admin` has from the start.
    pub fn admin_roles<R: Into<String>>(mut self, roles: impl IntoIterator<Item = R>) -> Self {
        self.admin_roles = roles.into_iter().map(Into::into).collect();
        self
    }

    /// How long a session lasts (`session-ttl`), two minutes to ten days.
    pub const fn session_ttl(mut self, lifetime: Duration) -> Self {
        self.session_ttl = lifetime;
        self
    }

    /// Refuses quotas, as a server does where `enable-quotas` is not set.
    pub const fn without_quotas(mut self) -> Self {
        self.quotas = false;
        self
    }

    pub(crate) fn check(&self) -> Result<(), Error> {
        if !(SHORTEST_SESSION..=LONGEST_SESSION).contains(&self.session_ttl) {
            return Err(Error::Options("a session lasts two minutes to ten days"));
        }
        if self.admin_roles.iter().any(|role| !predefined::is(role)) {
            return Err(Error::Options(
                "the user admin begins with predefined roles",
            ));
        }
        Ok(())
    }
}

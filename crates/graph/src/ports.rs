//! What one domain needs from another.

use std::sync::Arc;

use acm_core::{ApiError, BoxFuture};

use crate::{Cluster, ConnectionHealth};

/// Yields the present state of a connection's cluster. Implemented by `data`.
pub trait ClusterPort: Send + Sync {
    /// The cluster behind a connection profile, at most a second old.
    ///
    /// # Errors
    /// `NOT_FOUND` without such a profile; `UNAVAILABLE`, `TIMEOUT`, `FORBIDDEN` when no node
    /// answers. One silent node is not an error here: its own fields say so.
    fn cluster<'a>(&'a self, connection: &'a str) -> BoxFuture<'a, Result<Arc<Cluster>, ApiError>>;
}

/// Yields the health of a connection. Implemented by `connections`.
pub trait HealthPort: Send + Sync {
    /// What is known of the connection's health; starts watching it when nobody does.
    ///
    /// # Errors
    /// `NOT_FOUND` without such a profile.
    fn health<'a>(
        &'a self,
        connection: &'a str,
    ) -> BoxFuture<'a, Result<ConnectionHealth, ApiError>>;
}

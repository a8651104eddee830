//! The cluster a test runs against, and what tests say with it.

mod assertions;
mod capability;
mod cluster;
mod info;
mod query;
mod wait;

pub(crate) use assertions::{refused, succeeds};
pub(crate) use capability::Capability;
pub(crate) use cluster::{
    Cluster, bin, connect, connect_as, needing, prepared, put_options, secured, secured_by, test,
};
pub(crate) use query::query_options;
pub(crate) use wait::eventually;

/// The namespace of nearly all tests. It has expiration cycles, so records may have a time to live.
pub(crate) const NAMESPACE: &str = "test";

/// A namespace without expiration cycles.
pub(crate) const NAMESPACE_WITHOUT_EXPIRATION: &str = "bar";

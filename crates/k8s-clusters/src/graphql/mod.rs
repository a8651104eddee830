//! The module's part of the schema: thin, over the services.

mod cluster;
mod contexts;
mod inputs;
mod operation;
mod pods;
mod query;
mod reports;

pub use query::K8sClustersQuery;

use crate::service::Clusters;

/// What the resolvers read: the services, cheap to clone.
#[derive(Clone)]
pub struct K8sClustersState {
    pub(crate) clusters: Clusters,
}

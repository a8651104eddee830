//! The module's part of the schema: thin, over the services.

mod cluster;
mod contexts;
mod inputs;
mod operation;
mod pods;
mod query;
mod reports;
mod write;

pub use write::K8sClustersMutation;

use async_graphql::MergedObject;

use self::{query::K8sClustersQuery, write::K8sChoicesQuery};
use crate::service::{Clusters, write::Writer};

/// Queries of this module.
#[derive(Default, MergedObject)]
pub struct K8sQuery(K8sClustersQuery, K8sChoicesQuery);

/// What the resolvers read: the services, cheap to clone.
#[derive(Clone)]
pub struct K8sClustersState {
    pub(crate) clusters: Clusters,
    pub(crate) writer: Writer,
}

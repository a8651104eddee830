//! The module's part of the schema: thin, over the services.

mod assessment;
mod cluster;
mod contexts;
mod events;
mod feeds;
mod inputs;
mod live;
mod migration;
mod operation;
mod owned;
mod pods;
mod query;
mod reports;
mod subscription;
mod write;

pub use feeds::K8sClustersSubscription;
pub use write::K8sClustersMutation;

use async_graphql::MergedObject;

use self::{query::K8sClustersQuery, write::K8sChoicesQuery};
use crate::service::{Clusters, feeds::ClusterFeeds, write::Writer};

/// Queries of this module.
#[derive(Default, MergedObject)]
pub struct K8sQuery(K8sClustersQuery, K8sChoicesQuery);

/// What the resolvers read: the services, cheap to clone.
#[derive(Clone)]
pub struct K8sClustersState {
    pub(crate) clusters: Clusters,
    pub(crate) feeds: ClusterFeeds,
    pub(crate) writer: Writer,
}

//! The module's part of the schema: thin, over the services.

mod assessment;
mod cluster;
mod contexts;
mod events;
mod feeds;
mod inputs;
mod operation;
mod owned;
mod pods;
mod query;
mod reports;
mod subscription;

pub use feeds::K8sClustersSubscription;
pub use query::K8sClustersQuery;

use crate::service::{Clusters, feeds::ClusterFeeds};

/// What the resolvers read: the services, cheap to clone.
#[derive(Clone)]
pub struct K8sClustersState {
    pub(crate) clusters: Clusters,
    pub(crate) feeds: ClusterFeeds,
}

//! The module's part of the schema: thin, over the services.

mod bins;
mod duplicate;
mod inputs;
mod many;
mod mutation;
mod query;
mod selection;
mod subscription;
mod types;

pub use mutation::DataMutation;
pub use query::DataQuery;
pub use subscription::DataSubscription;

pub(crate) use types::record_json;

use crate::service::{
    cluster::{ClusterFeeds, Snapshots},
    metrics::Metrics,
    records::Records,
};

/// What the resolvers read: the services, cheap to clone.
#[derive(Clone)]
pub struct DataState {
    pub(crate) snapshots: Snapshots,
    pub(crate) feeds: ClusterFeeds,
    pub(crate) metrics: Metrics,
    pub(crate) records: Records,
}

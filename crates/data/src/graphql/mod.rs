//! The module's part of the schema: thin, over the services.

mod bins;
mod duplicate;
mod inputs;
mod many;
mod mutation;
mod operator;
mod query;
mod selection;
mod subscription;
mod types;

pub use mutation::DataMutation;

pub(crate) use types::record_json;

use async_graphql::{MergedObject, MergedSubscription};

use crate::service::{
    advisor::{Advisor, FindingFeeds},
    cluster::{ClusterFeeds, Snapshots},
    metrics::Metrics,
    overview::Overviews,
    records::Records,
    statistics::Statistics,
    top::TopFeeds,
};

/// Queries of the module.
#[derive(Clone, Copy, Debug, Default, MergedObject)]
pub struct DataQuery(query::CoreQuery, operator::OperatorQuery);

/// Feeds of the module.
#[derive(Clone, Copy, Debug, Default, MergedSubscription)]
pub struct DataSubscription(
    subscription::CoreSubscription,
    operator::OperatorSubscription,
);

/// What the resolvers read: the services, cheap to clone.
#[derive(Clone)]
pub struct DataState {
    pub(crate) snapshots: Snapshots,
    pub(crate) feeds: ClusterFeeds,
    pub(crate) metrics: Metrics,
    pub(crate) records: Records,
    pub(crate) advisor: Advisor,
    pub(crate) findings: FindingFeeds,
    pub(crate) overview: Overviews,
    pub(crate) statistics: Statistics,
    pub(crate) top: TopFeeds,
}

//! The module's part of the schema: thin, over the services.

mod bins;
mod duplicate;
mod filter;
mod inputs;
mod many;
mod mutation;
mod queries;
mod query;
mod selection;
mod subscription;
mod types;

pub(crate) use types::record_json;

use async_graphql::{MergedObject, MergedSubscription};

use crate::service::{
    cluster::{ClusterFeeds, Snapshots},
    metrics::Metrics,
    queries::{Book, Queries},
    records::Records,
};

/// The queries of this module.
#[derive(Clone, Copy, Debug, Default, MergedObject)]
pub struct DataQuery(
    query::CoreQuery,
    queries::QueryQuery,
    queries::PlanQuery,
    queries::BookQuery,
);

/// The mutations of this module.
#[derive(Clone, Copy, Debug, Default, MergedObject)]
pub struct DataMutation(mutation::CoreMutation, queries::BookMutation);

/// The subscriptions of this module.
#[derive(Clone, Copy, Debug, Default, MergedSubscription)]
pub struct DataSubscription(subscription::CoreSubscription, queries::QuerySubscription);

/// What the resolvers read: the services, cheap to clone.
#[derive(Clone)]
pub struct DataState {
    pub(crate) snapshots: Snapshots,
    pub(crate) feeds: ClusterFeeds,
    pub(crate) metrics: Metrics,
    pub(crate) records: Records,
    pub(crate) queries: Queries,
    pub(crate) book: Book,
}

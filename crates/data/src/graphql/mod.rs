//! The module's part of the schema: thin, over the services.

mod bins;
mod duplicate;
mod filter;
mod functions;
mod indexes;
mod info;
mod inputs;
mod jobs;
mod many;
mod mutation;
mod operator;
mod queries;
mod query;
mod selection;
mod server_jobs;
mod subscription;
mod tools;
mod types;

pub(crate) use types::record_json;

use async_graphql::{MergedObject, MergedSubscription};

use crate::service::{
    advisor::{Advisor, FindingFeeds},
    cluster::{ClusterFeeds, Snapshots},
    config::Configs,
    distribution::Distributions,
    features::Features,
    files::Files,
    functions::Functions,
    indexes::{IndexFeeds, Indexes},
    info::Info,
    jobs::Jobs,
    logs::Logs,
    metrics::Metrics,
    overview::Overviews,
    queries::{Book, Queries},
    records::Records,
    server_jobs::ServerJobs,
    statistics::Statistics,
    top::TopFeeds,
};
use functions::{FunctionMutation, FunctionQuery};
use indexes::{IndexMutation, IndexQuery, IndexSubscription};
use info::{InfoMutation, InfoQuery};
use jobs::{BulkMutation, JobsMutation, JobsQuery, JobsSubscription, TransferMutation};
use mutation::CoreMutation;
use operator::{OperatorQuery, OperatorSubscription};
use queries::{BookMutation, BookQuery, PlanQuery, QueryQuery, QuerySubscription};
use query::CoreQuery;
use server_jobs::{ServerJobsMutation, ServerJobsQuery};
use subscription::CoreSubscription;
use tools::{ToolsMutation, ToolsQuery, ToolsSubscription};

/// Queries of this module.
#[derive(Clone, Copy, Debug, Default, MergedObject)]
pub struct DataQuery(
    CoreQuery,
    QueryQuery,
    IndexQuery,
    JobsQuery,
    ServerJobsQuery,
    PlanQuery,
    BookQuery,
    FunctionQuery,
    ToolsQuery,
    OperatorQuery,
    InfoQuery,
);

/// Mutations of this module.
#[derive(Clone, Copy, Debug, Default, MergedObject)]
pub struct DataMutation(
    CoreMutation,
    BookMutation,
    IndexMutation,
    JobsMutation,
    BulkMutation,
    TransferMutation,
    ServerJobsMutation,
    FunctionMutation,
    ToolsMutation,
    InfoMutation,
);

/// Feeds of this module.
#[derive(Clone, Copy, Debug, Default, MergedSubscription)]
pub struct DataSubscription(
    CoreSubscription,
    QuerySubscription,
    IndexSubscription,
    JobsSubscription,
    ToolsSubscription,
    OperatorSubscription,
);

/// What the resolvers read: the services, cheap to clone.
#[derive(Clone)]
pub struct DataState {
    pub(crate) snapshots: Snapshots,
    pub(crate) feeds: ClusterFeeds,
    pub(crate) metrics: Metrics,
    pub(crate) records: Records,
    pub(crate) files: Files,
    pub(crate) indexes: Indexes,
    pub(crate) index_feeds: IndexFeeds,
    pub(crate) configs: Configs,
    pub(crate) distributions: Distributions,
    pub(crate) logs: Logs,
    pub(crate) advisor: Advisor,
    pub(crate) findings: FindingFeeds,
    pub(crate) overview: Overviews,
    pub(crate) statistics: Statistics,
    pub(crate) top: TopFeeds,
    pub(crate) queries: Queries,
    pub(crate) functions: Functions,
    pub(crate) jobs: Jobs,
    pub(crate) server_jobs: ServerJobs,
    pub(crate) book: Book,
    pub(crate) features: Features,
    pub(crate) info: Info,
}

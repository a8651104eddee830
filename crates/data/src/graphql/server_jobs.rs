//! The cluster's own jobs in the schema.

use acm_aerospike::info::QueryJob;
use acm_core::{ApiError, ContextExt, Right};
use acm_graph::{
    Problem,
    scalars::{Int64, NamespaceName, SetName},
};
use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::DataState;
use crate::error::{Error, Result};

/// Queries of the clusters' own jobs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ServerJobsQuery;

#[Object]
impl ServerJobsQuery {
    /// Queries and background jobs that run on the nodes of a cluster or ended there lately, whoever
    /// started them; null with an error when no node can be asked.
    #[graphql(guard = "Right::ReadJobs")]
    async fn server_jobs(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
    ) -> Option<Result<ServerJobs, ApiError>> {
        Some(list(ctx, &connection_id).await.map_err(ApiError::from))
    }
}

/// Mutations of the clusters' own jobs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ServerJobsMutation;

#[Object]
impl ServerJobsMutation {
    /// Aborts a query or background job of the cluster, on every node or on one. What a background
    /// job has changed stays changed.
    #[graphql(guard = "Right::ControlJobs")]
    async fn abort_server_job(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which job, and where.")] input: AbortServerJobInput,
    ) -> Result<AbortServerJobPayload, ApiError> {
        Ok(abort(ctx, &input).await?)
    }
}

/// Which job to abort, and where.
#[derive(Clone, Debug, InputObject)]
pub(super) struct AbortServerJobInput {
    /// The connection.
    pub connection_id: ID,
    /// The job's id, as `serverJobs` tells it.
    pub id: ID,
    /// The node, by node id; every node when absent.
    pub node: Option<String>,
}

/// What became of an abort.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct AbortServerJobPayload {
    /// Nodes on which it was aborted; none when it had ended before.
    pub aborted_on: Vec<String>,
    /// Nodes that did not do it, and why.
    pub problems: Vec<Problem>,
}

/// The jobs of a cluster.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct ServerJobs {
    /// One entry for each job and node, running ones first.
    pub jobs: Vec<ServerJob>,
    /// Nodes that answered.
    pub nodes_answered: i32,
    /// Nodes known.
    pub nodes_total: i32,
    /// Nodes that did not answer, and why.
    pub problems: Vec<Problem>,
}

/// A query or background job on one node. A value the node does not report is null.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct ServerJob {
    /// The id its caller gave it: the same on every node.
    pub id: ID,
    /// The node, by node id.
    pub node: String,
    /// Whether it still runs.
    pub active: bool,
    /// The node's word for how it stands, such as `active(ok)` or `done(user-aborted)`.
    pub status: Option<String>,
    /// The node's word for what it is: `basic` for a query, `background-ops`, `background-udf`,
    /// `aggregation`.
    pub kind: Option<String>,
    /// Its namespace.
    pub namespace: Option<NamespaceName>,
    /// Its set; null when it is about the whole namespace.
    pub set: Option<SetName>,
    /// Share of its partitions on this node that are done, 0 to 1.
    pub progress: Option<f64>,
    /// Seconds it has run, or ran.
    pub run_seconds: Option<f64>,
    /// Seconds since it ended.
    pub ended_seconds_ago: Option<f64>,
    /// Records a second it may take up; 0 means no limit.
    pub records_per_second_limit: Option<Int64>,
    /// Threads at work on it.
    pub active_threads: Option<Int64>,
    /// Records it read or changed.
    pub records_succeeded: Option<Int64>,
    /// Records it failed on.
    pub records_failed: Option<Int64>,
    /// Records its filter left out.
    pub records_filtered: Option<Int64>,
    /// Bytes it sent.
    pub sent_bytes: Option<Int64>,
    /// Who asked for it: address and port, as the node sees them.
    pub from: Option<String>,
}

impl ServerJob {
    fn new(node: &str, job: QueryJob) -> Self {
        let seconds = |millis: u64| millis as f64 / 1_000.0;
        Self {
            id: job.id.into(),
            node: node.to_owned(),
            active: job.is_active(),
            progress: job.progress_pct.map(|percent| percent / 100.0),
            run_seconds: job.run_time_ms.map(seconds),
            ended_seconds_ago: job.since_done_ms.filter(|_| !job.is_active()).map(seconds),
            status: job.status,
            kind: job.kind,
            namespace: job.namespace.map(NamespaceName::reported),
            set: job.set.map(SetName::reported),
            records_per_second_limit: job.records_per_second.map(Int64::from),
            active_threads: job.active_threads.map(Int64::from),
            records_succeeded: job.succeeded.map(Int64::from),
            records_failed: job.failed.map(Int64::from),
            records_filtered: job.filtered.map(Int64::from),
            sent_bytes: job.net_io_bytes.map(Int64::from),
            from: job.from,
        }
    }
}

async fn list(ctx: &Context<'_>, connection: &str) -> Result<ServerJobs> {
    let nodes = ctx
        .state::<DataState>()?
        .server_jobs
        .list(connection)
        .await?;
    let (mut jobs, mut problems) = (Vec::new(), Vec::new());
    let total = nodes.len();
    for (node, told) in nodes {
        match told {
            Ok(told) => jobs.extend(told.into_iter().map(|job| ServerJob::new(&node.id, job))),
            Err(error) => problems.push(Problem::of_node(node.id, &error.into())),
        }
    }
    jobs.sort_by_key(|job| !job.active);
    Ok(ServerJobs {
        jobs,
        nodes_answered: count(total - problems.len()),
        nodes_total: count(total),
        problems,
    })
}

async fn abort(ctx: &Context<'_>, input: &AbortServerJobInput) -> Result<AbortServerJobPayload> {
    let id = input
        .id
        .parse()
        .map_err(|_| Error::input("input.id", "a job's id is a whole number"))?;
    let jobs = &ctx.state::<DataState>()?.server_jobs;
    let node = input.node.as_deref();
    let (mut aborted_on, mut problems) = (Vec::new(), Vec::new());
    for (node, aborted) in jobs.abort(&input.connection_id, node, id).await? {
        match aborted {
            Ok(true) => aborted_on.push(node.id),
            Ok(false) => {}
            Err(error) => problems.push(Problem::of_node(node.id, &error.into())),
        }
    }
    Ok(AbortServerJobPayload {
        aborted_on,
        problems,
    })
}

fn count(nodes: usize) -> i32 {
    i32::try_from(nodes).unwrap_or(i32::MAX)
}

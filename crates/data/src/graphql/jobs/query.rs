use std::sync::Arc;

use acm_core::{ApiError, ContextExt, Right};
use acm_graph::Job;
use async_graphql::{Context, ID, Object};

use crate::graphql::DataState;

/// Queries of jobs.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::graphql) struct JobsQuery;

#[Object]
impl JobsQuery {
    /// The jobs of this server, the newest first: those that wait or work, and the last hundred that
    /// ended within a week.
    #[graphql(guard = "Right::ReadJobs")]
    async fn jobs(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Those of one connection; all when absent.")] connection_id: Option<ID>,
    ) -> Result<Vec<Arc<Job>>, ApiError> {
        let state = ctx.state::<DataState>()?;
        Ok(state
            .jobs
            .list(connection_id.as_ref().map(|id| id.as_str())))
    }

    /// A job; null when there is none of this id any more.
    #[graphql(guard = "Right::ReadJobs")]
    async fn job(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The job.")] id: ID,
    ) -> Option<Result<Arc<Job>, ApiError>> {
        match ctx.state::<DataState>() {
            Ok(state) => state.jobs.get(&id).map(Ok),
            Err(error) => Some(Err(error)),
        }
    }
}

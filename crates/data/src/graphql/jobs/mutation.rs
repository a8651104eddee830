use std::{collections::HashSet, sync::Arc};

use acm_aerospike::records::Ttl;
use acm_core::{ApiError, ContextExt, Right};
use acm_graph::{Job, JobOrder};
use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::inputs::{StartSampleDataInput, StartTruncateInput};
use crate::{
    error::Result,
    graphql::{DataState, inputs::lifetime},
    service::jobs::{sample::SampleRequest, truncate::TruncateRequest},
};

/// Mutations of jobs.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::graphql) struct JobsMutation;

#[Object]
impl JobsMutation {
    /// Truncates a set or a namespace: the server removes the records in the background, for good.
    /// The job tells how many are gone. Once it runs it cannot be stopped.
    #[graphql(guard = "Right::WriteRecords")]
    async fn start_truncate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which records shall go.")] input: StartTruncateInput,
    ) -> Result<StartTruncatePayload, ApiError> {
        let request = TruncateRequest {
            connection: input.connection_id.0,
            namespace: input.namespace.as_str().to_owned(),
            set: input.set.map(|set| set.as_str().to_owned()),
            before: input.before.map(|before| before.0),
        };
        let job = ctx
            .state::<DataState>()?
            .jobs
            .start_truncate(request)
            .await?;
        Ok(StartTruncatePayload { job })
    }

    /// Fills a set with made-up records that have a bin of every type.
    #[graphql(guard = "Right::WriteRecords")]
    async fn start_sample_data(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which records to make up.")] input: StartSampleDataInput,
    ) -> Result<StartSampleDataPayload, ApiError> {
        let ttl = lifetime(input.ttl.as_ref(), "input")?;
        let mut named = HashSet::new();
        let indexes = input.indexes.into_iter().map(Into::into);
        let request = SampleRequest {
            connection: input.connection_id.0,
            namespace: input.namespace.as_str().to_owned(),
            set: input.set.as_str().to_owned(),
            records: input.records,
            seed: input.seed.0,
            replace: input.replace_existing,
            ttl: ttl.unwrap_or(Ttl::NamespaceDefault),
            indexes: indexes.filter(|index| named.insert(*index)).collect(),
            per_second: input.records_per_second,
        };
        let job = ctx.state::<DataState>()?.jobs.start_sample(request).await?;
        Ok(StartSampleDataPayload { job })
    }

    /// Makes a job hold still after the piece of work it is at. It keeps its place among those that
    /// run. `CONFLICT` when it is over or cannot be stopped.
    #[graphql(guard = "Right::ControlJobs")]
    async fn pause_job(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which job.")] input: PauseJobInput,
    ) -> Result<PauseJobPayload, ApiError> {
        let job = ordered(ctx, &input.id, JobOrder::Hold)?;
        Ok(PauseJobPayload { job })
    }

    /// Lets a job that holds still go on; one that does not goes on anyway.
    #[graphql(guard = "Right::ControlJobs")]
    async fn resume_job(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which job.")] input: ResumeJobInput,
    ) -> Result<ResumeJobPayload, ApiError> {
        let job = ordered(ctx, &input.id, JobOrder::Go)?;
        Ok(ResumeJobPayload { job })
    }

    /// Stops a job that waits, works or holds still. It finishes the piece of work it is at, so that
    /// its counts are exact; what it did stays done. `CONFLICT` when it is over or cannot be stopped.
    #[graphql(guard = "Right::ControlJobs")]
    async fn cancel_job(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which job.")] input: CancelJobInput,
    ) -> Result<CancelJobPayload, ApiError> {
        let job = ordered(ctx, &input.id, JobOrder::Stop)?;
        Ok(CancelJobPayload { job })
    }

    /// Takes a job that is over off the list. `CONFLICT` when it is not over.
    #[graphql(guard = "Right::ControlJobs")]
    async fn remove_job(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which job.")] input: RemoveJobInput,
    ) -> Result<RemoveJobPayload, ApiError> {
        ctx.state::<DataState>()?.jobs.remove(&input.id).await?;
        Ok(RemoveJobPayload { id: input.id })
    }
}

fn ordered(ctx: &Context<'_>, id: &str, order: JobOrder) -> Result<Arc<Job>, ApiError> {
    Ok(ctx.state::<DataState>()?.jobs.order(id, order)?)
}

/// A job to hold still.
#[derive(Clone, Debug, InputObject)]
pub(super) struct PauseJobInput {
    /// The job.
    pub id: ID,
}

/// A job to go on.
#[derive(Clone, Debug, InputObject)]
pub(super) struct ResumeJobInput {
    /// The job.
    pub id: ID,
}

/// A job to stop.
#[derive(Clone, Debug, InputObject)]
pub(super) struct CancelJobInput {
    /// The job.
    pub id: ID,
}

/// A job to take off the list.
#[derive(Clone, Debug, InputObject)]
pub(super) struct RemoveJobInput {
    /// The job.
    pub id: ID,
}

/// A truncation that was taken in.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct StartTruncatePayload {
    /// The job that does it.
    pub job: Arc<Job>,
}

/// Sample data that will be written.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct StartSampleDataPayload {
    /// The job that does it.
    pub job: Arc<Job>,
}

/// A job that was told to hold still.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct PauseJobPayload {
    /// The job now.
    pub job: Arc<Job>,
}

/// A job that was told to go on.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct ResumeJobPayload {
    /// The job now.
    pub job: Arc<Job>,
}

/// A job that was told to stop.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct CancelJobPayload {
    /// The job now.
    pub job: Arc<Job>,
}

/// A job that was removed.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct RemoveJobPayload {
    /// Its id.
    pub id: ID,
}

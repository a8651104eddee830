//! Work on all records a query finds.

use std::sync::Arc;

use acm_aerospike::records::Ttl;
use acm_core::{ApiError, ContextExt, Right};
use acm_graph::{
    Job,
    scalars::{BinName, Int64, NamespaceName, SetName},
};
use async_graphql::{Context, InputObject, Object, SimpleObject};

use crate::{
    error::{Error, Result},
    graphql::{
        DataState,
        bins::{Bins, written_bins},
        filter::At,
        inputs::{TtlInput, lifetime},
        queries::RecordQueryInput,
    },
    service::jobs::bulk::{BulkAction, BulkRequest, Copy},
};

/// Mutations of all records a query finds.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::graphql) struct BulkMutation;

#[Object]
impl BulkMutation {
    /// Counts the records a query finds; `counts.matched` is how many.
    #[graphql(guard = "Right::ReadRecords")]
    async fn start_count(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which records.")] input: StartCountInput,
    ) -> Result<StartCountPayload, ApiError> {
        let (connection, query) = input.query.read(&query_at())?;
        let jobs = &ctx.state::<DataState>()?.jobs;
        let job = jobs.start_count(connection, query).await?;
        Ok(StartCountPayload { job })
    }

    /// Deletes the records a query finds: counts them, then deletes each that is still found by it.
    #[graphql(guard = "Right::WriteRecords")]
    async fn start_bulk_delete(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which records.")] input: StartBulkDeleteInput,
    ) -> Result<StartBulkDeletePayload, ApiError> {
        let action = BulkAction::Delete;
        let job = start(
            ctx,
            input.query,
            action,
            input.at_most,
            input.records_per_second,
        )
        .await?;
        Ok(StartBulkDeletePayload { job })
    }

    /// Sets or removes bins of the records a query finds: counts them, then writes each that is still
    /// found by it. A record goes with its last bin.
    #[graphql(guard = "Right::WriteRecords")]
    async fn start_bulk_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which records, and what to write.")] input: StartBulkUpdateInput,
    ) -> Result<StartBulkUpdatePayload, ApiError> {
        let action = BulkAction::Update {
            bins: written_bins(input.bins, input.remove_bins, "input")?,
            ttl: lifetime(input.ttl.as_ref(), "input")?.unwrap_or(Ttl::Keep),
        };
        let job = start(
            ctx,
            input.query,
            action,
            input.at_most,
            input.records_per_second,
        )
        .await?;
        Ok(StartBulkUpdatePayload { job })
    }

    /// Gives the records a query finds a new lifetime: counts them, then touches each that is still
    /// found by it.
    #[graphql(guard = "Right::WriteRecords")]
    async fn start_bulk_touch(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which records, and how long they shall live.")]
        input: StartBulkTouchInput,
    ) -> Result<StartBulkTouchPayload, ApiError> {
        let ttl = lifetime(input.ttl.as_ref(), "input")?;
        let action = BulkAction::Touch(ttl.unwrap_or(Ttl::NamespaceDefault));
        let job = start(
            ctx,
            input.query,
            action,
            input.at_most,
            input.records_per_second,
        )
        .await?;
        Ok(StartBulkTouchPayload { job })
    }

    /// Copies the records a query finds to another set or namespace of the same cluster. A record whose
    /// key is not stored with it can only be copied to a set of the same name.
    #[graphql(guard = "Right::WriteRecords")]
    async fn start_bulk_copy(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which records, and where to.")] input: StartBulkCopyInput,
    ) -> Result<StartBulkCopyPayload, ApiError> {
        let namespace = input.target_namespace.as_ref();
        let action = BulkAction::Copy(Copy {
            namespace: namespace
                .unwrap_or(&input.query.namespace)
                .as_str()
                .to_owned(),
            set: input.target_set.as_str().to_owned(),
            replace: input.replace_existing,
            ttl: lifetime(input.ttl.as_ref(), "input")?.unwrap_or(Ttl::Keep),
        });
        let job = start(
            ctx,
            input.query,
            action,
            input.at_most,
            input.records_per_second,
        )
        .await?;
        Ok(StartBulkCopyPayload { job })
    }
}

/// Which records to count.
#[derive(Clone, Debug, InputObject)]
pub(super) struct StartCountInput {
    /// Which records.
    pub query: RecordQueryInput,
}

/// Which records to delete.
#[derive(Clone, Debug, InputObject)]
pub(super) struct StartBulkDeleteInput {
    /// Which records.
    pub query: RecordQueryInput,
    /// Does nothing, and fails with `CONFLICT`, when the query finds more than this.
    pub at_most: Option<Int64>,
    /// At most so many records a second, 1 to 1,000,000; as fast as the cluster takes them when absent.
    pub records_per_second: Option<i32>,
}

/// Which records to write, and what.
#[derive(Clone, Debug, InputObject)]
pub(super) struct StartBulkUpdateInput {
    /// Which records.
    pub query: RecordQueryInput,
    /// Bins to set, the same in each record; null removes a bin. Bins that are not named are kept.
    pub bins: Option<Bins<'static>>,
    /// Bins to remove.
    pub remove_bins: Option<Vec<BinName>>,
    /// How long the records shall live; absent keeps what each has.
    pub ttl: Option<TtlInput>,
    /// Does nothing, and fails with `CONFLICT`, when the query finds more than this.
    pub at_most: Option<Int64>,
    /// At most so many records a second, 1 to 1,000,000; as fast as the cluster takes them when absent.
    pub records_per_second: Option<i32>,
}

/// Which records to touch.
#[derive(Clone, Debug, InputObject)]
pub(super) struct StartBulkTouchInput {
    /// Which records.
    pub query: RecordQueryInput,
    /// How long they shall live. Absent means as the namespace says.
    pub ttl: Option<TtlInput>,
    /// Does nothing, and fails with `CONFLICT`, when the query finds more than this.
    pub at_most: Option<Int64>,
    /// At most so many records a second, 1 to 1,000,000; as fast as the cluster takes them when absent.
    pub records_per_second: Option<i32>,
}

/// Which records to copy, and where to.
#[derive(Clone, Debug, InputObject)]
pub(super) struct StartBulkCopyInput {
    /// Which records, and which of their bins.
    pub query: RecordQueryInput,
    /// The namespace the copies go to; that of the records when absent.
    pub target_namespace: Option<NamespaceName>,
    /// The set the copies go to.
    pub target_set: SetName,
    /// Replaces records that have such a key already; otherwise they are left alone and counted as skipped.
    #[graphql(default = false)]
    pub replace_existing: bool,
    /// How long the copies shall live; absent for as long as each record still does.
    pub ttl: Option<TtlInput>,
    /// Does nothing, and fails with `CONFLICT`, when the query finds more than this.
    pub at_most: Option<Int64>,
    /// At most so many records a second, 1 to 1,000,000; as fast as the cluster takes them when absent.
    pub records_per_second: Option<i32>,
}

/// Records that will be counted.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct StartCountPayload {
    /// The job that does it.
    pub job: Arc<Job>,
}

/// Records that will be deleted.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct StartBulkDeletePayload {
    /// The job that does it.
    pub job: Arc<Job>,
}

/// Records that will be written.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct StartBulkUpdatePayload {
    /// The job that does it.
    pub job: Arc<Job>,
}

/// Records that will be touched.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct StartBulkTouchPayload {
    /// The job that does it.
    pub job: Arc<Job>,
}

/// Records that will be copied.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct StartBulkCopyPayload {
    /// The job that does it.
    pub job: Arc<Job>,
}

/// Where the query stands in the input of every one of these mutations.
const INPUT: At<'static> = At::argument("input");

fn query_at() -> At<'static> {
    INPUT.field("query")
}

async fn start(
    ctx: &Context<'_>,
    query: RecordQueryInput,
    action: BulkAction,
    at_most: Option<Int64>,
    per_second: Option<i32>,
) -> Result<Arc<Job>> {
    let (connection, query) = query.read(&query_at())?;
    let at_most = at_most
        .map(|most| u64::try_from(most.0))
        .transpose()
        .map_err(|_| Error::input("input.atMost", "a number of records is not negative"))?;
    let request = BulkRequest {
        connection,
        query,
        action,
        at_most,
        per_second,
    };
    ctx.state::<DataState>()?.jobs.start_bulk(request).await
}

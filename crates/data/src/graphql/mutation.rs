use acm_aerospike::records::{PutOptions, Ttl};
use acm_core::{ApiError, ContextExt, Right};
use acm_graph::Written;
use async_graphql::{Context, Object, SimpleObject};

use super::{
    DataState,
    bins::written_bins,
    duplicate::{self, DuplicateRecordInput, DuplicateRecordPayload},
    inputs::{DeleteRecordInput, PutRecordInput, TouchRecordInput, generation, lifetime},
    many::{
        self, DeleteRecordsInput, DeleteRecordsPayload, PutRecordsInput, PutRecordsPayload,
        TouchRecordsInput, TouchRecordsPayload,
    },
    selection::wanted,
    types::{Record, RecordKey},
};
use crate::{
    error::{Error, Result},
    service::records::{Address, PutRequest, TouchRequest},
};

/// Mutations of records.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct CoreMutation;

#[Object]
impl CoreMutation {
    /// Writes bins of a record, and tells what is asked of it afterwards: its key, generation and
    /// lifetime as the write told them, and with `bins` or `lastUpdate` as a read after it. Sent once: `TIMEOUT` with `details.inDoubt` means
    /// that nobody knows whether it was applied; read the record before writing again.
    #[graphql(guard = "Right::WriteRecords")]
    async fn put_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to write.")] input: PutRecordInput,
    ) -> Result<PutRecordPayload, ApiError> {
        Ok(put(ctx, input).await?)
    }

    /// Gives a record a new lifetime and counts its generation up, without changing a bin;
    /// `NOT_FOUND` when there is none.
    #[graphql(guard = "Right::WriteRecords")]
    async fn touch_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which record, and how long it shall live.")] input: TouchRecordInput,
    ) -> Result<TouchRecordPayload, ApiError> {
        Ok(touch(ctx, input).await?)
    }

    /// Deletes a record. Deleting what is not there is no error.
    #[graphql(guard = "Right::WriteRecords")]
    async fn delete_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which record.")] input: DeleteRecordInput,
    ) -> Result<DeleteRecordPayload, ApiError> {
        Ok(delete(ctx, input).await?)
    }

    /// Copies every bin of a record to a new key, in one write, and reads the copy back.
    /// `UNSUPPORTED` when a bin holds what the client can read but not write, such as a map ordered
    /// by key and value.
    #[graphql(guard = "Right::WriteRecords")]
    async fn duplicate_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which record, and the new key.")] input: DuplicateRecordInput,
    ) -> Result<DuplicateRecordPayload, ApiError> {
        Ok(duplicate::duplicate(ctx, input).await?)
    }

    /// Writes bins of up to 1,000 records, by one batch command per node. Input that breaks a rule
    /// refuses all of them before anything is written. After that each record has its own outcome:
    /// one that fails fails alone. Each write is sent once, and all run to their end although the
    /// caller is gone.
    #[graphql(guard = "Right::WriteRecords")]
    async fn put_records(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to write.")] input: PutRecordsInput,
    ) -> Result<PutRecordsPayload, ApiError> {
        Ok(many::put(ctx, input).await?)
    }

    /// Gives up to 1,000 records new lifetimes, each with its own outcome as in `putRecords`;
    /// `NOT_FOUND` for one that is not there.
    #[graphql(guard = "Right::WriteRecords")]
    async fn touch_records(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which records, and how long they shall live.")] input: TouchRecordsInput,
    ) -> Result<TouchRecordsPayload, ApiError> {
        Ok(many::touch(ctx, input).await?)
    }

    /// Deletes up to 1,000 records, each with its own outcome as in `putRecords`. Deleting what is
    /// not there is no error.
    #[graphql(guard = "Right::WriteRecords")]
    async fn delete_records(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which records.")] input: DeleteRecordsInput,
    ) -> Result<DeleteRecordsPayload, ApiError> {
        Ok(many::delete(ctx, input).await?)
    }
}

/// What a write left.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct PutRecordPayload {
    /// The record after the write; null when it went with its last bin.
    pub record: Option<Written<Record>>,
}

/// What a touch left.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct TouchRecordPayload {
    /// The record after the touch.
    pub record: Written<Record>,
}

/// What a deletion did.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct DeleteRecordPayload {
    /// Which record.
    pub key: Written<RecordKey<'static>>,
    /// False when it was not there.
    pub deleted: bool,
}

async fn put(ctx: &Context<'_>, input: PutRecordInput) -> Result<PutRecordPayload> {
    let records = &ctx.state::<DataState>()?.records;
    let ttl = lifetime(input.ttl.as_ref(), "input")?;
    let request = PutRequest {
        connection: input.connection_id.0,
        key: Address::from(input.key).key("input.key")?,
        bins: written_bins(input.bins, input.remove_bins, "input")?,
        options: PutOptions {
            rule: input.mode.into(),
            expected_generation: generation(input.expected_generation, "input")?,
            ttl: ttl.unwrap_or(Ttl::Keep),
            send_key: input.send_key,
        },
        wanted: wanted(&ctx.look_ahead().field("record"), None),
    };
    let record = records.put(request).await?;
    Ok(PutRecordPayload {
        record: record.map(|record| Written(record.into())),
    })
}

async fn touch(ctx: &Context<'_>, input: TouchRecordInput) -> Result<TouchRecordPayload> {
    let records = &ctx.state::<DataState>()?.records;
    let ttl = lifetime(input.ttl.as_ref(), "input")?;
    let request = TouchRequest {
        connection: input.connection_id.0,
        key: Address::from(input.key).key("input.key")?,
        ttl: ttl.unwrap_or(Ttl::NamespaceDefault),
        expected_generation: generation(input.expected_generation, "input")?,
        wanted: wanted(&ctx.look_ahead().field("record"), None),
    };
    let record = records.touch(&request).await?;
    let digest = request.key.digest().to_string();
    let record = record.ok_or(Error::Missing {
        kind: "record",
        name: digest,
    })?;
    Ok(TouchRecordPayload {
        record: Written(record.into()),
    })
}

async fn delete(ctx: &Context<'_>, input: DeleteRecordInput) -> Result<DeleteRecordPayload> {
    let records = &ctx.state::<DataState>()?.records;
    let key = Address::from(input.key).key("input.key")?;
    let expected = generation(input.expected_generation, "input")?;
    let deleted = records.delete(&input.connection_id, &key, expected).await?;
    Ok(DeleteRecordPayload {
        key: Written(key.into()),
        deleted,
    })
}

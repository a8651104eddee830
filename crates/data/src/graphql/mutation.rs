use acm_aerospike::records::{PutOptions, Ttl};
use acm_core::{ApiError, ContextExt, Right};
use async_graphql::{Context, Object, SimpleObject};

use super::{
    DataState,
    inputs::{DeleteRecordInput, PutRecordInput, TouchRecordInput, generation},
    selection::wanted,
    types::{Record, RecordKey},
};
use crate::{
    error::{Error, Result},
    service::records::{Address, PutRequest, ShownKey, TouchRequest},
};

/// Mutations of records.
#[derive(Clone, Copy, Debug, Default)]
pub struct DataMutation;

#[Object]
impl DataMutation {
    /// Writes bins of a record, and reads it back. Sent once: `TIMEOUT` with `details.inDoubt` means
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
}

/// What a write left.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct PutRecordPayload {
    /// The record after the write; null when it went with its last bin.
    pub record: Option<Record>,
}

/// What a touch left.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct TouchRecordPayload {
    /// The record after the touch.
    pub record: Record,
}

/// What a deletion did.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct DeleteRecordPayload {
    /// Which record.
    pub key: RecordKey,
    /// False when it was not there.
    pub deleted: bool,
}

async fn put(ctx: &Context<'_>, input: PutRecordInput) -> Result<PutRecordPayload> {
    let records = &ctx.state::<DataState>()?.records;
    let ttl = input.ttl.map(|ttl| ttl.ttl("input.ttl")).transpose()?;
    let request = PutRequest {
        connection: input.connection_id.0,
        key: Address::from(input.key).key("input.key")?,
        bins: input.bins.into_bins("input.bins")?,
        options: PutOptions {
            rule: input.mode.into(),
            expected_generation: generation(input.expected_generation)?,
            ttl: ttl.unwrap_or(Ttl::Keep),
            send_key: input.send_key,
        },
        wanted: wanted(&ctx.look_ahead().field("record"), None),
    };
    let record = records.put(request).await?;
    Ok(PutRecordPayload {
        record: record.map(Record::from),
    })
}

async fn touch(ctx: &Context<'_>, input: TouchRecordInput) -> Result<TouchRecordPayload> {
    let records = &ctx.state::<DataState>()?.records;
    let ttl = input.ttl.map(|ttl| ttl.ttl("input.ttl")).transpose()?;
    let request = TouchRequest {
        connection: input.connection_id.0,
        key: Address::from(input.key).key("input.key")?,
        ttl: ttl.unwrap_or(Ttl::NamespaceDefault),
        expected_generation: generation(input.expected_generation)?,
        wanted: wanted(&ctx.look_ahead().field("record"), None),
    };
    let record = records.touch(&request).await?;
    let digest = request.key.digest().to_string();
    let record = record.ok_or(Error::Missing {
        kind: "record",
        name: digest,
    })?;
    Ok(TouchRecordPayload {
        record: record.into(),
    })
}

async fn delete(ctx: &Context<'_>, input: DeleteRecordInput) -> Result<DeleteRecordPayload> {
    let records = &ctx.state::<DataState>()?.records;
    let key = Address::from(input.key).key("input.key")?;
    let expected = generation(input.expected_generation)?;
    let deleted = records.delete(&input.connection_id, &key, expected).await?;
    Ok(DeleteRecordPayload {
        key: ShownKey::new(&key).into(),
        deleted,
    })
}

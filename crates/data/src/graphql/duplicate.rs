//! A record under a second key.

use acm_aerospike::records::Ttl;
use acm_core::ContextExt;
use acm_graph::{Written, scalars::BinName};
use async_graphql::{Context, Enum, ID, InputObject, SimpleObject};

use super::{
    DataState,
    inputs::{RecordKeyInput, TtlInput, UserKeyInput, generation, lifetime},
    selection::wanted,
    types::Record,
};
use crate::{
    error::{Error, Result},
    service::records::{Address, Copied, CopyRequest},
};

/// What to do when a record has the new key already.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
pub enum IfRecordExists {
    /// Nothing: `ALREADY_EXISTS`.
    Fail,
    /// The copy takes its place, with all its bins.
    Replace,
}

/// A copy of a record.
#[derive(Clone, Debug, InputObject)]
pub(super) struct DuplicateRecordInput {
    /// The connection.
    pub connection_id: ID,
    /// The record to copy.
    pub key: RecordKeyInput,
    /// The key of the copy, in any namespace and set of the cluster; not a digest.
    pub new_key: RecordKeyInput,
    /// What to do when a record has the new key already.
    #[graphql(default_with = "IfRecordExists::Fail")]
    pub if_exists: IfRecordExists,
    /// How long the copy shall live. Absent, or `keep`, means as long as the original still does.
    pub ttl: Option<TtlInput>,
    /// The generation the original must be in, 1 to 65,535; else `CONFLICT`, with the original in
    /// `details.current`. Absent for any.
    pub expected_generation: Option<i32>,
    /// Whether to store the user key with the copy, so that lists can show it.
    #[graphql(default = true)]
    pub send_key: bool,
}

/// The copy that was made.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct DuplicateRecordPayload {
    /// The copy; null when it is gone already.
    pub record: Option<Written<Record>>,
    /// Bins whose copy has the same value, but perhaps not all that the server keeps beside it, which
    /// the client does not see when it reads: whether a list is ordered, whether an ordered map keeps
    /// its index, how wide numbers inside them are, which NaN a NaN is. Named are lists, ordered maps,
    /// maps with floats, nulls or negative integers, and NaNs; every other bin is the same byte for
    /// byte.
    pub unsure_bins: Vec<BinName>,
}

pub(super) async fn duplicate(
    ctx: &Context<'_>,
    input: DuplicateRecordInput,
) -> Result<DuplicateRecordPayload> {
    let records = &ctx.state::<DataState>()?.records;
    if matches!(input.new_key.user_key, UserKeyInput::Digest(_)) {
        let reason = "a new record wants a user key: int, string or bytes";
        return Err(Error::input("input.newKey.userKey.digest", reason));
    }
    let request = CopyRequest {
        connection: input.connection_id.0,
        source: Address::from(input.key).key("input.key")?,
        target: Address::from(input.new_key).key("input.newKey")?,
        replace: input.if_exists == IfRecordExists::Replace,
        ttl: lifetime(input.ttl.as_ref(), "input")?.unwrap_or(Ttl::Keep),
        expected_generation: generation(input.expected_generation, "input")?,
        send_key: input.send_key,
        wanted: wanted(&ctx.look_ahead().field("record"), None),
    };
    let Copied {
        record,
        unsure_bins,
    } = records.copy(request).await?;
    Ok(DuplicateRecordPayload {
        record: record.map(|record| Written(record.into())),
        unsure_bins: unsure_bins.into_iter().map(BinName::reported).collect(),
    })
}

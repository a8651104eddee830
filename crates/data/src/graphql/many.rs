//! Many records at once: what callers send, and what became of each.

use acm_aerospike::{
    Key,
    records::{Change, PutOptions, Ttl, Write},
};
use acm_core::{ApiError, ContextExt};
use acm_graph::{Problem, Written, ready_object, scalars::BinName};
use async_graphql::{Context, ID, InputObject, SimpleObject};

use super::{
    DataState,
    bins::{Bins, written_bins},
    inputs::{PutMode, RecordKeyInput, TtlInput, generation, lifetime},
    selection::wanted,
    types::{Record, RecordKey, RecordTtl},
};
use crate::{
    error::Result,
    service::records::{Address, ShownWritten},
};

/// Writes of many records.
#[derive(Clone, Debug, InputObject)]
pub(super) struct PutRecordsInput {
    /// The connection.
    pub connection_id: ID,
    /// The writes, at most 1,000, each of another record.
    pub records: Vec<PutRecordsEntry>,
}

/// The write of one record among many.
#[derive(Clone, Debug, InputObject)]
pub(super) struct PutRecordsEntry {
    /// Which record.
    pub key: RecordKeyInput,
    /// Bins to set. Bins that are not named are kept (or dropped when the mode replaces); null
    /// removes a bin.
    pub bins: Option<Bins<'static>>,
    /// Bins to remove. A record goes with its last bin.
    pub remove_bins: Option<Vec<BinName>>,
    /// What is asked of the record that is there.
    #[graphql(default_with = "PutMode::Upsert")]
    pub mode: PutMode,
    /// The generation the record must be in, 1 to 65,535; else `CONFLICT`, with the present record
    /// in `details.current`. Absent for any.
    pub expected_generation: Option<i32>,
    /// How long the record shall live. Absent keeps what it has; a new record lives as the namespace
    /// says.
    pub ttl: Option<TtlInput>,
    /// Whether to store the user key with the record, so that lists can show it.
    #[graphql(default = true)]
    pub send_key: bool,
}

/// New lifetimes for many records.
#[derive(Clone, Debug, InputObject)]
pub(super) struct TouchRecordsInput {
    /// The connection.
    pub connection_id: ID,
    /// The records, at most 1,000, each named once.
    pub records: Vec<TouchRecordsEntry>,
}

/// A new lifetime for one record among many.
#[derive(Clone, Debug, InputObject)]
pub(super) struct TouchRecordsEntry {
    /// Which record.
    pub key: RecordKeyInput,
    /// How long it shall live. Absent means as the namespace says.
    pub ttl: Option<TtlInput>,
    /// The generation the record must be in, 1 to 65,535; else `CONFLICT`. Absent for any.
    pub expected_generation: Option<i32>,
}

/// Deletions of many records.
#[derive(Clone, Debug, InputObject)]
pub(super) struct DeleteRecordsInput {
    /// The connection.
    pub connection_id: ID,
    /// The records, at most 1,000, each named once.
    pub records: Vec<DeleteRecordsEntry>,
}

/// The deletion of one record among many.
#[derive(Clone, Debug, InputObject)]
pub(super) struct DeleteRecordsEntry {
    /// Which record.
    pub key: RecordKeyInput,
    /// The generation the record must be in, 1 to 65,535; else `CONFLICT`. Absent for any.
    pub expected_generation: Option<i32>,
}

/// What was found for one key among many.
#[derive(Clone, Debug)]
pub(super) struct RecordReadResult {
    index: i32,
    key: RecordKey<'static>,
    record: Option<Record>,
    problem: Option<Problem>,
}

ready_object! {
    /// What was found for one key among many.
    RecordReadResult as "RecordReadResult", this {
        /// The key's place among those asked for, from 0.
        index as "index": i32 = this.index;
        /// The key that was asked for.
        key as "key": &RecordKey<'static> = &this.key;
        /// The record; null when there is none, or reading it failed.
        record as "record": Option<&Record> = this.record.as_ref();
        /// Why reading it failed; null when it did not.
        problem as "problem": Option<&Problem> = this.problem.as_ref();
    }
}

/// What became of one record among many that were written.
#[derive(Clone, Debug)]
pub(super) struct RecordWriteResult {
    index: i32,
    key: RecordKey<'static>,
    written: Option<ShownWritten>,
    problem: Option<Problem>,
}

ready_object! {
    /// What became of one record among many that were written.
    RecordWriteResult as "RecordWriteResult", this {
        /// The write's place in the input, from 0.
        index as "index": i32 = this.index;
        /// Which record.
        key as "key": &RecordKey<'static> = &this.key;
        /// The record's generation after the write; null when it failed, or the record went with
        /// its last bin.
        generation as "generation": Option<i32> =
            this.written.and_then(|written| i32::try_from(written.generation).ok());
        /// How long the record lives after the write; null as `generation` is.
        ttl as "ttl": Option<RecordTtl> = this.written.map(|written| RecordTtl(written.ttl));
        /// Why the write failed; null when it did not. `TIMEOUT` with `details.inDoubt` means that
        /// nobody knows whether it was applied.
        problem as "problem": Option<&Problem> = this.problem.as_ref();
    }
}

/// What became of one record among many that were deleted.
#[derive(Clone, Debug)]
pub(super) struct RecordDeleteResult {
    index: i32,
    key: RecordKey<'static>,
    deleted: Option<bool>,
    problem: Option<Problem>,
}

ready_object! {
    /// What became of one record among many that were deleted.
    RecordDeleteResult as "RecordDeleteResult", this {
        /// The deletion's place in the input, from 0.
        index as "index": i32 = this.index;
        /// Which record.
        key as "key": &RecordKey<'static> = &this.key;
        /// False when it was not there; null when the deletion failed.
        deleted as "deleted": Option<bool> = this.deleted;
        /// Why the deletion failed; null when it did not. `TIMEOUT` with `details.inDoubt` means
        /// that nobody knows whether it was applied.
        problem as "problem": Option<&Problem> = this.problem.as_ref();
    }
}

/// What writes of many records left.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct PutRecordsPayload {
    /// What became of each record, in the order of the input.
    pub results: Written<Vec<RecordWriteResult>>,
    /// How many writes failed.
    pub failed: i32,
}

/// What new lifetimes of many records left.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct TouchRecordsPayload {
    /// What became of each record, in the order of the input.
    pub results: Written<Vec<RecordWriteResult>>,
    /// How many touches failed.
    pub failed: i32,
}

/// What deletions of many records did.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct DeleteRecordsPayload {
    /// What became of each record, in the order of the input.
    pub results: Written<Vec<RecordDeleteResult>>,
    /// How many deletions failed. One of a record that was not there did not.
    pub failed: i32,
}

pub(super) async fn read(
    ctx: &Context<'_>,
    connection: &str,
    keys: Vec<RecordKeyInput>,
    bins: Option<Vec<BinName>>,
) -> Result<Vec<RecordReadResult>> {
    let wanted = wanted(&ctx.look_ahead().field("record"), bins);
    let keys = keys.into_iter().enumerate();
    let keys = keys
        .map(|(index, key)| Address::from(key).key(&format!("keys.{index}")))
        .collect::<Result<Vec<Key>>>()?;
    let records = &ctx.state::<DataState>()?.records;
    let found = records.by_keys(connection, &keys, &wanted).await?;
    let results = (0..).zip(keys).zip(found).map(|((index, key), found)| {
        let (record, problem) = told(found);
        RecordReadResult {
            index,
            key: key.into(),
            record: record.flatten().map(Record::from),
            problem,
        }
    });
    Ok(results.collect())
}

pub(super) async fn put(ctx: &Context<'_>, input: PutRecordsInput) -> Result<PutRecordsPayload> {
    let writes = writes(input.records, |entry, field| {
        Ok(Write {
            key: Address::from(entry.key).key(&format!("{field}.key"))?,
            change: Change::Put {
                bins: written_bins(entry.bins, entry.remove_bins, field)?,
                options: PutOptions {
                    rule: entry.mode.into(),
                    expected_generation: generation(entry.expected_generation, field)?,
                    ttl: lifetime(entry.ttl.as_ref(), field)?.unwrap_or(Ttl::Keep),
                    send_key: entry.send_key,
                },
            },
        })
    })?;
    let results = written(ctx, &input.connection_id, writes).await?;
    Ok(PutRecordsPayload {
        failed: count(results.iter().map(|result| &result.problem)),
        results: Written(results),
    })
}

pub(super) async fn touch(
    ctx: &Context<'_>,
    input: TouchRecordsInput,
) -> Result<TouchRecordsPayload> {
    let writes = writes(input.records, |entry, field| {
        Ok(Write {
            key: Address::from(entry.key).key(&format!("{field}.key"))?,
            change: Change::Touch {
                ttl: lifetime(entry.ttl.as_ref(), field)?.unwrap_or(Ttl::NamespaceDefault),
                expected_generation: generation(entry.expected_generation, field)?,
            },
        })
    })?;
    let results = written(ctx, &input.connection_id, writes).await?;
    Ok(TouchRecordsPayload {
        failed: count(results.iter().map(|result| &result.problem)),
        results: Written(results),
    })
}

pub(super) async fn delete(
    ctx: &Context<'_>,
    input: DeleteRecordsInput,
) -> Result<DeleteRecordsPayload> {
    let writes = writes(input.records, |entry, field| {
        Ok(Write {
            key: Address::from(entry.key).key(&format!("{field}.key"))?,
            change: Change::Delete {
                expected_generation: generation(entry.expected_generation, field)?,
            },
        })
    })?;
    let keys = keys(&writes);
    let records = &ctx.state::<DataState>()?.records;
    let outcomes = records.delete_many(&input.connection_id, writes).await?;
    let results = (0..).zip(keys).zip(outcomes);
    let results: Vec<_> = results
        .map(|((index, key), outcome)| {
            let (deleted, problem) = told(outcome);
            RecordDeleteResult {
                index,
                key,
                deleted,
                problem,
            }
        })
        .collect();
    Ok(DeleteRecordsPayload {
        failed: count(results.iter().map(|result| &result.problem)),
        results: Written(results),
    })
}

/// The writes of a list of entries; `write` is told where in the input its entry stands.
fn writes<T>(entries: Vec<T>, write: impl Fn(T, &str) -> Result<Write>) -> Result<Vec<Write>> {
    let entries = entries.into_iter().enumerate();
    entries
        .map(|(index, entry)| write(entry, &format!("input.records.{index}")))
        .collect()
}

async fn written(
    ctx: &Context<'_>,
    connection: &str,
    writes: Vec<Write>,
) -> Result<Vec<RecordWriteResult>> {
    let keys = keys(&writes);
    let records = &ctx.state::<DataState>()?.records;
    let outcomes = records.write_many(connection, writes).await?;
    let results = (0..)
        .zip(keys)
        .zip(outcomes)
        .map(|((index, key), outcome)| {
            let (written, problem) = told(outcome);
            RecordWriteResult {
                index,
                key,
                written: written.flatten(),
                problem,
            }
        });
    Ok(results.collect())
}

fn keys(writes: &[Write]) -> Vec<RecordKey<'static>> {
    writes
        .iter()
        .map(|write| write.key.clone().into())
        .collect()
}

/// What came of one record, or why nothing did.
fn told<T>(outcome: Result<T>) -> (Option<T>, Option<Problem>) {
    match outcome {
        Ok(done) => (Some(done), None),
        Err(error) => (None, Some(Problem::from(&ApiError::from(error)))),
    }
}

fn count<'a>(problems: impl Iterator<Item = &'a Option<Problem>>) -> i32 {
    i32::try_from(problems.flatten().count()).unwrap_or(i32::MAX)
}

//! Reads of one record.

use std::sync::Arc;

use bytes::Bytes;

use super::collections::{self, Work};
use super::expression;
use super::filter;
use super::operations::{Replies, Told};
use super::record::{Place, RecordCommand, key_differs, refusal};
use super::time_to_live;
use crate::expression::Subject;
use crate::info::counter::NamespaceCounter;
use crate::proto::ResultCode;
use crate::proto::flags::{info1, info2, op};
use crate::proto::message::Operation;
use crate::proto::reply::{RecordReply, ReplyOperation};
use crate::store::record::Record;

/// Runs a read.
pub(super) fn execute(place: &Place<'_>, command: &RecordCommand<'_>) -> RecordReply {
    let now = place.cluster.clock.void_time();
    let found = place
        .namespace
        .partition_of(&command.digest)
        .get(&command.digest)
        .cloned();
    let record = match found {
        Some(record) if !record.is_expired(now) => record,
        // An expired record is gone, yet its generation and void time are still told.
        expired => return refusal(ResultCode::NOT_FOUND, expired.as_deref()),
    };
    if key_differs(command, &record) {
        return refusal(ResultCode::KEY_MISMATCH, Some(&record));
    }
    let seen_at = place.cluster.clock.update_time();
    let selected = filter::check(command, Some(&record), seen_at)
        .and_then(|()| select(command, &record, seen_at));
    let operations = match selected {
        Ok(operations) => operations,
        Err(result) => return refusal(result, Some(&record)),
    };
    let record = renew(place, command, record, now);
    RecordReply {
        result: ResultCode::OK,
        generation: u32::from(record.generation),
        void_time: record.void_time,
        operations,
    }
}

/// The bins and expressions the command asks for; `now` is in milliseconds since the Aerospike epoch.
fn select(
    command: &RecordCommand<'_>,
    record: &Record,
    now: u64,
) -> Result<Vec<ReplyOperation>, ResultCode> {
    let info1 = command.header.info1;
    if info1 & info1::NO_BIN_DATA != 0 {
        return Ok(Vec::new());
    }
    if info1 & info1::GET_ALL != 0 {
        let bins = record.bins.iter();
        return Ok(bins
            .map(|bin| read_operation(&bin.name, &bin.value))
            .collect());
    }
    let mut selected = Replies::default();
    let mut work = Work::default();
    for operation in command.operations {
        match operation.code {
            op::READ => {
                if let Some(value) = record.bin(&operation.name) {
                    selected.push(read_operation(&operation.name, value))?;
                }
            }
            op::EXPRESSION_READ => {
                let subject = Subject::stored(command.digest, record, now);
                let value = expression::read(operation, &subject, &record.bins)?;
                selected.answer(operation, Told::from(value), responds_to_all(command))?;
            }
            op::CDT_READ => {
                let bin = record.bin(&operation.name);
                let told = collections::read(operation, bin, &mut work)?;
                selected.answer(operation, told, responds_to_all(command))?;
            }
            _ => return Err(ResultCode::PARAMETER),
        }
    }
    Ok(selected.into_operations())
}

/// One bin, as the reply to a read.
pub(super) fn read_operation(
    name: &Bytes,
    value: &crate::proto::value::Particle,
) -> ReplyOperation {
    ReplyOperation {
        code: op::READ,
        name: name.clone(),
        value: Some(value.clone()),
    }
}

/// Whether operations without a value are answered too.
pub(super) const fn responds_to_all(command: &RecordCommand<'_>) -> bool {
    command.header.info2 & info2::RESPOND_ALL_OPS != 0
}

/// Whether an operation reads all bins: a read without a bin name in a command that gets all.
pub(super) fn reads_all(command: &RecordCommand<'_>, operation: &Operation) -> bool {
    operation.code == op::READ
        && operation.name.is_empty()
        && command.header.info1 & info1::GET_ALL != 0
}

/// Moves the record's void time when the read is to renew it; the record as it is then.
fn renew(
    place: &Place<'_>,
    command: &RecordCommand<'_>,
    record: Arc<Record>,
    now: u32,
) -> Arc<Record> {
    let Some(settings) = place.settings() else {
        return record;
    };
    let set = place.set_settings(record.set.as_ref().map(|set| set.name()));
    let last_update = u32::try_from(record.last_update / 1000).unwrap_or(u32::MAX);
    let renewed = time_to_live::renewed_void_time(
        command.header.ttl,
        record.void_time,
        last_update,
        now,
        &settings,
        &set,
    );
    let Some(void_time) = renewed else {
        return record;
    };
    let mut partition = place.namespace.partition_of(&command.digest);
    let unchanged = partition
        .get(&command.digest)
        .is_some_and(|current| Arc::ptr_eq(current, &record));
    if !unchanged {
        return record;
    }
    let touched = Arc::new(Record {
        void_time,
        last_update: place.cluster.clock.update_time(),
        ..Record::clone(&record)
    });
    partition.insert(command.digest, &touched, place.namespace.usage());
    drop(partition);
    place.metrics().count(NamespaceCounter::ReadTouchSuccess);
    touched
}

//! Writes and deletes of one record.

use std::sync::Arc;

use bytes::Bytes;

use super::filter;
use super::operations::{self, Draft, REPLACE};
use super::record::{Place, RecordCommand, key_differs, refusal};
use super::time_to_live;
use crate::expression::Subject;
use crate::info::config::{NamespaceSettings, SetSettings};
use crate::info::counter::NamespaceCounter;
use crate::proto::ResultCode;
use crate::proto::flags::{field, info2, info3};
use crate::proto::reply::{RecordReply, ReplyOperation};
use crate::store::record::Record;
use crate::store::sets::{self, SetEntry};

/// Runs a write: puts, counters, texts, touches and their mixes with reads.
pub(super) fn execute(place: &Place<'_>, command: &RecordCommand<'_>) -> RecordReply {
    let prepared = operations::check(command).and_then(|()| Target::find(place, command));
    let target = match prepared {
        Ok(target) => target,
        Err(result) => return RecordReply::bare(result),
    };
    let mut partition = place.namespace.partition_of(&command.digest);
    let now = place.cluster.clock.void_time();
    let current = partition
        .get(&command.digest)
        .filter(|record| !record.is_expired(now))
        .cloned();
    let draft = match plan(place, command, &target, current.as_deref(), now) {
        Ok(draft) => draft,
        Err(result) => return refusal(result, current.as_deref()),
    };
    let usage = place.namespace.usage();
    if draft.record.bins.is_empty() {
        partition.remove(&command.digest, usage);
        drop(partition);
        place.metrics().count(NamespaceCounter::DeletedLastBin);
        return RecordReply {
            operations: draft.replies,
            ..RecordReply::bare(ResultCode::OK)
        };
    }
    let record = Arc::new(draft.record);
    partition.insert(command.digest, &record, usage);
    RecordReply {
        result: ResultCode::OK,
        generation: u32::from(record.generation),
        void_time: record.void_time,
        operations: draft.replies,
    }
}

/// Runs a delete.
pub(super) fn delete(place: &Place<'_>, command: &RecordCommand<'_>) -> RecordReply {
    if is_durable(command) {
        return RecordReply::bare(place.cluster.options.enterprise_refusal());
    }
    let mut partition = place.namespace.partition_of(&command.digest);
    let now = place.cluster.clock.void_time();
    let found = partition
        .get(&command.digest)
        .filter(|record| !record.is_expired(now));
    let result = match found {
        None => ResultCode::NOT_FOUND,
        Some(record) if generation_differs(command, Some(record)) => ResultCode::GENERATION,
        Some(record) if key_differs(command, record) => ResultCode::KEY_MISMATCH,
        Some(record) => {
            let seen_at = place.cluster.clock.update_time();
            match filter::check(command, Some(record), seen_at) {
                Ok(()) => {
                    partition.remove(&command.digest, place.namespace.usage());
                    ResultCode::OK
                }
                Err(result) => result,
            }
        }
    };
    RecordReply::bare(result)
}

/// Whether a delete is to leave a tombstone, which only the Enterprise edition can. A write asks for
/// it in vain unless it takes the record's last bin.
const fn is_durable(command: &RecordCommand<'_>) -> bool {
    command.header.info2 & info2::DURABLE_DELETE != 0
}

/// Where a write goes, found before the partition is locked.
pub(super) struct Target<'a> {
    pub(super) settings: NamespaceSettings,
    pub(super) set: Option<&'a str>,
    pub(super) set_settings: SetSettings,
}

impl<'a> Target<'a> {
    pub(super) fn find(place: &Place<'_>, command: &RecordCommand<'a>) -> Result<Self, ResultCode> {
        let settings = place.settings().ok_or(ResultCode::NAMESPACE_NOT_FOUND)?;
        let set = match command
            .fields
            .get(field::SET)
            .filter(|name| !name.is_empty())
        {
            Some(name) => Some(sets::name(name).ok_or(ResultCode::PARAMETER)?),
            None if settings.disallow_null_setname => return Err(ResultCode::PARAMETER),
            None => None,
        };
        Ok(Self {
            settings,
            set,
            set_settings: place.set_settings(set),
        })
    }

    /// The set a new record goes into, made when it is the set's first.
    pub(super) fn set_of_new(
        &self,
        place: &Place<'_>,
    ) -> Result<Option<Arc<SetEntry>>, ResultCode> {
        match self.set {
            Some(name) => {
                let set = place.namespace.sets().get_or_create(name);
                set.map(Some).ok_or(ResultCode::PARAMETER)
            }
            None => Ok(None),
        }
    }
}

/// The record to be, and what the operations read.
struct Planned {
    record: Record,
    replies: Vec<ReplyOperation>,
}

/// Checks every policy against the record that is there and applies the operations to it.
fn plan(
    place: &Place<'_>,
    command: &RecordCommand<'_>,
    target: &Target<'_>,
    current: Option<&Record>,
    now: u32,
) -> Result<Planned, ResultCode> {
    check_room(place, target)?;
    check_policies(command, current)?;
    let last_update = place.cluster.clock.update_time();
    filter::check(command, current, last_update)?;
    let replaces = command.header.info3 & REPLACE != 0;
    let bins = current
        .filter(|_| !replaces)
        .map_or_else(Vec::new, |record| record.bins.clone());
    let max_value = usize::try_from(target.settings.max_record_size).unwrap_or(usize::MAX);
    let void_time = time_to_live::void_time(
        command.header.ttl,
        current.map(|record| record.void_time),
        now,
        &target.settings,
        &target.set_settings,
    )?;
    let subject = subject(command, target, current, void_time, last_update);
    let Draft { bins, replies, .. } = operations::apply(command, bins, max_value, &subject)?;
    if bins.is_empty() {
        if current.is_none() {
            return Err(ResultCode::NOT_FOUND);
        }
        if is_durable(command) {
            return Err(place.cluster.options.enterprise_refusal());
        }
    }
    let record = Record {
        set: match current {
            Some(record) => record.set.clone(),
            None => target.set_of_new(place)?,
        },
        key: current.and_then(|record| record.key.clone()).or_else(|| {
            command
                .fields
                .get(field::KEY)
                .map(|key| Bytes::copy_from_slice(key))
        }),
        generation: next_generation(current),
        void_time,
        last_update,
        bins,
    };
    if record.size() as u64 > target.settings.max_record_size {
        return Err(ResultCode::RECORD_TOO_BIG);
    }
    Ok(Planned {
        record,
        replies: replies.into_operations(),
    })
}

/// What expressions see in a write: its own times, and the size and the key that are stored so far.
fn subject<'a>(
    command: &RecordCommand<'_>,
    target: &Target<'a>,
    current: Option<&'a Record>,
    void_time: u32,
    last_update: u64,
) -> Subject<'a> {
    let times = Subject {
        digest: command.digest,
        set: target.set.unwrap_or_default(),
        key: None,
        void_time,
        last_update,
        size: 0,
        now: last_update,
    };
    current.map_or(times, |record| Subject {
        void_time,
        last_update,
        ..Subject::stored(command.digest, record, last_update)
    })
}

/// Refuses the write when the namespace or the set has no room left on the node that serves it.
pub(super) fn check_room(place: &Place<'_>, target: &Target<'_>) -> Result<(), ResultCode> {
    let limit = u64::from(target.settings.stop_writes_used_pct);
    if place.namespace.is_full(place.node.index, limit) {
        return Err(ResultCode::OUT_OF_SPACE);
    }
    let Some(set) = target.set.and_then(|name| place.namespace.sets().get(name)) else {
        return Ok(());
    };
    let settings = &target.set_settings;
    let usage = set.usage(place.node.index);
    let reached = |limit: u64, used: u64| limit > 0 && used >= limit;
    if reached(settings.stop_writes_count, usage.objects())
        || reached(settings.stop_writes_size, usage.bytes())
    {
        return Err(ResultCode::FORBIDDEN);
    }
    Ok(())
}

fn check_policies(command: &RecordCommand<'_>, current: Option<&Record>) -> Result<(), ResultCode> {
    let header = command.header;
    if current.is_some() && header.info2 & info2::CREATE_ONLY != 0 {
        return Err(ResultCode::RECORD_EXISTS);
    }
    let must_exist = header.info3 & (info3::UPDATE_ONLY | info3::REPLACE_ONLY) != 0
        || !operations::can_create(command.operations);
    if current.is_none() && must_exist {
        return Err(ResultCode::NOT_FOUND);
    }
    if generation_differs(command, current) {
        return Err(ResultCode::GENERATION);
    }
    if current.is_some_and(|record| key_differs(command, record)) {
        return Err(ResultCode::KEY_MISMATCH);
    }
    Ok(())
}

/// Whether the command expects another generation; a missing record has generation 0.
fn generation_differs(command: &RecordCommand<'_>, current: Option<&Record>) -> bool {
    let header = command.header;
    let generation = current.map_or(0, |record| u32::from(record.generation));
    (header.info2 & info2::GENERATION != 0 && header.generation != generation)
        || (header.info2 & info2::GENERATION_GREATER != 0 && header.generation <= generation)
}

pub(super) fn next_generation(current: Option<&Record>) -> u16 {
    match current.map(|record| record.generation) {
        None | Some(u16::MAX) => 1,
        Some(generation) => generation + 1,
    }
}

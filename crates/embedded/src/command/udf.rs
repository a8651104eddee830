//! Functions on one record.

use std::sync::Arc;

use acm_lua::{Bins, Draft, Facts, Refusal, Value};
use bytes::Bytes;

use super::filter;
use super::record::{Place, RecordCommand, key_differs, refusal};
use super::time_to_live;
use super::write::{Target, check_room, next_generation};
use crate::proto::ResultCode;
use crate::proto::flags::{field, info3, op, ttl};
use crate::proto::reply::{RecordReply, ReplyOperation};
use crate::proto::value::Particle;
use crate::store::record::{Bin, Record};
use crate::udf::{self, Call, Scope};

/// How often a function is run again because the record changed under it.
const MAX_ATTEMPTS: usize = 16;
/// What a server says when the module of a call is not there.
const NO_MODULE: &str = "UDF: Execution Error 1";

/// Calls a function on a record. It works on a copy, while no lock is held; when the record is
/// another afterwards, the function runs again.
pub(super) fn execute(place: &Place<'_>, command: &RecordCommand<'_>) -> RecordReply {
    let prepared = Call::read(command.fields, Scope::Record).and_then(|call| {
        let call = call.ok_or(ResultCode::PARAMETER)?;
        Ok((call, Target::find(place, command)?))
    });
    let (call, target) = match prepared {
        Ok(prepared) => prepared,
        Err(result) => return RecordReply::bare(result),
    };
    udf::blocking(|| {
        for _ in 0..MAX_ATTEMPTS {
            if let Some(reply) = attempt(place, command, &call, &target) {
                return reply;
            }
        }
        RecordReply::bare(ResultCode::KEY_BUSY)
    })
}

/// The reply, unless the record changed meanwhile.
fn attempt(
    place: &Place<'_>,
    command: &RecordCommand<'_>,
    call: &Call,
    target: &Target<'_>,
) -> Option<RecordReply> {
    let found = current(place, command);
    if let Err(result) = admitted(place, command, found.as_deref()) {
        return Some(refusal(result, found.as_deref()));
    }
    let mut work = Work {
        place,
        command,
        target,
        record: found.as_deref().cloned(),
        is_changed: false,
    };
    let module = place.cluster.modules.find(place.node.index, &call.file());
    let result = match &module {
        Some(module) => module
            .run(|sandbox| sandbox.call_on_record(&call.function, &mut work, &call.arguments))
            .map_err(|error| udf::failure(&call.file(), &error)),
        None => Err(NO_MODULE.to_owned()),
    };
    let (record, is_changed) = (work.record, work.is_changed);
    let record = if is_changed {
        match commit(place, command, target, found.as_ref(), record)? {
            Ok(record) => record,
            Err(result) => return Some(RecordReply::bare(result)),
        }
    } else {
        found
    };
    Some(reply(result, record.as_deref()))
}

fn current(place: &Place<'_>, command: &RecordCommand<'_>) -> Option<Arc<Record>> {
    let now = place.cluster.clock.void_time();
    let partition = place.namespace.partition_of(&command.digest);
    let found = partition.get(&command.digest);
    found.filter(|record| !record.is_expired(now)).cloned()
}

fn admitted(
    place: &Place<'_>,
    command: &RecordCommand<'_>,
    record: Option<&Record>,
) -> Result<(), ResultCode> {
    if record.is_none() && command.header.info3 & info3::UPDATE_ONLY != 0 {
        return Err(ResultCode::NOT_FOUND);
    }
    if record.is_some_and(|record| key_differs(command, record)) {
        return Err(ResultCode::KEY_MISMATCH);
    }
    filter::check(command, record, place.cluster.clock.update_time())
}

/// Puts what the function made in place of the record; `None` when that is another by now.
fn commit(
    place: &Place<'_>,
    command: &RecordCommand<'_>,
    target: &Target<'_>,
    found: Option<&Arc<Record>>,
    record: Option<Record>,
) -> Option<Result<Option<Arc<Record>>, ResultCode>> {
    let record = record.filter(|record| !record.bins.is_empty());
    let set = match (found, &record) {
        (None, Some(_)) => target.set_of_new(place),
        _ => Ok(None),
    };
    let set = match set {
        Ok(set) => set,
        Err(result) => return Some(Err(result)),
    };
    let record = record.map(|mut record| {
        record.set = record.set.or(set);
        Arc::new(record)
    });
    let now = place.cluster.clock.void_time();
    let mut partition = place.namespace.partition_of(&command.digest);
    let stored = partition.get(&command.digest);
    let stored = stored.filter(|record| !record.is_expired(now));
    let is_same = match (found, stored) {
        (Some(found), Some(stored)) => Arc::ptr_eq(found, stored),
        (None, None) => true,
        _ => false,
    };
    if !is_same {
        return None;
    }
    match &record {
        Some(record) => partition.insert(command.digest, record, place.namespace.usage()),
        None => partition.remove(&command.digest, place.namespace.usage()),
    }
    Some(Ok(record))
}

fn reply(result: Result<Value, String>, record: Option<&Record>) -> RecordReply {
    let left = result.and_then(|value| {
        udf::leave(value).map_err(|_| "the result is nested too deeply".to_owned())
    });
    let (code, name, value) = match left {
        Ok(value) => (ResultCode::OK, "SUCCESS", value),
        Err(text) => {
            let value = Particle::string(&text);
            (ResultCode::UDF_EXECUTION, "FAILURE", Some(value))
        }
    };
    let mut reply = refusal(code, record);
    reply.operations.push(ReplyOperation {
        code: op::READ,
        name: Bytes::from_static(name.as_bytes()),
        value,
    });
    reply
}

/// What is known of a record beside its bins.
pub(super) fn facts(record: &Record, digest: &[u8], now: u32) -> Facts {
    Facts {
        exists: true,
        set: record.set.as_ref().map(|set| set.name().to_owned()),
        key: record.key.as_ref().and_then(key),
        digest: digest.to_vec(),
        generation: record.generation.into(),
        ttl: match record.void_time {
            0 => -1,
            void_time => i64::from(void_time) - i64::from(now),
        },
        last_update_time: i64::try_from(record.last_update).unwrap_or(i64::MAX),
        size: i64::try_from(record.size()).unwrap_or(i64::MAX),
    }
}

/// A stored key, after its leading type.
fn key(stored: &Bytes) -> Option<Value> {
    let (&kind, _) = stored.split_first()?;
    let particle = Particle::from_wire(kind, &stored.slice(1..)).ok()??;
    Some(udf::enter(&particle))
}

/// The bins of a record that has text for their names.
pub(super) fn bins(record: &Record) -> Bins {
    let bins = record.bins.iter();
    bins.filter_map(|bin| {
        let name = std::str::from_utf8(&bin.name).ok()?;
        Some((name.to_owned(), udf::enter(&bin.value)))
    })
    .collect()
}

/// A record while a function works on it.
struct Work<'a> {
    place: &'a Place<'a>,
    command: &'a RecordCommand<'a>,
    target: &'a Target<'a>,
    /// As the function left it last.
    record: Option<Record>,
    is_changed: bool,
}

impl Work<'_> {
    fn write(&mut self, draft: Draft) -> Result<(), ResultCode> {
        check_room(self.place, self.target)?;
        let previous = self.record.as_ref();
        let mut bins = previous.map_or_else(Vec::new, |record| record.bins.clone());
        for (name, value) in draft.bins {
            let value = udf::leave(value)?;
            let place = bins.iter().position(|bin| bin.name == name);
            match (place, value) {
                (Some(index), Some(value)) => bins[index].value = value,
                (Some(index), None) => drop(bins.remove(index)),
                (None, Some(value)) => bins.push(Bin {
                    name: name.into(),
                    value,
                }),
                (None, None) => {}
            }
        }
        let key = previous.map_or_else(
            || self.command.fields.get(field::KEY).cloned(),
            |record| record.key.clone(),
        );
        let record = Record {
            set: previous.and_then(|record| record.set.clone()),
            key: key.filter(|_| !draft.drop_key),
            generation: next_generation(previous),
            void_time: time_to_live::void_time(
                time_to_live_word(draft.ttl)?,
                previous.map(|record| record.void_time),
                self.place.cluster.clock.void_time(),
                &self.target.settings,
                &self.target.set_settings,
            )?,
            last_update: self.place.cluster.clock.update_time(),
            bins,
        };
        if record.size() as u64 > self.target.settings.max_record_size {
            return Err(ResultCode::RECORD_TOO_BIG);
        }
        self.record = Some(record);
        self.is_changed = true;
        Ok(())
    }
}

/// The time-to-live word of a write.
fn time_to_live_word(seconds: Option<i64>) -> Result<u32, ResultCode> {
    match seconds {
        None => Ok(ttl::NAMESPACE_DEFAULT),
        Some(-1) => Ok(ttl::NEVER),
        Some(-2) => Ok(ttl::KEEP),
        Some(seconds) => u32::try_from(seconds).map_err(|_| ResultCode::PARAMETER),
    }
}

/// What a module is told when the record was not there, or was there already.
const OUT_OF_PLACE: Refusal = Refusal(1);

/// Other refusals are the number of the result, less than 0.
fn refused(result: ResultCode) -> Refusal {
    Refusal(-i64::from(result.number()))
}

impl acm_lua::Record for Work<'_> {
    fn facts(&self) -> Facts {
        let now = self.place.cluster.clock.void_time();
        let set = self.target.set.map(str::to_owned);
        match &self.record {
            Some(record) => {
                let facts = facts(record, &self.command.digest.0, now);
                Facts {
                    set: facts.set.or(set),
                    ..facts
                }
            }
            None => Facts {
                set,
                digest: self.command.digest.0.to_vec(),
                ..Facts::default()
            },
        }
    }

    fn bins(&self) -> Bins {
        self.record.as_ref().map_or_else(Bins::new, bins)
    }

    fn create(&mut self, draft: Draft) -> Result<(), Refusal> {
        if self.record.is_some() {
            return Err(OUT_OF_PLACE);
        }
        self.write(draft).map_err(refused)
    }

    fn update(&mut self, draft: Draft) -> Result<(), Refusal> {
        if self.record.is_none() {
            return Err(OUT_OF_PLACE);
        }
        self.write(draft).map_err(refused)
    }

    fn remove(&mut self) -> Result<(), Refusal> {
        if self.record.take().is_none() {
            return Err(OUT_OF_PLACE);
        }
        self.is_changed = true;
        Ok(())
    }
}

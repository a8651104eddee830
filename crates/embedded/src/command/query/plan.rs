//! What a query asks for, read out of its message.

use std::time::Duration;

use bytes::Bytes;

use super::selection::Selection;
use crate::index::Entry;
use crate::proto::ResultCode;
use crate::proto::flags::{field, info1, info2, op};
use crate::proto::message::{Digest, Fields, Message, PARTITIONS};
use crate::store::namespace::Namespace;
use crate::udf::{Call, Scope};

/// Length of a digest in a list of digests.
const DIGEST_BYTES: usize = 20;
/// Length of the number of an index entry.
const NUMBER_BYTES: usize = 8;

/// Partitions in order of id, each with the entry to start after. Only indexes have numbers.
type Starts = Vec<(u16, Option<Entry>)>;

/// What a query asks for.
pub(super) struct Plan {
    pub(super) partitions: Starts,
    pub(super) requested_digests: u64,
    pub(super) selection: Selection,
    pub(super) max_records: u64,
    pub(super) records_per_second: u32,
    pub(super) socket_timeout: Duration,
    pub(super) id: u64,
    /// The function that works on what it finds.
    pub(super) call: Option<Call>,
    pub(super) without_bins: bool,
    pub(super) short: bool,
    /// Bins to send; empty for all.
    pub(super) bins: Vec<Bytes>,
}

impl Plan {
    /// Reads what a query wants out of its message.
    ///
    /// # Errors
    ///
    /// The result code the query is refused with.
    pub(super) fn read(message: &Message, namespace: &Namespace) -> Result<Self, ResultCode> {
        let fields = &message.fields;
        let header = &message.header;
        if header.info2 & info2::WRITE != 0 || header.info1 & info1::READ == 0 {
            return Err(ResultCode::PARAMETER);
        }
        if message
            .operations
            .iter()
            .any(|operation| operation.code != op::READ)
        {
            return Err(ResultCode::PARAMETER);
        }
        let (partitions, requested_digests) = partitions(fields)?;
        let selection = Selection::read(fields, namespace)?;
        let max_records = number(fields, field::MAX_RECORDS, u64::from_be_bytes)?.unwrap_or(0);
        let timeout = number(fields, field::SOCKET_TIMEOUT, u32::from_be_bytes)?.unwrap_or(0);
        Ok(Self {
            partitions,
            requested_digests,
            selection,
            max_records: if max_records == 0 {
                u64::MAX
            } else {
                max_records
            },
            records_per_second: number(fields, field::RECORDS_PER_SECOND, u32::from_be_bytes)?
                .unwrap_or(0),
            socket_timeout: Duration::from_millis(u64::from(timeout)),
            id: number(fields, field::QUERY_ID, u64::from_be_bytes)?.unwrap_or(0),
            call: Call::read(fields, Scope::Stream)?,
            without_bins: header.info1 & info1::NO_BIN_DATA != 0,
            short: header.info1 & info1::SHORT_QUERY != 0,
            bins: message
                .operations
                .iter()
                .map(|operation| operation.name.clone())
                .collect(),
        })
    }
}

/// The partitions to send, in order, and how many of them continue after a record.
fn partitions(fields: &Fields) -> Result<(Starts, u64), ResultCode> {
    let mut starts: Vec<Option<Option<Entry>>> = vec![None; usize::from(PARTITIONS)];
    let mut place = |partition: u16, after: Option<Entry>| {
        let slot = starts
            .get_mut(usize::from(partition))
            .ok_or(ResultCode::PARAMETER)?;
        if slot.replace(after).is_some() {
            return Err(ResultCode::PARAMETER);
        }
        Ok(())
    };
    let (ids, rest) = fields
        .get(field::PARTITIONS)
        .map_or((&[][..], &[][..]), |ids| ids.as_chunks());
    if !rest.is_empty() {
        return Err(ResultCode::PARAMETER);
    }
    for &id in ids {
        place(u16::from_le_bytes(id), None)?;
    }
    let (digests, rest) = fields
        .get(field::DIGESTS)
        .map_or((&[][..], &[][..]), |digests| {
            digests.as_chunks::<DIGEST_BYTES>()
        });
    if !rest.is_empty() {
        return Err(ResultCode::PARAMETER);
    }
    let (numbers, rest) = fields
        .get(field::INDEX_NUMBERS)
        .map_or((&[][..], &[][..]), |numbers| {
            numbers.as_chunks::<NUMBER_BYTES>()
        });
    let has_all = numbers.is_empty() || numbers.len() == digests.len();
    if !rest.is_empty() || !has_all {
        return Err(ResultCode::PARAMETER);
    }
    let mut numbers = numbers.iter().map(|&number| i64::from_le_bytes(number));
    for &digest in digests {
        let digest = Digest(digest);
        let number = numbers.next().unwrap_or_default();
        place(digest.partition(), Some((number, digest)))?;
    }
    let partitions = (0..PARTITIONS)
        .zip(starts)
        .filter_map(|(partition, start)| Some((partition, start?)))
        .collect();
    Ok((partitions, digests.len() as u64))
}

/// A field that holds one big-endian number.
pub(super) fn number<const N: usize, T>(
    fields: &Fields,
    kind: u8,
    parse: fn([u8; N]) -> T,
) -> Result<Option<T>, ResultCode> {
    let Some(value) = fields.get(kind) else {
        return Ok(None);
    };
    let bytes = <[u8; N]>::try_from(value.as_ref()).map_err(|_| ResultCode::PARAMETER)?;
    Ok(Some(parse(bytes)))
}

//! What the server knows about a record besides its bins.

use super::Digest;

/// What the server knows about a record besides its bins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordMeta {
    /// The record's address within its namespace.
    pub digest: Digest,
    /// How often the record was written; starts again at 1 after 65,535.
    pub generation: u32,
    /// How long it still lives.
    pub ttl: RecordTtl,
    /// When it was last written, in nanoseconds since 1970-01-01 UTC; `None` when it was not asked
    /// for, or the server cannot tell.
    pub last_update: Option<u64>,
}

/// How long a record still lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordTtl {
    /// Until it is deleted.
    Never,
    /// It is gone after so many seconds, by this machine's clock; at least 1.
    Seconds(u64),
}

impl RecordMeta {
    pub(super) fn of(digest: Digest, record: &aerospike::Record) -> Self {
        let ttl = record
            .time_to_live()
            .map_or(RecordTtl::Never, |left| RecordTtl::Seconds(left.as_secs()));
        Self {
            digest,
            generation: record.generation,
            ttl,
            last_update: None,
        }
    }
}

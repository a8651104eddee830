//! Records: read, write, touch and delete one or many.

mod batch;
mod form;
mod key;
mod meta;
mod read;
mod write;

pub use batch::{Change, Write};
pub use form::{RecordForm, RecordText};
pub use key::{Digest, Key, MAX_KEY_BYTES, PARTITIONS, UserKey};
pub use meta::{RecordMeta, RecordTtl};
pub use read::{MAX_BATCH_BYTES, MAX_BATCH_KEYS, Projection, ReadOptions};
pub use write::{MAX_TTL_SECONDS, PutOptions, PutRule, Ttl};

use crate::value::Value;

/// A record as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The key: as asked for, or, from a scan, the digest with the user key if that is stored.
    pub key: Key,
    /// Bins in the server's order; empty when only the header was asked for.
    pub bins: Vec<(String, Value)>,
    /// What the server knows about the record.
    pub meta: RecordMeta,
}

impl Record {
    pub(crate) fn new(key: Key, record: aerospike::Record) -> Self {
        let meta = RecordMeta::of(key.digest(), &record);
        let bins = record
            .bins
            .into_iter()
            .map(|(name, value)| (name, value.into()))
            .collect();
        Self { key, bins, meta }
    }
}

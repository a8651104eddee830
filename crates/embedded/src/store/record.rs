//! A record and its bins.

use std::sync::Arc;

use bytes::Bytes;

use super::sets::SetEntry;
use crate::proto::value::Particle;

/// Bytes a stored record takes beyond its bins, key and set name. An estimate of what a server's
/// storage adds.
const RECORD_OVERHEAD: usize = 40;
/// Bytes a bin takes beyond its name and value.
const BIN_OVERHEAD: usize = 2;
/// Stored records start at multiples of this many bytes.
const ALIGNMENT: usize = 16;

/// A bin: its name and a value that is not null.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bin {
    pub(crate) name: Bytes,
    pub(crate) value: Particle,
}

/// A record. Immutable: a write makes a new one, which all copies of the partition share.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    pub(crate) set: Option<Arc<SetEntry>>,
    /// The client's own key with its leading type byte, when it was sent.
    pub(crate) key: Option<Bytes>,
    /// 1 to 65535, then 1 again.
    pub(crate) generation: u16,
    /// When it expires, in seconds since the Aerospike epoch; 0 is never.
    pub(crate) void_time: u32,
    /// When it was last written, in milliseconds since the Aerospike epoch.
    pub(crate) last_update: u64,
    /// In order of first writing; names are unique.
    pub(crate) bins: Vec<Bin>,
}

impl Record {
    /// Whether the record has expired at `now`, in seconds since the Aerospike epoch.
    pub(crate) const fn is_expired(&self, now: u32) -> bool {
        self.void_time != 0 && self.void_time < now
    }

    /// The value of a bin.
    pub(crate) fn bin(&self, name: &[u8]) -> Option<&Particle> {
        self.bins
            .iter()
            .find(|bin| bin.name == name)
            .map(|bin| &bin.value)
    }

    /// Bytes the record takes in storage.
    pub(crate) fn size(&self) -> usize {
        let bins: usize = self
            .bins
            .iter()
            .map(|bin| BIN_OVERHEAD + bin.name.len() + bin.value.data().len())
            .sum();
        let key = self.key.as_ref().map_or(0, Bytes::len);
        let set = self.set.as_ref().map_or(0, |set| set.name().len());
        (RECORD_OVERHEAD + key + set + bins).next_multiple_of(ALIGNMENT)
    }
}

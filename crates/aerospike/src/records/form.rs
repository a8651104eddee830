//! The forms in which records that are found are kept from the moment they arrive.

use super::{Key, Record, RecordMeta};
use crate::value::{bins_to_json_text, driver_bins_to_json_text};

/// A record for readers: its bins are JSON text, written where the record arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordText {
    /// The key: as asked for, or the digest with the user key if that is stored.
    pub key: Key,
    /// The JSON object of its bins, in the server's order; `{}` when only the header was asked for.
    pub bins: String,
    /// What the server knows about the record.
    pub meta: RecordMeta,
}

impl From<Record> for RecordText {
    fn from(record: Record) -> Self {
        let Record { key, bins, meta } = record;
        Self {
            key,
            bins: bins_to_json_text(&bins),
            meta,
        }
    }
}

/// What a found record can be kept as: [`Record`], or [`RecordText`].
pub trait RecordForm: sealed::Arrives {}

impl RecordForm for Record {}
impl RecordForm for RecordText {}

/// What only this crate does with a form.
pub(crate) mod sealed {
    use super::{Key, Record, RecordMeta, RecordText, driver_bins_to_json_text};
    use crate::value::Value;

    pub trait Arrives: Sized + Send + Sync + 'static {
        /// Keeps what the driver brought.
        fn arrive(key: Key, record: aerospike::Record) -> Self;

        fn key(&self) -> &Key;

        /// Roughly how many bytes it takes in memory.
        fn memory_bytes(&self) -> usize;
    }

    impl Arrives for Record {
        fn arrive(key: Key, record: aerospike::Record) -> Self {
            Self::new(key, record)
        }

        fn key(&self) -> &Key {
            &self.key
        }

        fn memory_bytes(&self) -> usize {
            let bins = self.bins.iter().map(|(name, value)| {
                size_of::<(String, Value)>() + name.len() + value.heap_bytes()
            });
            size_of::<Self>() + bins.sum::<usize>()
        }
    }

    impl Arrives for RecordText {
        fn arrive(key: Key, record: aerospike::Record) -> Self {
            Self {
                meta: RecordMeta::of(key.digest(), &record),
                bins: driver_bins_to_json_text(&record.bins),
                key,
            }
        }

        fn key(&self) -> &Key {
            &self.key
        }

        fn memory_bytes(&self) -> usize {
            size_of::<Self>() + self.bins.capacity()
        }
    }
}

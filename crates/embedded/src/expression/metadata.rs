//! What a server knows about a record besides its bins.

use std::num::NonZeroI32;

use bytes::Bytes;

use super::types::Type;
use super::value::Value;
use crate::clock;
use crate::proto::message::Digest;
use crate::proto::value::Particle;
use crate::store::record::Record;

/// What servers tell in place of the expiry of a record that has none.
const NEVER: i64 = -1;

/// One thing a server knows about a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Metadata {
    DigestModulo(NonZeroI32),
    DeviceSize,
    LastUpdate,
    SinceUpdate,
    VoidTime,
    TimeToLive,
    SetName,
    KeyExists,
    IsTombstone,
    MemorySize,
    RecordSize,
}

impl Metadata {
    pub(super) const fn kind(self) -> Type {
        match self {
            Self::SetName => Type::String,
            Self::KeyExists | Self::IsTombstone => Type::Boolean,
            _ => Type::Integer,
        }
    }
}

/// What an expression can see of a record, besides its bins.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Subject<'a> {
    pub(crate) digest: Digest,
    /// The name of its set; empty without one.
    pub(crate) set: &'a str,
    /// The client's own key with its leading type byte, when it is stored.
    pub(crate) key: Option<&'a Bytes>,
    /// When it expires, in seconds since the Aerospike epoch; 0 is never.
    pub(crate) void_time: u32,
    /// When it was last written, in milliseconds since the Aerospike epoch.
    pub(crate) last_update: u64,
    /// Bytes it takes in storage; 0 when it is not stored yet.
    pub(crate) size: usize,
    /// The present, in milliseconds since the Aerospike epoch.
    pub(crate) now: u64,
}

impl<'a> Subject<'a> {
    /// A stored record, seen at `now`.
    pub(crate) fn stored(digest: Digest, record: &'a Record, now: u64) -> Self {
        Self {
            digest,
            set: record.set.as_ref().map_or("", |set| set.name()),
            key: record.key.as_ref(),
            void_time: record.void_time,
            last_update: record.last_update,
            size: record.size(),
            now,
        }
    }

    /// The client's own key, when it is stored and has this type.
    pub(super) fn key(&self, kind: Type) -> Option<Value> {
        let key = self.key?;
        if *key.first()? != kind.particle() {
            return None;
        }
        let particle = Particle::from_wire(kind.particle(), &key.slice(1..));
        Value::of(&particle.ok()??)
    }

    pub(super) fn metadata(&self, asked: Metadata) -> Value {
        Value::Integer(match asked {
            Metadata::DigestModulo(modulus) => {
                // The last four bytes of the digest, little-endian.
                let [.., a, b, c, d] = self.digest.0;
                i64::from(u32::from_le_bytes([a, b, c, d])) % i64::from(modulus.get())
            }
            // Every namespace keeps its records in memory: none is on a device.
            Metadata::DeviceSize => 0,
            Metadata::MemorySize | Metadata::RecordSize => {
                i64::try_from(self.size).unwrap_or(i64::MAX)
            }
            Metadata::LastUpdate => clock::unix_nanos(self.last_update),
            Metadata::SinceUpdate => {
                let millis = self.now.saturating_sub(self.last_update);
                i64::try_from(millis).unwrap_or(i64::MAX)
            }
            Metadata::VoidTime | Metadata::TimeToLive if self.void_time == 0 => NEVER,
            Metadata::VoidTime => clock::unix_nanos(u64::from(self.void_time) * 1000),
            Metadata::TimeToLive => {
                let left = u64::from(self.void_time).saturating_sub(self.now / 1000);
                i64::try_from(left).unwrap_or(i64::MAX)
            }
            Metadata::SetName => {
                let name = Bytes::copy_from_slice(self.set.as_bytes());
                return Value::Bytes(Type::String, name);
            }
            Metadata::KeyExists => return Value::Boolean(self.key.is_some()),
            // This edition keeps no tombstones.
            Metadata::IsTombstone => return Value::Boolean(false),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Metadata, Subject};
    use crate::expression::Value;
    use crate::proto::message::Digest;

    /// Written at the Aerospike epoch, never expiring, seen in the same moment.
    const FIRST: Subject<'static> = Subject {
        digest: Digest([0; 20]),
        set: "",
        key: None,
        void_time: 0,
        last_update: 0,
        size: 0,
        now: 0,
    };

    #[track_caller]
    fn check(asked: Metadata, subject: &Subject<'_>, expected: i64) {
        assert_eq!(subject.metadata(asked), Value::Integer(expected));
    }

    #[test]
    fn times_are_told_in_the_units_of_the_protocol() {
        check(Metadata::LastUpdate, &FIRST, 1_262_304_000_000_000_000);
        let written = Subject {
            last_update: 533_070_295_123,
            void_time: 533_070_355,
            now: 533_070_296_000,
            ..FIRST
        };
        check(Metadata::LastUpdate, &written, 1_795_374_295_123_000_000);
        check(Metadata::SinceUpdate, &written, 877);
        check(Metadata::VoidTime, &written, 1_795_374_355_000_000_000);
        check(Metadata::TimeToLive, &written, 59);
    }

    #[test]
    fn a_record_that_never_expires_has_minus_one_for_times() {
        check(Metadata::VoidTime, &FIRST, -1);
        check(Metadata::TimeToLive, &FIRST, -1);
    }

    #[test]
    fn times_behind_or_beyond_the_clock_stay_in_range() {
        let behind = Subject {
            last_update: 10_000,
            void_time: 5,
            now: 9_000,
            ..FIRST
        };
        check(Metadata::SinceUpdate, &behind, 0);
        check(Metadata::TimeToLive, &behind, 0);
        let beyond = Subject {
            last_update: u64::MAX,
            ..FIRST
        };
        check(Metadata::LastUpdate, &beyond, i64::MAX);
    }

    proptest! {
        #[test]
        fn a_digest_modulo_is_smaller_than_its_modulus(
            digest in any::<[u8; 20]>(),
            modulus in any::<std::num::NonZeroI32>(),
        ) {
            let subject = Subject { digest: Digest(digest), ..FIRST };
            let Value::Integer(number) = subject.metadata(Metadata::DigestModulo(modulus)) else {
                return Err(TestCaseError::fail("not a number"));
            };
            prop_assert!((0..i64::from(modulus.get()).abs()).contains(&number));
        }
    }
}

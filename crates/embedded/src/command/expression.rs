//! Expression reads: what an expression yields for a record, told under a name that is no bin.

use crate::clock;
use crate::proto::ResultCode;
use crate::proto::expression::{self, Expression, Metadata};
use crate::proto::message::{Digest, Operation};
use crate::proto::value::{Particle, particle};
use crate::store::record::{Bin, Record};

/// What servers tell in place of the expiry of a record that has none.
const NEVER: i64 = -1;

/// What an expression can see of a record, besides its bins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) digest: Digest,
    /// The name of its set; empty without one.
    pub(super) set: &'a str,
    /// Whether the client's own key is stored with it.
    pub(super) has_key: bool,
    /// When it expires, in seconds since the Aerospike epoch; 0 is never.
    pub(super) void_time: u32,
    /// When it was last written, in milliseconds since the Aerospike epoch.
    pub(super) last_update: u64,
    /// Bytes it takes in storage; 0 when it is not stored yet.
    pub(super) size: usize,
    /// The present, in milliseconds since the Aerospike epoch.
    pub(super) now: u64,
}

impl<'a> Subject<'a> {
    /// A stored record, seen at `now`.
    pub(super) fn stored(digest: Digest, record: &'a Record, now: u64) -> Self {
        Self {
            digest,
            set: record.set.as_ref().map_or("", |set| set.name()),
            has_key: record.key.is_some(),
            void_time: record.void_time,
            last_update: record.last_update,
            size: record.size(),
            now,
        }
    }

    fn metadata(&self, asked: Metadata) -> Particle {
        Particle::integer(match asked {
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
            Metadata::SetName => return Particle::string(self.set),
            Metadata::KeyExists => return Particle::boolean(self.has_key),
            // This edition keeps no tombstones.
            Metadata::IsTombstone => return Particle::boolean(false),
        })
    }
}

/// Evaluates the expression of an operation for a record with these bins; `None` is null.
///
/// # Errors
///
/// `PARAMETER` for what is not an expression, or not one that is evaluated here; `NOT_APPLICABLE`
/// for one without a result for this record, unless its flags allow that.
pub(super) fn read(
    operation: &Operation,
    subject: &Subject<'_>,
    bins: &[Bin],
) -> Result<Option<Particle>, ResultCode> {
    if operation.kind != particle::BLOB {
        return Err(ResultCode::PARAMETER);
    }
    let asked = expression::decode(&operation.value).map_err(|_| ResultCode::PARAMETER)?;
    let result = match asked.expression {
        Expression::Value(value) => return Ok(value),
        Expression::Metadata(metadata) => Some(subject.metadata(metadata)),
        Expression::Bin { kind, name } => bins
            .iter()
            .find(|bin| bin.name == name && bin.value.kind() == kind)
            .map(|bin| bin.value.clone()),
        Expression::Unknown => None,
    };
    if result.is_none() && !asked.no_fail {
        return Err(ResultCode::NOT_APPLICABLE);
    }
    Ok(result)
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::{Subject, read};
    use crate::proto::ResultCode;
    use crate::proto::flags::op;
    use crate::proto::message::{Digest, Operation};
    use crate::proto::value::{Particle, particle};
    use crate::store::record::Bin;

    /// Written at the Aerospike epoch, never expiring, seen in the same moment.
    const FIRST: Subject<'static> = Subject {
        digest: Digest([0; 20]),
        set: "",
        has_key: false,
        void_time: 0,
        last_update: 0,
        size: 0,
        now: 0,
    };

    fn ask(value: Vec<u8>, subject: &Subject<'_>) -> Result<Option<Particle>, ResultCode> {
        let operation = Operation {
            code: op::EXPRESSION_READ,
            kind: particle::BLOB,
            name: Bytes::from_static(b"r"),
            value: value.into(),
        };
        let bin = Bin {
            name: Bytes::from_static(b"n"),
            value: Particle::integer(1),
        };
        read(&operation, subject, &[bin])
    }

    #[track_caller]
    fn check(code: u8, subject: &Subject<'_>, expected: i64) {
        let answer = ask(vec![0x92, 0x91, code, 0], subject);
        assert_eq!(answer, Ok(Some(Particle::integer(expected))), "{code}");
    }

    #[test]
    fn times_are_told_in_the_units_of_the_protocol() {
        check(66, &FIRST, 1_262_304_000_000_000_000);
        let written = Subject {
            last_update: 533_070_295_123,
            void_time: 533_070_355,
            now: 533_070_296_000,
            ..FIRST
        };
        check(66, &written, 1_795_374_295_123_000_000);
        check(67, &written, 877);
        check(68, &written, 1_795_374_355_000_000_000);
        check(69, &written, 59);
    }

    #[test]
    fn a_record_that_never_expires_has_minus_one_for_times() {
        check(68, &FIRST, -1);
        check(69, &FIRST, -1);
    }

    #[test]
    fn times_behind_or_beyond_the_clock_stay_in_range() {
        let behind = Subject {
            last_update: 10_000,
            void_time: 5,
            now: 9_000,
            ..FIRST
        };
        check(67, &behind, 0);
        check(69, &behind, 0);
        let beyond = Subject {
            last_update: u64::MAX,
            ..FIRST
        };
        check(66, &beyond, i64::MAX);
    }

    prop_compose! {
        fn subject()(
            digest in any::<[u8; 20]>(),
            void_time in any::<u32>(),
            (last_update, now) in any::<(u64, u64)>(),
            size in any::<usize>(),
        ) -> Subject<'static> {
            Subject { digest: Digest(digest), void_time, last_update, now, size, ..FIRST }
        }
    }

    proptest! {
        #[test]
        fn random_bytes_never_panic(subject in subject(), bytes in vec(any::<u8>(), 0..64)) {
            let _ = ask(bytes, &subject);
        }

        #[test]
        fn random_operations_never_panic(
            subject in subject(),
            code in 0..0x80_u8,
            arguments in vec(any::<u8>(), 0..12),
            no_fail in any::<bool>(),
        ) {
            let list = 0x91 + arguments.len() as u8;
            let flags = if no_fail { 0x10 } else { 0 };
            let _ = ask([&[0x92, list, code][..], &arguments, &[flags]].concat(), &subject);
        }

        #[test]
        fn a_digest_modulo_is_smaller_than_its_modulus(
            subject in subject(),
            modulus in any::<i32>().prop_filter("not zero", |modulus| *modulus != 0),
        ) {
            let value = [&[0x92, 0x92, 64, 0xd2][..], &modulus.to_be_bytes(), &[0]].concat();
            let answer = ask(value, &subject).ok().flatten();
            let number = answer.and_then(|value| <[u8; 8]>::try_from(value.data()).ok());
            let number = number.map(i64::from_be_bytes);
            prop_assert!(
                number.is_some_and(|number| (0..i64::from(modulus).abs()).contains(&number))
            );
        }
    }
}

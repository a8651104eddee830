//! What callers send.

use acm_aerospike::{
    UserKey,
    records::{MAX_TTL_SECONDS, PutRule, Ttl},
};
use acm_graph::scalars::{BinName, Bytes, Digest, Int64, NamespaceName, SetName};
use async_graphql::{Enum, ID, InputObject, OneofObject};

use super::bins::Bins;
use crate::{
    error::{Error, Result},
    service::records::{Address, KeyIdentity},
};

/// What identifies a record in its set. Exactly one: the type is never guessed.
#[derive(Clone, Debug, OneofObject)]
pub(crate) enum UserKeyInput {
    /// A 64-bit integer.
    Int(Int64),
    /// Text, 1 to 1,024 bytes.
    String(String),
    /// Bytes, 1 to 1,024.
    Bytes(Bytes),
    /// The record's digest, where its user key is not known.
    Digest(Digest),
}

/// Which record.
#[derive(Clone, Debug, InputObject)]
pub(crate) struct RecordKeyInput {
    /// Its namespace.
    pub namespace: NamespaceName,
    /// Its set; absent or null for a record without one. A digest finds its record whatever the set, and
    /// no answer tells it then: answers repeat what stands here, and a record that is created gets it.
    pub set: Option<SetName>,
    /// What identifies it there.
    pub user_key: UserKeyInput,
}

impl From<RecordKeyInput> for Address {
    fn from(input: RecordKeyInput) -> Self {
        Self {
            namespace: input.namespace.as_str().to_owned(),
            set: input.set.map(|set| set.as_str().to_owned()),
            identity: match input.user_key {
                UserKeyInput::Int(key) => KeyIdentity::User(UserKey::Int(key.0)),
                UserKeyInput::String(key) => KeyIdentity::User(UserKey::String(key)),
                UserKeyInput::Bytes(key) => KeyIdentity::User(UserKey::Bytes(key.0)),
                UserKeyInput::Digest(digest) => KeyIdentity::Digest(digest.0),
            },
        }
    }
}

/// How long a record shall live. Exactly one; flags are `true`.
#[derive(Clone, Debug, OneofObject)]
pub(super) enum TtlInput {
    /// Until it is deleted.
    Never(bool),
    /// As the namespace, or the set, says.
    NamespaceDefault(bool),
    /// As long as before; a new record lives as the namespace says.
    Keep(bool),
    /// So many seconds: 1 to 315,360,000 (ten years).
    Seconds(i32),
}

impl TtlInput {
    /// The lifetime for the server; `field` is where the input stands.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for a flag that is false, or seconds out of bounds.
    pub(super) fn ttl(&self, field: &str) -> Result<Ttl> {
        match self {
            Self::Never(true) => Ok(Ttl::Never),
            Self::NamespaceDefault(true) => Ok(Ttl::NamespaceDefault),
            Self::Keep(true) => Ok(Ttl::Keep),
            Self::Seconds(seconds) => match u32::try_from(*seconds) {
                Ok(seconds @ 1..=MAX_TTL_SECONDS) => Ok(Ttl::Seconds(seconds)),
                _ => {
                    let reason = format!("a lifetime is 1 to {MAX_TTL_SECONDS} seconds");
                    Err(Error::input(format!("{field}.seconds"), reason))
                }
            },
            Self::Never(false) | Self::NamespaceDefault(false) | Self::Keep(false) => Err(
                Error::input(field, "a flag is true, or left out for another choice"),
            ),
        }
    }
}

/// What a write asks of the record that is there, or not.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
pub enum PutMode {
    /// Create it, or change the bins named.
    Upsert,
    /// Create it; `ALREADY_EXISTS` when it is there.
    CreateOnly,
    /// Change the bins named; `NOT_FOUND` when it is not there.
    UpdateOnly,
    /// Create it, or replace all its bins.
    Replace,
    /// Replace all its bins; `NOT_FOUND` when it is not there.
    ReplaceOnly,
}

impl From<PutMode> for PutRule {
    fn from(mode: PutMode) -> Self {
        match mode {
            PutMode::Upsert => Self::Upsert,
            PutMode::CreateOnly => Self::CreateOnly,
            PutMode::UpdateOnly => Self::UpdateOnly,
            PutMode::Replace => Self::Replace,
            PutMode::ReplaceOnly => Self::ReplaceOnly,
        }
    }
}

/// A write.
#[derive(Clone, Debug, InputObject)]
pub(super) struct PutRecordInput {
    /// The connection.
    pub connection_id: ID,
    /// Which record.
    pub key: RecordKeyInput,
    /// Bins to set. Bins that are not named are kept (or dropped when the mode replaces); null
    /// removes a bin. At least one bin is set or removed.
    pub bins: Option<Bins<'static>>,
    /// Bins to remove. A record goes with its last bin.
    pub remove_bins: Option<Vec<BinName>>,
    /// What is asked of the record that is there.
    #[graphql(default_with = "PutMode::Upsert")]
    pub mode: PutMode,
    /// The generation the record must be in, 1 to 65,535; else `CONFLICT`, with the present record
    /// in `details.current`. Absent for any.
    pub expected_generation: Option<i32>,
    /// How long the record shall live. Absent keeps what it has; a new record lives as the namespace
    /// says.
    pub ttl: Option<TtlInput>,
    /// Whether to store the user key with the record, so that lists can show it.
    #[graphql(default = true)]
    pub send_key: bool,
}

/// A new lifetime for a record.
#[derive(Clone, Debug, InputObject)]
pub(super) struct TouchRecordInput {
    /// The connection.
    pub connection_id: ID,
    /// Which record.
    pub key: RecordKeyInput,
    /// How long it shall live. Absent means as the namespace says.
    pub ttl: Option<TtlInput>,
    /// The generation the record must be in, 1 to 65,535; else `CONFLICT`. Absent for any.
    pub expected_generation: Option<i32>,
}

/// A deletion.
#[derive(Clone, Debug, InputObject)]
pub(super) struct DeleteRecordInput {
    /// The connection.
    pub connection_id: ID,
    /// Which record.
    pub key: RecordKeyInput,
    /// The generation the record must be in, 1 to 65,535; else `CONFLICT`. Absent for any.
    pub expected_generation: Option<i32>,
}

/// The lifetime a caller asks for in the field `ttl` of `input`; `None` when there is none.
///
/// # Errors
/// As for [`TtlInput::ttl`].
pub(super) fn lifetime(ttl: Option<&TtlInput>, input: &str) -> Result<Option<Ttl>> {
    ttl.map(|ttl| ttl.ttl(&format!("{input}.ttl"))).transpose()
}

/// The generation a caller expects in the field `expectedGeneration` of `input`.
///
/// # Errors
/// `BAD_USER_INPUT` outside 1 to 65,535: no record is in such a generation, and on the wire 0 would
/// mean another thing.
pub(super) fn generation(expected: Option<i32>, input: &str) -> Result<Option<u32>> {
    let Some(expected) = expected else {
        return Ok(None);
    };
    match u32::try_from(expected) {
        Ok(generation @ 1..=0xFFFF) => Ok(Some(generation)),
        _ => Err(Error::input(
            format!("{input}.expectedGeneration"),
            "a generation is 1 to 65535",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_ttl(input: TtlInput, expected: Result<Ttl, &str>) {
        let found = input.ttl("ttl").map_err(|error| match error {
            Error::Input { field, .. } => field,
            other => panic!("{other}"),
        });
        assert_eq!(found, expected.map_err(str::to_owned), "{input:?}");
    }

    #[test]
    fn a_lifetime_is_one_true_flag_or_seconds_within_ten_years() {
        check_ttl(TtlInput::Never(true), Ok(Ttl::Never));
        check_ttl(TtlInput::Keep(true), Ok(Ttl::Keep));
        check_ttl(TtlInput::NamespaceDefault(true), Ok(Ttl::NamespaceDefault));
        check_ttl(TtlInput::Seconds(1), Ok(Ttl::Seconds(1)));
        check_ttl(
            TtlInput::Seconds(315_360_000),
            Ok(Ttl::Seconds(315_360_000)),
        );
        check_ttl(TtlInput::Never(false), Err("ttl"));
        for seconds in [i32::MIN, -2, -1, 0, 315_360_001] {
            check_ttl(TtlInput::Seconds(seconds), Err("ttl.seconds"));
        }
    }

    #[test]
    fn generations_no_record_can_have_are_refused() {
        assert_eq!(generation(None, "input").unwrap(), None);
        assert_eq!(generation(Some(65_535), "input").unwrap(), Some(65_535));
        for expected in [-1, 0, 65_536] {
            assert!(generation(Some(expected), "input").is_err(), "{expected}");
        }
    }
}

//! What is asked of keys and of what the server knows about records.

use acm_aerospike::expression::{KeyFilter, MetadataFilter};
use async_graphql::{InputObject, OneofObject};

use super::{
    At,
    compare::{BytesConditionInput, IntConditionInput, TimeConditionInput},
    text::StringConditionInput,
};
use crate::error::Result;

/// A condition on the key a user gave a record. Exactly one of the fields.
#[derive(Clone, Debug, OneofObject)]
pub(in crate::graphql) enum KeyFilterInput {
    /// Whether the key was stored with its record.
    Stored(bool),
    /// On a key that is an integer.
    Int(IntConditionInput),
    /// On a key that is text.
    String(StringConditionInput),
    /// On a key that is bytes.
    Bytes(BytesConditionInput),
}

/// A condition on what the server knows about a record. Exactly one of the fields.
#[derive(Clone, Debug, OneofObject)]
pub(in crate::graphql) enum MetadataFilterInput {
    /// On the seconds it still lives; -1 when it never expires.
    Ttl(IntConditionInput),
    /// Whether it never expires.
    NeverExpires(bool),
    /// On the time it expires.
    ExpiresAt(TimeConditionInput),
    /// On the time it was last written.
    LastUpdate(TimeConditionInput),
    /// On the milliseconds since it was last written.
    MillisecondsSinceUpdate(IntConditionInput),
    /// On its size in bytes, as the server stores it.
    RecordSize(IntConditionInput),
    /// On what is left of its digest divided by a number: an even sample of the records.
    DigestModulo(DigestModuloInput),
    /// On the name of its set; empty for none.
    SetName(StringConditionInput),
    /// Whether it is the trace of a record that was deleted durably.
    IsTombstone(bool),
}

/// Which part of the digests, of `modulus` equal parts.
#[derive(Clone, Debug, InputObject)]
pub(in crate::graphql) struct DigestModuloInput {
    /// How many parts: 1 to 2,147,483,647.
    pub modulus: i32,
    /// Which of them, from 0.
    pub equals: i32,
}

impl KeyFilterInput {
    /// # Errors
    /// `BAD_USER_INPUT` that names the field.
    pub(super) fn read(self, at: &At<'_>) -> Result<KeyFilter> {
        Ok(match self {
            Self::Stored(expected) => KeyFilter::Stored(expected),
            Self::Int(condition) => KeyFilter::Int(condition.read(&at.field("int"))?),
            Self::String(condition) => KeyFilter::String(condition.read(&at.field("string"))?),
            Self::Bytes(condition) => KeyFilter::Bytes(condition.read(&at.field("bytes"))?),
        })
    }
}

impl MetadataFilterInput {
    /// # Errors
    /// `BAD_USER_INPUT` that names the field.
    pub(super) fn read(self, at: &At<'_>) -> Result<MetadataFilter> {
        Ok(match self {
            Self::Ttl(seconds) => MetadataFilter::Ttl(seconds.read(&at.field("ttl"))?),
            Self::NeverExpires(expected) => MetadataFilter::NeverExpires(expected),
            Self::ExpiresAt(time) => MetadataFilter::VoidTime(time.read(&at.field("expiresAt"))?),
            Self::LastUpdate(time) => {
                MetadataFilter::LastUpdate(time.read(&at.field("lastUpdate"))?)
            }
            Self::MillisecondsSinceUpdate(since) => {
                MetadataFilter::SinceUpdate(since.read(&at.field("millisecondsSinceUpdate"))?)
            }
            Self::RecordSize(bytes) => MetadataFilter::Size(bytes.read(&at.field("recordSize"))?),
            Self::DigestModulo(part) => part.read(&at.field("digestModulo"))?,
            Self::SetName(name) => MetadataFilter::SetName(name.read(&at.field("setName"))?),
            Self::IsTombstone(expected) => MetadataFilter::Tombstone(expected),
        })
    }
}

impl DigestModuloInput {
    fn read(self, at: &At<'_>) -> Result<MetadataFilter> {
        let Self { modulus, equals } = self;
        if modulus < 1 {
            return Err(at.field("modulus").refuse("there is at least one part"));
        }
        if !(0..modulus).contains(&equals) {
            let reason = "it is one of the parts: 0 to `modulus` - 1";
            return Err(at.field("equals").refuse(reason));
        }
        Ok(MetadataFilter::DigestModulo {
            modulus: modulus.into(),
            equals: equals.into(),
        })
    }
}

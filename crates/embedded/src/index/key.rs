//! Values as indexes hold them.

use bytes::Bytes;

use crate::cdt::Value;
use crate::expression::Shape;
use crate::info::index::IndexKind;
use crate::proto::value::particle;

/// A value that an index can be over.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Key {
    Integer(i64),
    /// Text or bytes.
    Bytes(Bytes),
    /// A point or a region, and its text.
    Shape(Shape, Bytes),
}

impl Key {
    /// The value, when it has the type of the index.
    pub(super) fn of(kind: IndexKind, value: &Value) -> Option<Self> {
        match (kind, value) {
            (IndexKind::Numeric, Value::Integer(value)) => Some(Self::Integer(*value)),
            (IndexKind::String, Value::Bytes(bytes)) => {
                typed(bytes, particle::STRING).map(Self::Bytes)
            }
            (IndexKind::Blob, Value::Bytes(bytes)) => typed(bytes, particle::BLOB).map(Self::Bytes),
            (IndexKind::Geo2dSphere, Value::Bytes(bytes)) => {
                let text = typed(bytes, particle::GEOJSON)?;
                let shape = Shape::parse(&text).ok()?;
                Some(Self::Shape(shape, text))
            }
            _ => None,
        }
    }

    /// What stands for it in entries, and in the rows of queries.
    pub(super) fn number(&self) -> i64 {
        match self {
            Self::Integer(value) => *value,
            Self::Bytes(bytes) | Self::Shape(_, bytes) => hash(bytes),
        }
    }
}

fn typed(bytes: &Bytes, kind: u8) -> Option<Bytes> {
    (bytes.first() == Some(&kind)).then(|| bytes.slice(1..))
}

/// FNV-1a with `SplitMix64`'s finaliser: the same in each run, so that a query resumes after a restart.
pub(super) fn hash(bytes: &[u8]) -> i64 {
    let mut hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (hash ^ (hash >> 31)).cast_signed()
}

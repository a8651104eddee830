//! Typed bin values, their JSON form, and their conversion from and to the driver's.

mod driver;
mod json_in;
mod json_out;
mod msgpack;
mod view;

use std::fmt;

pub(crate) use driver::driver_bytes;
pub use json_in::{MAX_DEPTH, MAX_ELEMENTS, MAX_INPUT_BYTES, bins_from_json, from_json};
pub(crate) use json_out::driver_bins_to_json_text;
pub use json_out::{bins_to_json_text, bytes_to_json_text, to_json_text};
pub use msgpack::{from_msgpack, to_msgpack};

/// The largest integer that every JSON reader keeps exactly: 2^53 − 1.
pub const MAX_SAFE_INTEGER: i64 = (1 << 53) - 1;

/// How a map keeps its entries on the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MapOrder {
    /// No order.
    Unordered,
    /// Sorted by key.
    KeyOrdered,
    /// Sorted by key, with an index by value. The client can read such maps but not write them.
    KeyValueOrdered,
}

impl MapOrder {
    /// The name in the JSON form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unordered => "UNORDERED",
            Self::KeyOrdered => "KEY_ORDERED",
            Self::KeyValueOrdered => "KEY_VALUE_ORDERED",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [Self::Unordered, Self::KeyOrdered, Self::KeyValueOrdered]
            .into_iter()
            .find(|order| order.as_str() == name)
    }
}

/// A value of a bin, of an element of a collection, or of a map's key.
///
/// Every particle type of the server has its variant; a type unknown to this version is carried
/// untouched as [`Value::Unknown`].
#[derive(Debug, Clone)]
pub enum Value {
    /// No value. As a bin of a write: the bin is removed.
    Nil,
    /// A boolean.
    Bool(bool),
    /// A 64-bit integer.
    Int(i64),
    /// A 64-bit float. Compared by its bits: `-0.0` differs from `0.0`, and a NaN equals itself.
    Float(f64),
    /// UTF-8 text.
    String(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// A list.
    List(Vec<Value>),
    /// A map. Entries of an unordered map compare without regard to their sequence.
    Map {
        /// Keys with their values; no key twice.
        entries: Vec<(Value, Value)>,
        /// How the server keeps them.
        order: MapOrder,
    },
    /// GeoJSON text, exactly as stored.
    GeoJson(String),
    /// A HyperLogLog sketch.
    Hll(Vec<u8>),
    /// Greater than every other value: a bound in collection operations, never stored.
    Infinity,
    /// Equal to every other value: a pattern in collection operations, never stored.
    Wildcard,
    /// A particle of a type this version does not interpret.
    Unknown {
        /// The particle type on the wire.
        particle: u8,
        /// Its bytes, untouched.
        bytes: Vec<u8>,
    },
}

impl Value {
    /// The standard name of the type, for texts and column headers.
    #[must_use]
    pub const fn type_name(&self) -> &'static str {
        match self {
            Self::Nil => "nil",
            Self::Bool(_) => "boolean",
            Self::Int(_) => "integer",
            Self::Float(_) => "float",
            Self::String(_) => "string",
            Self::Bytes(_) => "bytes",
            Self::List(_) => "list",
            Self::Map { .. } => "map",
            Self::GeoJson(_) => "GeoJSON",
            Self::Hll(_) => "HyperLogLog",
            Self::Infinity => "infinity",
            Self::Wildcard => "wildcard",
            Self::Unknown { .. } => "unknown",
        }
    }

    /// Whether writing back what was read surely stores what the server had. What the client does
    /// not keep when it reads makes it unsure: the order flag of a list, the index kept with an
    /// ordered map, inside collections the width of a float and what foreign encoders wrote as nil
    /// or as a negative integer, and the bits of a NaN.
    #[must_use]
    pub fn is_surely_exact(&self) -> bool {
        match self {
            Self::List(_) => false,
            Self::Float(number) => !number.is_nan(),
            Self::Map { entries, order } => {
                let exact = |value: &Self| match value {
                    Self::Nil | Self::Float(_) => false,
                    Self::Int(number) => *number >= 0,
                    value => value.is_surely_exact(),
                };
                *order == MapOrder::Unordered
                    && entries
                        .iter()
                        .all(|(key, value)| exact(key) && exact(value))
            }
            _ => true,
        }
    }

    /// Roughly how many bytes the value takes in memory, without its own fixed size.
    pub(crate) fn heap_bytes(&self) -> usize {
        match self {
            Self::String(text) | Self::GeoJson(text) => text.len(),
            Self::Bytes(bytes) | Self::Hll(bytes) | Self::Unknown { bytes, .. } => bytes.len(),
            Self::List(items) => items
                .iter()
                .map(|item| size_of::<Self>() + item.heap_bytes())
                .sum(),
            Self::Map { entries, .. } => entries
                .iter()
                .map(|(key, value)| {
                    size_of::<(Self, Self)>() + key.heap_bytes() + value.heap_bytes()
                })
                .sum(),
            _ => 0,
        }
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Nil, Self::Nil)
            | (Self::Infinity, Self::Infinity)
            | (Self::Wildcard, Self::Wildcard) => true,
            (Self::Bool(a), Self::Bool(b)) => a == b,
            (Self::Int(a), Self::Int(b)) => a == b,
            (Self::Float(a), Self::Float(b)) => a.to_bits() == b.to_bits(),
            (Self::String(a), Self::String(b)) | (Self::GeoJson(a), Self::GeoJson(b)) => a == b,
            (Self::Bytes(a), Self::Bytes(b)) | (Self::Hll(a), Self::Hll(b)) => a == b,
            (Self::List(a), Self::List(b)) => a == b,
            (
                Self::Map { entries: a, order },
                Self::Map {
                    entries: b,
                    order: other,
                },
            ) => order == other && same_entries(a, b, *order),
            (
                Self::Unknown { particle: a, bytes },
                Self::Unknown {
                    particle: b,
                    bytes: other,
                },
            ) => a == b && bytes == other,
            _ => false,
        }
    }
}

impl Eq for Value {}

fn same_entries(a: &[(Value, Value)], b: &[(Value, Value)], order: MapOrder) -> bool {
    a == b
        || (order == MapOrder::Unordered
            && a.len() == b.len()
            && a.iter().all(|entry| b.contains(entry)))
}

/// Why a JSON text is not a value, or a value cannot be written: where, and what is wrong there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct ValueError {
    /// A JSON Pointer (RFC 6901) into the input; empty for the input as a whole.
    pub path: String,
    /// What is wrong, in a sentence.
    pub reason: String,
}

impl fmt::Display for ValueError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            formatter.write_str(&self.reason)
        } else {
            write!(formatter, "At {}: {}", self.path, self.reason)
        }
    }
}

impl ValueError {
    fn new(reason: impl Into<String>) -> Self {
        Self {
            path: String::new(),
            reason: reason.into(),
        }
    }

    /// The same error, seen from one level further out.
    fn inside(mut self, segment: impl fmt::Display) -> Self {
        let segment = segment.to_string().replace('~', "~0").replace('/', "~1");
        self.path = format!("/{segment}{}", self.path);
        self
    }
}

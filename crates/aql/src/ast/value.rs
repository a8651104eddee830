//! Values and keys.

use std::fmt;

/// A value as it is written: casts are done.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// `NULL`.
    Null,
    /// `TRUE` or `FALSE`.
    Bool(bool),
    /// A 64-bit integer.
    Int(i64),
    /// A 64-bit float.
    Float(f64),
    /// A text.
    Text(String),
    /// A list, of `LIST('[…]')` or `JSON('[…]')`.
    List(Vec<Json>),
    /// A map, of `MAP('{…}')` or `JSON('{…}')`.
    Map(Vec<(String, Json)>),
    /// A shape, as `GeoJSON` text.
    GeoJson(String),
    /// Bytes, of `BYTES('hex')`.
    Bytes(Vec<u8>),
}

/// A JSON value: integers and floats are told apart, entries keep their order.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number without fraction and exponent.
    Int(i64),
    /// A number with either.
    Float(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// A map; no key stands in it twice.
    Map(Vec<(String, Json)>),
}

impl From<Json> for Literal {
    fn from(json: Json) -> Self {
        match json {
            Json::Null => Self::Null,
            Json::Bool(value) => Self::Bool(value),
            Json::Int(value) => Self::Int(value),
            Json::Float(value) => Self::Float(value),
            Json::Text(text) => Self::Text(text),
            Json::List(items) => Self::List(items),
            Json::Map(entries) => Self::Map(entries),
        }
    }
}

/// A record's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// An integer.
    Int(i64),
    /// A text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// The digest of the key.
    Digest([u8; 20]),
}

/// Bytes in hexadecimal.
pub(crate) struct Hex<'a>(pub(crate) &'a [u8]);

impl fmt::Display for Hex<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

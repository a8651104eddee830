//! Values that go into a function and come out of it.

/// A value of the database, as a module works on it.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Nil,
    Boolean(bool),
    Integer(i64),
    Float(f64),
    /// Text, in whatever bytes it has.
    String(Vec<u8>),
    Bytes(Vec<u8>),
    /// The text of a GeoJSON value.
    GeoJson(Vec<u8>),
    /// A HyperLogLog, which modules hand on as it is.
    Hll(Vec<u8>),
    List(Vec<Self>),
    /// Entries, in the order of their keys when they come from a module.
    Map(Vec<(Self, Self)>),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::String(text.into())
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Float(number)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

//! The tree.

use super::Term;
use crate::value::Value;

/// A condition on a record.
#[derive(Debug, Clone, PartialEq)]
pub enum Filter {
    /// All of them.
    And(Vec<Filter>),
    /// At least one of them.
    Or(Vec<Filter>),
    /// Not that one.
    Not(Box<Filter>),
    /// On a bin, or on what lies in it.
    Bin(Place, Condition),
    /// On the key its user gave it, where it is stored.
    Key(KeyFilter),
    /// On what the server knows about it.
    Metadata(MetadataFilter),
    /// Between two numbers.
    Compare {
        /// The one.
        left: Term,
        /// How it is to the other.
        order: Order,
        /// The other.
        right: Term,
    },
}

/// A bin, or a place in the lists and maps it holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The bin.
    pub bin: String,
    /// The way into it; empty for the bin itself.
    pub path: Vec<PathStep>,
}

/// A step into a list or a map.
#[derive(Debug, Clone, PartialEq)]
pub enum PathStep {
    /// The element at an index; −1 is the last.
    ListIndex(i64),
    /// The element of a rank: 0 is the least, −1 the greatest.
    ListRank(i64),
    /// An element that is equal.
    ListValue(Value),
    /// The entry with a key.
    MapKey(Value),
    /// The entry at an index in the order of keys.
    MapIndex(i64),
    /// The entry of a rank by value.
    MapRank(i64),
    /// An entry whose value is equal.
    MapValue(Value),
}

/// What is asked of a place.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// Whether there is anything.
    Exists(bool),
    /// Of which type the bin is.
    Type(BinType),
    /// It is a boolean: this one.
    Bool(bool),
    /// It is an integer.
    Int(Compare<i64>),
    /// It is a float.
    Float(Compare<f64>),
    /// It is text.
    String(StringCondition),
    /// It is a byte array.
    Bytes(Compare<Vec<u8>>),
    /// It is GeoJSON, and within this region, or a region around this point.
    Geo(String),
    /// It is a list.
    List(ListCondition),
    /// It is a map.
    Map(MapCondition),
}

/// How a value is to others of its type.
#[derive(Debug, Clone, PartialEq)]
pub enum Compare<T> {
    /// To one.
    To(Order, T),
    /// Between two, both included.
    Between(T, T),
    /// Equal to one of several.
    In(Vec<T>),
}

/// How one value is to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Equal.
    Eq,
    /// Not equal.
    Ne,
    /// Less.
    Lt,
    /// Less or equal.
    Le,
    /// Greater.
    Gt,
    /// Greater or equal.
    Ge,
}

/// What is asked of a text.
#[derive(Debug, Clone, PartialEq)]
pub enum StringCondition {
    /// By the order of its bytes.
    Compare(Compare<String>),
    /// It contains this.
    Contains(String),
    /// It begins with this.
    StartsWith(String),
    /// It ends with this.
    EndsWith(String),
    /// A part of it matches a POSIX extended regular expression.
    Regex {
        /// The expression; see [`check_regex`](super::check_regex).
        pattern: String,
        /// How it is read.
        flags: Vec<RegexFlag>,
    },
}

/// How a regular expression is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegexFlag {
    /// Upper and lower case are the same.
    IgnoreCase,
    /// `.` and negated classes do not match a line's end, `^` and `$` also match at lines.
    Newline,
}

/// What is asked of a list.
#[derive(Debug, Clone, PartialEq)]
pub enum ListCondition {
    /// Of its length.
    Size(Compare<i64>),
    /// It has an element equal to this.
    Contains(Value),
    /// It is equal to this one, or not.
    Equal(bool, Value),
}

/// What is asked of a map.
#[derive(Debug, Clone, PartialEq)]
pub enum MapCondition {
    /// Of its number of entries.
    Size(Compare<i64>),
    /// It has an entry with this key.
    ContainsKey(Value),
    /// It has an entry with this value.
    ContainsValue(Value),
    /// It is equal to this one, or not.
    Equal(bool, Value),
}

/// The type of a bin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BinType {
    /// A boolean.
    Bool,
    /// An integer.
    Int,
    /// A float.
    Float,
    /// Text.
    String,
    /// Bytes.
    Bytes,
    /// GeoJSON.
    GeoJson,
    /// A HyperLogLog sketch.
    Hll,
    /// A list.
    List,
    /// A map.
    Map,
}

/// The type of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberType {
    /// A 64-bit integer.
    Int,
    /// A 64-bit float.
    Float,
}

/// A condition on a record's user key. Only a key that was stored with its record is known.
#[derive(Debug, Clone, PartialEq)]
pub enum KeyFilter {
    /// Whether it is stored.
    Stored(bool),
    /// It is an integer.
    Int(Compare<i64>),
    /// It is text.
    String(StringCondition),
    /// It is a byte array.
    Bytes(Compare<Vec<u8>>),
}

/// A condition on what the server knows about a record.
#[derive(Debug, Clone, PartialEq)]
pub enum MetadataFilter {
    /// Seconds it still lives; −1 when it never expires.
    Ttl(Compare<i64>),
    /// Whether it never expires.
    NeverExpires(bool),
    /// When it expires, in nanoseconds since 1970-01-01 UTC.
    VoidTime(Compare<i64>),
    /// When it was last written, in nanoseconds since 1970-01-01 UTC.
    LastUpdate(Compare<i64>),
    /// Milliseconds since it was last written.
    SinceUpdate(Compare<i64>),
    /// Its size in bytes.
    Size(Compare<i64>),
    /// What is left of its digest divided by `modulus`.
    DigestModulo {
        /// The divisor.
        modulus: i64,
        /// What is left.
        equals: i64,
    },
    /// The name of its set; empty for none.
    SetName(StringCondition),
    /// Whether it is the trace of a deleted record.
    Tombstone(bool),
}

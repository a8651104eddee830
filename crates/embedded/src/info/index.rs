//! What secondary indexes are over, as info commands say and ask it.

use std::time::Duration;

/// An index: its name and what it is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexDescription {
    /// Name, of which a namespace has one.
    pub name: String,
    /// The set whose records it holds; `None` for those of the whole namespace.
    pub set: Option<String>,
    /// What of each record it is over; `None` for one that only tells the set's records apart from
    /// others.
    pub values: Option<IndexedValues>,
}

/// The values of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexedValues {
    /// Where they come from.
    pub source: IndexSource,
    /// Their type.
    pub kind: IndexKind,
    /// Which of the values there are.
    pub collection: IndexCollection,
}

/// Where the values of an index come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndexSource {
    /// A bin, or what a context leads to inside of it.
    Bin {
        /// Name of the bin.
        name: String,
        /// The context as clients pack it.
        context: Option<Vec<u8>>,
    },
    /// The result of an expression, as clients pack it.
    Expression(Vec<u8>),
}

/// The type of the values of an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndexKind {
    /// Integers.
    Numeric,
    /// Texts.
    String,
    /// Bytes.
    Blob,
    /// Points and regions.
    Geo2dSphere,
}

impl IndexKind {
    const NAMES: [(Self, &'static str); 4] = [
        (Self::Numeric, "numeric"),
        (Self::String, "string"),
        (Self::Blob, "blob"),
        (Self::Geo2dSphere, "geo2dsphere"),
    ];

    /// The name in lists.
    #[must_use]
    pub fn name(self) -> &'static str {
        name_of(&Self::NAMES, self)
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        named(&Self::NAMES, text)
    }
}

/// Which values an index takes from its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndexCollection {
    /// The value itself.
    Default,
    /// The elements of a list.
    List,
    /// The keys of a map.
    MapKeys,
    /// The values of a map.
    MapValues,
}

impl IndexCollection {
    const NAMES: [(Self, &'static str); 4] = [
        (Self::Default, "default"),
        (Self::List, "list"),
        (Self::MapKeys, "mapkeys"),
        (Self::MapValues, "mapvalues"),
    ];

    /// The name in lists.
    #[must_use]
    pub fn name(self) -> &'static str {
        name_of(&Self::NAMES, self)
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        named(&Self::NAMES, text)
    }
}

fn name_of<T: PartialEq>(names: &[(T, &'static str)], value: T) -> &'static str {
    let found = names.iter().find(|(of, _)| *of == value);
    found.map_or("", |(_, name)| name)
}

fn named<T: Copy>(names: &[(T, &'static str)], text: &str) -> Option<T> {
    let mut names = names.iter();
    let found = names.find(|(_, name)| name.eq_ignore_ascii_case(text));
    found.map(|(of, _)| *of)
}

/// An index of a namespace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexView {
    /// What it is.
    pub description: IndexDescription,
    /// Whether it is built, so that queries may use it.
    pub is_readable: bool,
}

/// What an index holds on one node.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct IndexStatistics {
    /// Values, of all copies on this node.
    pub entries: u64,
    /// Memory.
    pub used_bytes: u64,
    /// Entries that have the same value, on average.
    pub entries_per_value: u64,
    /// Entries of the same record, on average.
    pub entries_per_record: u64,
    /// How much of it is built, in percent.
    pub loaded_pct: u64,
    /// How long it took to build, or takes so far.
    pub load_time: Duration,
    /// Entries of records that were gone, removed late.
    pub collected: u64,
}

/// Why an index is not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndexRefusal {
    /// Another index has its name, or another name is that of the same index.
    Exists,
    /// The namespace has as many as it may have.
    TooMany,
    /// Its context is none, or leads to many values.
    BadContext,
    /// Its expression is none, or has results of another type.
    BadExpression,
}

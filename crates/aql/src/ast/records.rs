//! Statements on records.

use crate::{
    Spanned,
    ast::{Key, Name, Value},
};

/// A namespace and, where one is named, a set.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// The namespace.
    pub namespace: Name,
    /// The set.
    pub set: Option<Name>,
}

/// Which bins are shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Bins {
    /// All: `*`.
    All,
    /// These.
    Named(Vec<Name>),
}

/// `SELECT`.
#[derive(Clone, Debug, PartialEq)]
pub struct Select {
    /// Which bins.
    pub bins: Bins,
    /// Where from.
    pub from: Target,
    /// Which records.
    pub selection: Selection,
    /// How many at most.
    pub limit: Option<Spanned<u64>>,
}

/// Which records are meant.
#[derive(Clone, Debug, PartialEq)]
pub enum Selection {
    /// All.
    All,
    /// The one with this key.
    Key(Spanned<Key>),
    /// Those with these keys.
    Keys(Vec<Spanned<Key>>),
    /// Those whose bins match.
    Matching(Matching),
}

/// What the bins of a record are to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Matching {
    /// What of a list or map the first predicate looks at; the bin itself without one.
    pub collection: Option<Collection>,
    /// All of these hold; the index is that of the first. Never empty.
    pub predicates: Vec<Predicate>,
}

/// What of a list or map is looked at or indexed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Collection {
    /// A list's elements.
    List,
    /// A map's keys.
    MapKeys,
    /// A map's values.
    MapValues,
}

/// What a bin is to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Predicate {
    /// The bin.
    pub bin: Name,
    /// What it is to be.
    pub kind: PredicateKind,
}

/// How a bin is compared.
#[derive(Clone, Debug, PartialEq)]
pub enum PredicateKind {
    /// Equal to an integer, a text or bytes.
    Equals(Value),
    /// Between two integers, both included.
    Between(Spanned<i64>, Spanned<i64>),
    /// A region that contains this `GeoJSON` point.
    Contains(Spanned<String>),
    /// A point within this `GeoJSON` region.
    Within(Spanned<String>),
}

/// `INSERT`.
#[derive(Clone, Debug, PartialEq)]
pub struct Insert {
    /// Where to.
    pub into: Target,
    /// The record's key.
    pub key: Spanned<Key>,
    /// Its bins and their values; a null removes its bin. Never empty.
    pub bins: Vec<(Name, Value)>,
}

/// `DELETE`.
#[derive(Clone, Debug, PartialEq)]
pub struct Delete {
    /// Where from.
    pub from: Target,
    /// The record's key.
    pub key: Spanned<Key>,
}

/// A function of a module, with its arguments.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// The module, without `.lua`.
    pub module: Name,
    /// The function.
    pub name: Name,
    /// Its arguments.
    pub arguments: Vec<Value>,
}

/// `EXECUTE`.
#[derive(Clone, Debug, PartialEq)]
pub struct Execute {
    /// What.
    pub function: Function,
    /// Where.
    pub on: Target,
    /// On which records; never [`Selection::Keys`].
    pub selection: Selection,
}

/// `AGGREGATE`.
#[derive(Clone, Debug, PartialEq)]
pub struct Aggregate {
    /// What.
    pub function: Function,
    /// Where.
    pub on: Target,
    /// Over which records; all without it.
    pub matching: Option<Matching>,
}

impl Collection {
    /// As it is written.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::List => "LIST",
            Self::MapKeys => "MAPKEYS",
            Self::MapValues => "MAPVALUES",
        }
    }
}

impl Target {
    /// As people type it to confirm: `namespace` or `namespace.set`.
    #[must_use]
    pub fn text(&self) -> String {
        match &self.set {
            Some(set) => format!("{}.{}", self.namespace.node, set.node),
            None => self.namespace.node.clone(),
        }
    }
}

//! A value as it is looked at, ours or the driver's: what only reads need not convert.

use std::collections::{BTreeMap, HashMap};

use aerospike::{FloatValue, IndexMap, Value as Driver};

use super::{MapOrder, Value};

/// A value, its parts as they lie.
pub(super) enum View<'a, V> {
    Nil,
    Bool(bool),
    Int(i64),
    Float(f64),
    String(&'a str),
    Bytes(&'a [u8]),
    GeoJson(&'a str),
    Hll(&'a [u8]),
    List(&'a [V]),
    Map(Entries<'a, V>, MapOrder),
    Infinity,
    Wildcard,
    Unknown(u8, &'a [u8]),
}

/// The entries of a map, as it keeps them.
pub(super) enum Entries<'a, V> {
    Pairs(&'a [(V, V)]),
    Hashed(&'a HashMap<V, V>),
    Indexed(&'a IndexMap<V, V>),
    Sorted(&'a BTreeMap<V, V>),
}

impl<V> Entries<'_, V> {
    /// Visits each key with its value, in the map's sequence.
    pub(super) fn each(&self, mut visit: impl FnMut(&V, &V)) {
        match self {
            Self::Pairs(pairs) => pairs.iter().for_each(|(key, value)| visit(key, value)),
            Self::Hashed(map) => map.iter().for_each(|(key, value)| visit(key, value)),
            Self::Indexed(map) => map.iter().for_each(|(key, value)| visit(key, value)),
            Self::Sorted(map) => map.iter().for_each(|(key, value)| visit(key, value)),
        }
    }
}

/// What can be looked at so.
pub(super) trait Viewed: Sized {
    fn view(&self) -> View<'_, Self>;
}

impl Viewed for Value {
    fn view(&self) -> View<'_, Self> {
        match self {
            Self::Nil => View::Nil,
            Self::Bool(value) => View::Bool(*value),
            Self::Int(value) => View::Int(*value),
            Self::Float(value) => View::Float(*value),
            Self::String(text) => View::String(text),
            Self::Bytes(bytes) => View::Bytes(bytes),
            Self::GeoJson(text) => View::GeoJson(text),
            Self::Hll(bytes) => View::Hll(bytes),
            Self::List(items) => View::List(items),
            Self::Map { entries, order } => View::Map(Entries::Pairs(entries), *order),
            Self::Infinity => View::Infinity,
            Self::Wildcard => View::Wildcard,
            Self::Unknown { particle, bytes } => View::Unknown(*particle, bytes),
        }
    }
}

impl Viewed for Driver {
    fn view(&self) -> View<'_, Self> {
        match self {
            Self::Bool(value) => View::Bool(*value),
            Self::Int(value) => View::Int(*value),
            Self::Float(FloatValue::F64(bits)) => View::Float(f64::from_bits(*bits)),
            Self::Float(FloatValue::F32(bits)) => View::Float(f64::from(f32::from_bits(*bits))),
            Self::String(text) => View::String(text),
            Self::Blob(bytes) => View::Bytes(bytes),
            Self::GeoJson(text) => View::GeoJson(text),
            Self::Hll(bytes) => View::Hll(bytes),
            Self::List(items) | Self::MultiResult(items) => View::List(items),
            Self::HashMap(map) => View::Map(Entries::Hashed(map), MapOrder::Unordered),
            Self::OrderedMap(map) => View::Map(Entries::Indexed(map), MapOrder::Unordered),
            Self::SortedMap(map) => View::Map(Entries::Sorted(map), MapOrder::KeyOrdered),
            Self::KeyValueList(pairs) => {
                View::Map(Entries::Pairs(pairs), MapOrder::KeyValueOrdered)
            }
            Self::Infinity => View::Infinity,
            Self::Wildcard => View::Wildcard,
            Self::Unknown(particle, bytes) => View::Unknown(*particle, bytes),
            _ => View::Nil,
        }
    }
}

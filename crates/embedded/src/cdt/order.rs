//! The order of values, the same for keys and for values: nil, booleans, integers, texts, lists, maps,
//! bytes, HyperLogLog, floats, GeoJSON; and inside a type by number, byte by byte, item by item, or,
//! for maps, by size first.

use std::cmp::Ordering;

use super::value::{List, Map, Value};
use crate::proto::value::particle;

impl Value {
    /// The place of its type among the types.
    fn class(&self) -> u8 {
        match self {
            Self::Nil => 0,
            Self::Boolean(_) => 1,
            Self::Integer(_) => 2,
            Self::List(_) => 4,
            Self::Map(_) => 5,
            Self::Bytes(bytes) => match bytes.first() {
                Some(&particle::STRING) => 3,
                Some(&particle::HLL) => 7,
                Some(&particle::GEOJSON) => 9,
                _ => 6,
            },
            Self::Single(_) | Self::Float(_) => 8,
            Self::Infinity => 10,
            Self::Wildcard => 11,
        }
    }

    /// How this value compares to what is asked for, in which a wildcard is equal to whatever stands
    /// from there on.
    pub(super) fn compare(&self, asked: &Self) -> Ordering {
        order(self, asked, true)
    }

    /// Whether this is what is asked for.
    pub(super) fn is(&self, asked: &Self) -> bool {
        self.compare(asked) == Ordering::Equal
    }

    /// Whether there is no wildcard and no infinity in it.
    pub(super) fn is_storable(&self) -> bool {
        match self {
            Self::Infinity | Self::Wildcard => false,
            Self::List(list) => list.items.iter().all(Self::is_storable),
            Self::Map(map) => map
                .entries()
                .iter()
                .all(|(key, value)| key.is_storable() && value.is_storable()),
            _ => true,
        }
    }

    /// Whether it may be the key of a map: an integer, a text or bytes.
    pub(super) fn is_key(&self) -> bool {
        matches!(self.class(), 2 | 3 | 6)
    }
}

impl Ord for Value {
    fn cmp(&self, other: &Self) -> Ordering {
        order(self, other, false)
    }
}

impl PartialOrd for Value {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Value {}

fn order(left: &Value, right: &Value, wild: bool) -> Ordering {
    if wild && matches!(right, Value::Wildcard) {
        return Ordering::Equal;
    }
    let class = left.class().cmp(&right.class());
    class.then_with(|| match (left, right) {
        (Value::Boolean(left), Value::Boolean(right)) => left.cmp(right),
        (Value::Integer(left), Value::Integer(right)) => left.cmp(right),
        (Value::Bytes(left), Value::Bytes(right)) => left.cmp(right),
        (Value::List(left), Value::List(right)) => lists(left, right, wild),
        (Value::Map(left), Value::Map(right)) => maps(left, right, wild),
        _ => match (left.float(), right.float()) {
            (Some(left), Some(right)) => left.total_cmp(&right),
            _ => Ordering::Equal,
        },
    })
}

fn lists(left: &List, right: &List, wild: bool) -> Ordering {
    for (left, right) in left.items.iter().zip(&right.items) {
        if wild && matches!(right, Value::Wildcard) {
            return Ordering::Equal;
        }
        let items = order(left, right, wild);
        if items.is_ne() {
            return items;
        }
    }
    left.items.len().cmp(&right.items.len())
}

fn maps(left: &Map, right: &Map, wild: bool) -> Ordering {
    let (left, right) = (left.entries(), right.entries());
    let size = left.len().cmp(&right.len());
    let entries = || {
        left.iter().zip(right).map(|(left, right)| {
            order(&left.0, &right.0, wild).then_with(|| order(&left.1, &right.1, wild))
        })
    };
    size.then_with(|| entries().find(|found| found.is_ne()).unwrap_or(size))
}

//! How values compare, and what is inside lists and maps: elements of different types are in the
//! order nil, boolean, integer, text, list, map, bytes, float, GeoJSON.

use std::cmp::Ordering;

use bytes::Bytes;

use super::types::{Comparison, Type};
use super::value::Value;
use crate::proto::msgpack::{self, Token};
use crate::proto::reader::{Malformed, Reader};
use crate::proto::value::particle;

impl Comparison {
    /// Whether two values compare so; `None` for values that do not compare.
    pub(super) fn holds(self, left: &Value, right: &Value) -> Option<bool> {
        let ordering = match (left, right) {
            (Value::Nil, Value::Nil) => Some(Ordering::Equal),
            (Value::Boolean(left), Value::Boolean(right)) => Some(left.cmp(right)),
            (Value::Integer(left), Value::Integer(right)) => Some(left.cmp(right)),
            (Value::Float(left), Value::Float(right)) => left.partial_cmp(right),
            (Value::Bytes(kind, left), Value::Bytes(other, right)) if kind == other => {
                Some(match kind {
                    _ if left == right => Ordering::Equal,
                    Type::List | Type::Map => Element::read(left)
                        .ok()?
                        .compare(&Element::read(right).ok()?),
                    _ => left.cmp(right),
                })
            }
            _ => return None,
        };
        Some(match self {
            Self::Equal => ordering == Some(Ordering::Equal),
            Self::NotEqual => ordering != Some(Ordering::Equal),
            Self::Greater => ordering == Some(Ordering::Greater),
            Self::GreaterOrEqual => ordering.is_some_and(Ordering::is_ge),
            Self::Less => ordering == Some(Ordering::Less),
            Self::LessOrEqual => ordering.is_some_and(Ordering::is_le),
        })
    }
}

/// Whether a value is an element of a list.
pub(super) fn is_in(value: &Value, list: &Value) -> Option<bool> {
    let Value::Bytes(Type::List, list) = list else {
        return None;
    };
    let Ok(Element::List(elements)) = Element::read(list) else {
        return None;
    };
    let value = Element::of(value)?;
    let mut elements = elements.iter();
    Some(elements.any(|element| element.compare(&value).is_eq()))
}

/// The keys of a map, as a list.
pub(super) fn keys(map: &Value) -> Option<Value> {
    entries(map, |key, _| key)
}

/// The values of a map, as a list.
pub(super) fn values(map: &Value) -> Option<Value> {
    entries(map, |_, value| value)
}

/// A list of one part of each entry of a map, in order of the keys.
fn entries(map: &Value, part: fn(Bytes, Bytes) -> Bytes) -> Option<Value> {
    let Value::Bytes(Type::Map, map) = map else {
        return None;
    };
    let mut entries = raw_entries(map).ok()?;
    entries.sort_by(|(left, ..), (right, ..)| left.order(right));
    let count = u32::try_from(entries.len()).ok()?;
    let mut list = Vec::with_capacity(map.len());
    list.push(0xdd);
    list.extend_from_slice(&count.to_be_bytes());
    for (_, key, value) in entries {
        list.extend_from_slice(&part(key, value));
    }
    Some(Value::Bytes(Type::List, list.into()))
}

/// The entries of a map: the key, and key and value as they are.
fn raw_entries(map: &Bytes) -> Result<Vec<(Element, Bytes, Bytes)>, Malformed> {
    let mut reader = Reader::new(map.clone());
    let Token::Map(count) = msgpack::token(&mut reader)? else {
        return Err(Malformed);
    };
    let mut entries = Vec::new();
    for _ in 0..count {
        let key = msgpack::element(&mut reader)?;
        let value = msgpack::element(&mut reader)?;
        match Element::read(&key)? {
            Element::Mark => {}
            element => entries.push((element, key, value)),
        }
    }
    Ok(entries)
}

/// An element of a list or a map.
#[derive(Debug, Clone)]
enum Element {
    Nil,
    Boolean(bool),
    Integer(i64),
    String(Bytes),
    List(Vec<Self>),
    /// In order of the keys.
    Map(Vec<(Self, Self)>),
    Blob(Bytes),
    Float(f64),
    Geo(Bytes),
    /// After everything else.
    Infinity,
    /// Equal to everything.
    Wildcard,
    /// How a list or a map is kept, which stands where its first element would.
    Mark,
}

impl Element {
    fn read(bytes: &Bytes) -> Result<Self, Malformed> {
        Self::next(&mut Reader::new(bytes.clone()), msgpack::MAX_DEPTH)
    }

    /// The next element, which may hold others down to this depth.
    fn next(reader: &mut Reader, depth: u32) -> Result<Self, Malformed> {
        let inner = depth.checked_sub(1).ok_or(Malformed);
        Ok(match msgpack::token(reader)? {
            Token::Nil => Self::Nil,
            Token::Boolean(value) => Self::Boolean(value),
            Token::Integer(value) => Self::Integer(value),
            Token::Float(value) => Self::Float(value),
            Token::Bytes(value) => match value.first() {
                Some(&particle::STRING) => Self::String(value.slice(1..)),
                Some(&particle::GEOJSON) => Self::Geo(value.slice(1..)),
                _ => Self::Blob(value),
            },
            Token::List(count) => {
                let mut elements = Vec::new();
                for _ in 0..count {
                    match Self::next(reader, inner?)? {
                        Self::Mark => {}
                        element => elements.push(element),
                    }
                }
                Self::List(elements)
            }
            Token::Map(count) => {
                let mut entries = Vec::new();
                for _ in 0..count {
                    match (Self::next(reader, inner?)?, Self::next(reader, inner?)?) {
                        (Self::Mark, _) => {}
                        entry => entries.push(entry),
                    }
                }
                entries.sort_by(|(left, _), (right, _)| left.order(right));
                Self::Map(entries)
            }
            Token::Extension(msgpack::SPECIAL, value) if value.as_ref() == [0] => Self::Wildcard,
            Token::Extension(msgpack::SPECIAL, value) if value.as_ref() == [1] => Self::Infinity,
            Token::Extension(_, value) if value.is_empty() => Self::Mark,
            Token::Extension(..) => return Err(Malformed),
        })
    }

    /// A value as an element of a list.
    fn of(value: &Value) -> Option<Self> {
        Some(match value {
            Value::Nil => Self::Nil,
            Value::Boolean(value) => Self::Boolean(*value),
            Value::Integer(value) => Self::Integer(*value),
            Value::Float(value) => Self::Float(*value),
            Value::Bytes(Type::String, text) => Self::String(text.clone()),
            Value::Bytes(Type::Geo, text) => Self::Geo(text.clone()),
            Value::Bytes(Type::List | Type::Map, bytes) => Self::read(bytes).ok()?,
            Value::Bytes(kind, bytes) => {
                Self::Blob([&[kind.particle()], bytes.as_ref()].concat().into())
            }
        })
    }

    /// How two elements compare where a wildcard equals whatever it meets, and in a list all that
    /// follows.
    fn compare(&self, other: &Self) -> Ordering {
        self.compare_with(other, Wildcards::Match)
    }

    /// How two elements are ordered.
    fn order(&self, other: &Self) -> Ordering {
        self.compare_with(other, Wildcards::Last)
    }

    fn compare_with(&self, other: &Self, wildcards: Wildcards) -> Ordering {
        match (self, other) {
            (Self::Wildcard, _) | (_, Self::Wildcard) if wildcards == Wildcards::Match => {
                Ordering::Equal
            }
            (Self::Boolean(left), Self::Boolean(right)) => left.cmp(right),
            (Self::Integer(left), Self::Integer(right)) => left.cmp(right),
            (Self::Float(left), Self::Float(right)) => left.total_cmp(right),
            (Self::String(left), Self::String(right))
            | (Self::Blob(left), Self::Blob(right))
            | (Self::Geo(left), Self::Geo(right)) => left.cmp(right),
            (Self::List(left), Self::List(right)) => compare_lists(left, right, wildcards),
            (Self::Map(left), Self::Map(right)) => {
                let by = |part: fn(&(Self, Self)) -> &Self| {
                    let mut pairs = left.iter().map(part).zip(right.iter().map(part));
                    let first = pairs.find_map(|(left, right)| {
                        let ordering = left.compare_with(right, wildcards);
                        ordering.is_ne().then_some(ordering)
                    });
                    first.unwrap_or(Ordering::Equal)
                };
                left.len()
                    .cmp(&right.len())
                    .then_with(|| by(|entry| &entry.0))
                    .then_with(|| by(|entry| &entry.1))
            }
            _ => self.rank().cmp(&other.rank()),
        }
    }

    const fn rank(&self) -> u8 {
        match self {
            Self::Nil => 0,
            Self::Boolean(_) => 1,
            Self::Integer(_) => 2,
            Self::String(_) => 3,
            Self::List(_) => 4,
            Self::Map(_) => 5,
            Self::Blob(_) => 6,
            Self::Float(_) => 7,
            Self::Geo(_) => 8,
            Self::Infinity => 9,
            Self::Wildcard | Self::Mark => 10,
        }
    }
}

/// What wildcards are to a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wildcards {
    Match,
    Last,
}

fn compare_lists(left: &[Element], right: &[Element], wildcards: Wildcards) -> Ordering {
    for (left, right) in left.iter().zip(right) {
        let is_wild = matches!(
            (left, right),
            (Element::Wildcard, _) | (_, Element::Wildcard)
        );
        let ordering = left.compare_with(right, wildcards);
        if ordering.is_ne() || (is_wild && wildcards == Wildcards::Match) {
            return ordering;
        }
    }
    left.len().cmp(&right.len())
}

#[cfg(test)]
mod tests {
    use super::{Comparison, keys, values};
    use crate::expression::types::Type;
    use crate::expression::value::Value;

    /// A list with these elements, given as bytes.
    fn list(elements: &[&[u8]]) -> Value {
        let bytes = [&[0x90 + elements.len() as u8], &*elements.concat()].concat();
        Value::Bytes(Type::List, bytes.into())
    }

    /// A map with these keys and values in turn, given as bytes.
    fn map(parts: &[&[u8]]) -> Value {
        let bytes = [&[0x80 + (parts.len() / 2) as u8], &*parts.concat()].concat();
        Value::Bytes(Type::Map, bytes.into())
    }

    #[track_caller]
    fn check(left: &Value, comparison: Comparison, right: &Value) {
        assert_eq!(
            comparison.holds(left, right),
            Some(true),
            "{left:?} {right:?}"
        );
    }

    /// How an ordered list or map is marked, and a wildcard.
    const MARK: &[u8] = &[0xc7, 0, 1];
    const WILDCARD: &[u8] = &[0xd4, 0xff, 0];
    const INFINITY: &[u8] = &[0xd4, 0xff, 1];

    #[test]
    fn elements_of_different_types_are_in_the_order_of_their_types() {
        let elements: [&[u8]; 10] = [
            &[0xc0],
            &[0xc3],
            &[7],
            &[0xa2, 3, b'a'],
            &[0x90],
            &[0x80],
            &[0xc4, 2, 4, 0],
            &[0xcb, 0, 0, 0, 0, 0, 0, 0, 0],
            &[0xa3, 23, b'{', b'}'],
            INFINITY,
        ];
        for pair in elements.windows(2) {
            check(&list(&pair[..1]), Comparison::Less, &list(&pair[1..]));
        }
    }

    #[test]
    fn lists_compare_by_element_then_by_length() {
        check(&list(&[&[1], &[9]]), Comparison::Less, &list(&[&[2]]));
        check(&list(&[&[1]]), Comparison::Less, &list(&[&[1], &[0xc0]]));
        check(&list(&[MARK, &[1]]), Comparison::Equal, &list(&[&[1]]));
        // The same numbers, written at other lengths.
        check(&list(&[&[0xcd, 0, 1]]), Comparison::Equal, &list(&[&[1]]));
        check(&list(&[&[0xff]]), Comparison::Less, &list(&[&[0]]));
    }

    #[test]
    fn a_wildcard_equals_all_that_follows_in_a_list() {
        check(
            &list(&[&[1], WILDCARD]),
            Comparison::Equal,
            &list(&[&[1], &[2], &[3]]),
        );
        check(
            &list(&[&[1], WILDCARD]),
            Comparison::NotEqual,
            &list(&[&[2], &[2]]),
        );
        check(
            &map(&[&[1], WILDCARD]),
            Comparison::Equal,
            &map(&[&[1], &[7]]),
        );
    }

    #[test]
    fn maps_compare_by_size_then_keys_then_values_whatever_their_order() {
        let one = map(&[&[1], &[10], &[2], &[20]]);
        check(&one, Comparison::Equal, &map(&[&[2], &[20], &[1], &[10]]));
        check(
            &one,
            Comparison::Equal,
            &map(&[MARK, &[0xc0], &[1], &[10], &[2], &[20]]),
        );
        check(&one, Comparison::Greater, &map(&[&[9], &[99]]));
        check(&one, Comparison::Less, &map(&[&[1], &[99], &[3], &[0]]));
        check(&one, Comparison::Less, &map(&[&[1], &[11], &[2], &[0]]));
    }

    #[test]
    fn keys_and_values_come_in_order_of_the_keys() {
        let map = map(&[MARK, &[0xc0], &[2], &[20], &[1], &[10]]);
        check(
            &keys(&map).expect("keys"),
            Comparison::Equal,
            &list(&[&[1], &[2]]),
        );
        check(
            &values(&map).expect("values"),
            Comparison::Equal,
            &list(&[&[10], &[20]]),
        );
        assert_eq!(keys(&list(&[])), None);
    }

    #[test]
    fn what_cannot_be_read_does_not_compare() {
        let deep = Value::Bytes(Type::List, vec![0x91; 100_000].into());
        for wrong in [deep, list(&[&[0xc1]]), list(&[&[0xcf; 9]])] {
            assert_eq!(Comparison::Equal.holds(&wrong, &list(&[])), None);
        }
        assert_eq!(Comparison::Equal.holds(&list(&[]), &map(&[])), None);
    }
}

//! How the data of an operation becomes the body of an answer.
//!
//! The document names the fields as they are to be called. Beyond that, a field whose name begins with
//! `_` is not shown itself: what is asked of it stands in its place. And the table may say, by a field's
//! name, how its value is written.

use std::collections::BTreeMap;

use acm_core::UnixMillis;
use acm_graph::scalars::DateTime;
use async_graphql::{ScalarType, parser::types::Type};
use serde::Deserialize;
use serde_json::{Map, Value};

/// The fields of a selection.
#[derive(Debug, Default)]
pub(super) struct Shape(pub(super) Vec<Member>);

/// A field.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) key: String,
    pub(super) kind: Type,
    pub(super) described: Option<String>,
    pub(super) below: Option<Shape>,
}

impl Member {
    pub(super) fn new(
        key: String,
        kind: Type,
        described: Option<String>,
        below: Option<Shape>,
    ) -> Result<Self, String> {
        let is_list = matches!(kind.base, async_graphql::parser::types::BaseType::List(_));
        if key.starts_with('_') && (below.is_none() || is_list) {
            return Err(format!("what stands in the place of {key} is no object"));
        }
        Ok(Self {
            key,
            kind,
            described,
            below,
        })
    }

    /// What stands in its place, if it is not shown itself.
    pub(super) fn opened(&self) -> Option<&Shape> {
        self.below.as_ref().filter(|_| self.key.starts_with('_'))
    }
}

/// How values are written, by the names of their fields.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub(super) struct Gives(BTreeMap<String, Give>);

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Give {
    /// In a form.
    Form(Form),
    /// By words of the users': what is not among them is written as it is.
    Words(BTreeMap<String, Value>),
}

/// A form of values.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Form {
    /// The time since a time: `3d`, `5h`, `7m`.
    Age,
    /// The first of a list.
    First,
    /// Whether a list has anything.
    Present,
    /// A list of the values of objects, lists in lists made one.
    Flat,
    /// The value of such a list when it has one, given once or more often.
    Sole,
    /// Such a list of texts as lines of one text.
    Lines,
    /// An object without what is null.
    Compact,
}

impl Gives {
    /// How a field is written.
    pub(super) fn get(&self, key: &str) -> Option<&Give> {
        self.0.get(key)
    }

    /// The words of users for a field.
    pub(super) fn words(&self, key: &str) -> Option<Vec<&Value>> {
        match self.0.get(key)? {
            Give::Words(words) => Some(words.values().collect()),
            Give::Form(_) => None,
        }
    }

    /// What the schema calls what users call so.
    pub(super) fn asked(&self, key: &str, shown: &str) -> Option<&str> {
        let Give::Words(words) = self.0.get(key)? else {
            return None;
        };
        let named = words.iter().find(|(_, word)| word.as_str() == Some(shown));
        named.map(|(own, _)| own.as_str())
    }

    fn write(&self, key: &str, value: Value, now: UnixMillis) -> Value {
        match self.0.get(key) {
            None => value,
            Some(Give::Form(form)) => form.write(value, now),
            Some(Give::Words(words)) => {
                let own = match &value {
                    Value::Null => Some("null"),
                    Value::Bool(true) => Some("true"),
                    Value::Bool(false) => Some("false"),
                    Value::String(text) => Some(text.as_str()),
                    _ => None,
                };
                own.and_then(|own| words.get(own)).cloned().unwrap_or(value)
            }
        }
    }
}

impl Form {
    fn write(self, value: Value, now: UnixMillis) -> Value {
        match self {
            _ if value.is_null() => value,
            Self::Age => age(&value, now),
            Self::First => value
                .as_array()
                .and_then(|list| list.first().cloned())
                .into(),
            Self::Present => value.as_array().is_some_and(|list| !list.is_empty()).into(),
            Self::Flat => Value::Array(flat(value)),
            Self::Sole => {
                let mut values = flat(value);
                values.dedup();
                let first = values.pop();
                first.filter(|_| values.is_empty()).into()
            }
            Self::Lines => {
                let lines = flat(value);
                let lines: Vec<_> = lines.iter().filter_map(Value::as_str).collect();
                lines.join("\n").into()
            }
            Self::Compact => compact(value),
        }
    }
}

impl Shape {
    pub(super) fn add(&mut self, member: Member) {
        if !self.0.iter().any(|known| known.key == member.key) {
            self.0.push(member);
        }
    }

    /// The part that a pointer leads to.
    pub(super) fn at(&self, pointer: &str) -> Option<&Member> {
        let (first, rest) = match pointer.strip_prefix('/')?.split_once('/') {
            Some((first, rest)) => (first, Some(format!("/{rest}"))),
            None => (pointer.strip_prefix('/')?, None),
        };
        let opened = || self.0.iter().filter_map(Member::opened);
        let Some(member) = self.0.iter().find(|one| one.key == first) else {
            return opened().find_map(|shape| shape.at(pointer));
        };
        match rest {
            None => Some(member),
            Some(rest) => member.below.as_ref()?.at(&rest),
        }
    }

    /// Shapes the data of an answer.
    pub(super) fn write(&self, value: Value, gives: &Gives, now: UnixMillis) -> Value {
        match value {
            Value::Array(items) => {
                let items = items.into_iter();
                items.map(|item| self.write(item, gives, now)).collect()
            }
            Value::Object(mut object) => {
                let mut shaped = Map::new();
                self.members(&mut object, gives, now, &mut shaped);
                Value::Object(shaped)
            }
            other => other,
        }
    }

    fn members(
        &self,
        object: &mut Map<String, Value>,
        gives: &Gives,
        now: UnixMillis,
        shaped: &mut Map<String, Value>,
    ) {
        for member in &self.0 {
            let value = object.remove(&member.key).unwrap_or_default();
            match (member.opened(), value) {
                (Some(below), Value::Object(mut inner)) => {
                    below.members(&mut inner, gives, now, shaped);
                }
                (Some(below), _) => below.members(&mut Map::new(), gives, now, shaped),
                (None, value) => {
                    let value = match &member.below {
                        Some(below) => below.write(value, gives, now),
                        None => value,
                    };
                    shaped.insert(member.key.clone(), gives.write(&member.key, value, now));
                }
            }
        }
    }
}

/// The time since a time, in the largest unit it fills.
fn age(since: &Value, now: UnixMillis) -> Value {
    let since = async_graphql::Value::from_json(since.clone()).ok();
    let Some(since) = since.and_then(|since| DateTime::parse(since).ok()) else {
        return Value::Null;
    };
    let minutes = (now - since.0).max(0) / 60_000;
    let text = match (minutes / 1_440, minutes / 60) {
        (0, 0) => format!("{minutes}m"),
        (0, hours) => format!("{hours}h"),
        (days, _) => format!("{days}d"),
    };
    text.into()
}

fn flat(value: Value) -> Vec<Value> {
    let parts: Vec<Value> = match value {
        Value::Array(items) => items,
        other => vec![other],
    };
    let values = parts.into_iter().flat_map(|part| match part {
        Value::Object(fields) => fields.into_iter().map(|(_, value)| value).collect(),
        other => vec![other],
    });
    let lists = values.flat_map(|value| match value {
        Value::Array(items) => items,
        other => vec![other],
    });
    lists.filter(|value| !value.is_null()).collect()
}

fn compact(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields = fields.into_iter().filter(|(_, value)| !value.is_null());
            let fields = fields.map(|(name, value)| (name, compact(value)));
            Value::Object(fields.collect())
        }
        Value::Array(items) => items.into_iter().map(compact).collect(),
        other => other,
    }
}

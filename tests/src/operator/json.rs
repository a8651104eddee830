//! Small readings of raw JSON.

use serde_json::{Map, Value};

static NULL: Value = Value::Null;

/// What is at a pointer; null when nothing is.
pub(super) fn at<'a>(value: &'a Value, pointer: &str) -> &'a Value {
    value.pointer(pointer).unwrap_or(&NULL)
}

/// A text at a pointer; empty when there is none.
pub(super) fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    at(value, pointer).as_str().unwrap_or_default()
}

/// A number at a pointer; 0 when there is none.
pub(super) fn number(value: &Value, pointer: &str) -> i64 {
    at(value, pointer).as_i64().unwrap_or_default()
}

/// Whether there is `true` at a pointer.
pub(super) fn flag(value: &Value, pointer: &str) -> bool {
    at(value, pointer).as_bool().unwrap_or_default()
}

/// The items of a list at a pointer; none when there is no list.
pub(super) fn items<'a>(value: &'a Value, pointer: &str) -> &'a [Value] {
    at(value, pointer).as_array().map_or(&[], Vec::as_slice)
}

/// The texts of a list at a pointer.
pub(super) fn texts<'a>(value: &'a Value, pointer: &str) -> Vec<&'a str> {
    items(value, pointer)
        .iter()
        .filter_map(Value::as_str)
        .collect()
}

/// The same without nulls, empty objects and empty lists, as Go leaves out what is empty.
pub(super) fn compact(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields = fields
                .into_iter()
                .map(|(key, value)| (key, compact(value)))
                .filter(|(_, value)| !is_empty(value));
            Value::Object(fields.collect())
        }
        other => other,
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Object(fields) => fields.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

/// The merge patch that makes `after` of `before`; null when they are equal.
pub(super) fn difference(before: &Value, after: &Value) -> Value {
    let (Value::Object(old), Value::Object(new)) = (before, after) else {
        return if before == after {
            Value::Null
        } else {
            after.clone()
        };
    };
    let mut patch = Map::new();
    for (key, value) in new {
        match old.get(key) {
            Some(known) if known == value => {}
            Some(known) if known.is_object() && value.is_object() => {
                patch.insert(key.clone(), difference(known, value));
            }
            _ => {
                patch.insert(key.clone(), value.clone());
            }
        }
    }
    for key in old.keys().filter(|key| !new.contains_key(*key)) {
        patch.insert(key.clone(), Value::Null);
    }
    if patch.is_empty() {
        Value::Null
    } else {
        Value::Object(patch)
    }
}

/// Lays `over` upon `base`: objects are merged, all else is replaced.
pub(super) fn overlay(base: &mut Value, over: &Value) {
    match (base, over) {
        (Value::Object(base), Value::Object(over)) => {
            for (key, value) in over {
                overlay(base.entry(key.clone()).or_insert(Value::Null), value);
            }
        }
        (_, Value::Null) => {}
        (base, over) => base.clone_from(over),
    }
}

/// Sixteen hexadecimal digits that change with the value, whatever the order of its keys.
pub(super) fn hash(value: &Value) -> String {
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    feed(value, &mut |bytes| {
        for byte in bytes {
            state = (state ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    });
    format!("{state:016x}")
}

fn feed(value: &Value, take: &mut impl FnMut(&[u8])) {
    match value {
        Value::Object(fields) => {
            let mut keys: Vec<_> = fields.keys().collect();
            keys.sort();
            take(b"{");
            for key in keys {
                take(key.as_bytes());
                take(b"\0");
                feed(&fields[key], take);
            }
            take(b"}");
        }
        Value::Array(items) => {
            take(b"[");
            for item in items {
                feed(item, take);
                take(b",");
            }
            take(b"]");
        }
        scalar => take(scalar.to_string().as_bytes()),
    }
}

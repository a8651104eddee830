//! Values of records to and from those of modules.

use acm_aerospike::{MapOrder, Value};
use acm_lua::Value as Lua;

/// A value, for a module.
pub(super) fn enter(value: Value) -> Lua {
    match value {
        Value::Nil | Value::Infinity | Value::Wildcard => Lua::Nil,
        Value::Bool(value) => Lua::Boolean(value),
        Value::Int(value) => Lua::Integer(value),
        Value::Float(value) => Lua::Float(value),
        Value::String(text) => Lua::String(text.into_bytes()),
        Value::Bytes(bytes) | Value::Unknown { bytes, .. } => Lua::Bytes(bytes),
        Value::GeoJson(text) => Lua::GeoJson(text.into_bytes()),
        Value::Hll(bytes) => Lua::Hll(bytes),
        Value::List(items) => Lua::List(items.into_iter().map(enter).collect()),
        Value::Map { entries, .. } => {
            let entries = entries.into_iter();
            Lua::Map(
                entries
                    .map(|(key, value)| (enter(key), enter(value)))
                    .collect(),
            )
        }
    }
}

/// A value of a module. Text that is not UTF-8 becomes bytes.
pub(super) fn leave(value: Lua) -> Value {
    let text = |bytes: Vec<u8>, kind: fn(String) -> Value| match String::from_utf8(bytes) {
        Ok(text) => kind(text),
        Err(error) => Value::Bytes(error.into_bytes()),
    };
    match value {
        Lua::Nil => Value::Nil,
        Lua::Boolean(value) => Value::Bool(value),
        Lua::Integer(value) => Value::Int(value),
        Lua::Float(value) => Value::Float(value),
        Lua::String(bytes) => text(bytes, Value::String),
        Lua::GeoJson(bytes) => text(bytes, Value::GeoJson),
        Lua::Bytes(bytes) => Value::Bytes(bytes),
        Lua::Hll(bytes) => Value::Hll(bytes),
        Lua::List(items) => Value::List(items.into_iter().map(leave).collect()),
        Lua::Map(entries) => Value::Map {
            entries: entries
                .into_iter()
                .map(|(key, value)| (leave(key), leave(value)))
                .collect(),
            order: MapOrder::Unordered,
        },
    }
}

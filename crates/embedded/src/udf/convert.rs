//! Values of records to and from those of modules.

use acm_lua::Value;
use bytes::Bytes;

use crate::cdt::{self, List, Map, MapOrder};
use crate::proto::ResultCode;
use crate::proto::value::{Particle, particle};

/// The arguments of a call: the elements of one list.
pub(crate) fn arguments(bytes: &Bytes) -> Result<Vec<Value>, ResultCode> {
    match cdt::decode(bytes.clone()) {
        Ok(cdt::Value::List(list)) => Ok(list.items.into_iter().map(of_value).collect()),
        _ => Err(ResultCode::PARAMETER),
    }
}

/// A value of a bin or a key, for a module.
pub(crate) fn enter(particle: &Particle) -> Value {
    match cdt::Value::from_particle(particle) {
        Ok(value) => of_value(value),
        Err(_) => Value::Bytes(particle.data().to_vec()),
    }
}

/// A value of a module, for a bin or a reply; nil is none.
///
/// # Errors
///
/// `PARAMETER` for what is nested deeper than a value may be.
pub(crate) fn leave(value: Value) -> Result<Option<Particle>, ResultCode> {
    to_value(value).into_particle()
}

fn of_value(value: cdt::Value) -> Value {
    match value {
        cdt::Value::Nil | cdt::Value::Infinity | cdt::Value::Wildcard => Value::Nil,
        cdt::Value::Boolean(value) => Value::Boolean(value),
        cdt::Value::Integer(value) => Value::Integer(value),
        cdt::Value::Single(value) => Value::Float(value.into()),
        cdt::Value::Float(value) => Value::Float(value),
        cdt::Value::Bytes(bytes) => match bytes.split_first() {
            Some((&particle::STRING, text)) => Value::String(text.to_vec()),
            Some((&particle::GEOJSON, text)) => Value::GeoJson(text.to_vec()),
            Some((&particle::HLL, data)) => Value::Hll(data.to_vec()),
            Some((_, data)) => Value::Bytes(data.to_vec()),
            None => Value::Bytes(Vec::new()),
        },
        cdt::Value::List(list) => Value::List(list.items.into_iter().map(of_value).collect()),
        cdt::Value::Map(map) => Value::Map(
            map.entries()
                .iter()
                .map(|(key, value)| (of_value(key.clone()), of_value(value.clone())))
                .collect(),
        ),
    }
}

fn to_value(value: Value) -> cdt::Value {
    let typed =
        |kind: u8, data: Vec<u8>| cdt::Value::Bytes([&[kind], data.as_slice()].concat().into());
    match value {
        Value::Nil => cdt::Value::Nil,
        Value::Boolean(value) => cdt::Value::Boolean(value),
        Value::Integer(value) => cdt::Value::Integer(value),
        Value::Float(value) => cdt::Value::Float(value),
        Value::String(text) => typed(particle::STRING, text),
        Value::Bytes(data) => typed(particle::BLOB, data),
        Value::GeoJson(text) => typed(particle::GEOJSON, text),
        Value::Hll(data) => typed(particle::HLL, data),
        Value::List(values) => {
            cdt::Value::List(List::unordered(values.into_iter().map(to_value).collect()))
        }
        Value::Map(entries) => {
            let entries = entries.into_iter();
            let entries = entries.map(|(key, value)| (to_value(key), to_value(value)));
            cdt::Value::Map(Map::sorted(MapOrder::Unordered, entries.collect()))
        }
    }
}

//! Between our values and the driver's.
//!
//! Reading moves every string and byte array; nothing is copied. What the driver itself does not
//! keep when it reads is listed in the crate's README.

use aerospike::{FloatValue, IndexMap, Value as Driver};

use super::{MapOrder, Value, ValueError};

impl From<Driver> for Value {
    fn from(value: Driver) -> Self {
        match value {
            Driver::Bool(value) => Self::Bool(value),
            Driver::Int(value) => Self::Int(value),
            Driver::Float(FloatValue::F64(bits)) => Self::Float(f64::from_bits(bits)),
            Driver::Float(FloatValue::F32(bits)) => Self::Float(f64::from(f32::from_bits(bits))),
            Driver::String(text) => Self::String(text),
            Driver::Blob(bytes) => Self::Bytes(bytes),
            Driver::List(items) | Driver::MultiResult(items) => {
                Self::List(items.into_iter().map(Self::from).collect())
            }
            Driver::HashMap(map) => map_from(map, MapOrder::Unordered),
            Driver::OrderedMap(map) => map_from(map, MapOrder::Unordered),
            Driver::SortedMap(map) => map_from(map, MapOrder::KeyOrdered),
            Driver::KeyValueList(entries) => map_from(entries, MapOrder::KeyValueOrdered),
            Driver::GeoJson(text) => Self::GeoJson(text),
            Driver::Hll(bytes) => Self::Hll(bytes),
            Driver::Infinity => Self::Infinity,
            Driver::Wildcard => Self::Wildcard,
            Driver::Unknown(particle, bytes) => Self::Unknown { particle, bytes },
            _ => Self::Nil,
        }
    }
}

fn map_from(entries: impl IntoIterator<Item = (Driver, Driver)>, order: MapOrder) -> Value {
    let entries = entries
        .into_iter()
        .map(|(key, value)| (Value::from(key), Value::from(value)))
        .collect();
    Value::Map { entries, order }
}

/// Roughly how many bytes a value of the driver's takes in memory.
pub(crate) fn driver_bytes(value: &Driver) -> usize {
    fn pairs<'a>(pairs: impl Iterator<Item = (&'a Driver, &'a Driver)>) -> usize {
        pairs
            .map(|(key, value)| driver_bytes(key) + driver_bytes(value))
            .sum()
    }
    let heap = match value {
        Driver::String(text) | Driver::GeoJson(text) => text.len(),
        Driver::Blob(bytes) | Driver::Hll(bytes) | Driver::Unknown(_, bytes) => bytes.len(),
        Driver::List(items) | Driver::MultiResult(items) => items.iter().map(driver_bytes).sum(),
        Driver::HashMap(map) => pairs(map.iter()),
        Driver::OrderedMap(map) => pairs(map.iter()),
        Driver::SortedMap(map) => pairs(map.iter()),
        Driver::KeyValueList(entries) => pairs(entries.iter().map(|(key, value)| (key, value))),
        _ => 0,
    };
    size_of::<Driver>() + heap
}

impl Value {
    /// The driver's form of a whole bin's value.
    ///
    /// # Errors
    ///
    /// What the driver cannot write without loss: infinity and wildcard, uninterpreted particles
    /// inside collections, key-value-ordered maps, and map keys that are neither integer, string
    /// nor bytes.
    pub(crate) fn into_driver(self) -> Result<Driver, ValueError> {
        match self {
            Self::Unknown { particle, bytes } => Ok(Driver::Unknown(particle, bytes)),
            value => value.into_element(),
        }
    }

    fn into_element(self) -> Result<Driver, ValueError> {
        Ok(match self {
            Self::Nil => Driver::Nil,
            Self::Bool(value) => Driver::Bool(value),
            Self::Int(value) => Driver::Int(value),
            Self::Float(value) => Driver::Float(FloatValue::F64(value.to_bits())),
            Self::String(text) => Driver::String(text),
            Self::Bytes(bytes) => Driver::Blob(bytes),
            Self::GeoJson(text) => Driver::GeoJson(text),
            Self::Hll(bytes) => Driver::Hll(bytes),
            Self::List(items) => Driver::List(
                items
                    .into_iter()
                    .enumerate()
                    .map(|(index, item)| item.into_element().map_err(|error| error.inside(index)))
                    .collect::<Result<_, _>>()?,
            ),
            Self::Map { entries, order } => into_map(entries, order)?,
            Self::Infinity | Self::Wildcard => {
                return Err(ValueError::new(
                    "Infinity and wildcard are bounds; they cannot be stored.",
                ));
            }
            Self::Unknown { particle, .. } => {
                return Err(ValueError::new(format!(
                    "A particle of type {particle} can be written as a whole bin only."
                )));
            }
        })
    }
}

fn into_map(entries: Vec<(Value, Value)>, order: MapOrder) -> Result<Driver, ValueError> {
    if order == MapOrder::KeyValueOrdered {
        return Err(ValueError::new(
            "Key-value-ordered maps can be read but not written; use KEY_ORDERED to store it so.",
        ));
    }
    let count = entries.len();
    let mut map = IndexMap::with_capacity(count);
    for (index, (key, value)) in entries.into_iter().enumerate() {
        let key = match key {
            Value::Int(key) => Driver::Int(key),
            Value::String(key) => Driver::String(key),
            Value::Bytes(key) => Driver::Blob(key),
            other => {
                let reason = format!(
                    "A map's key is an integer, a string or bytes, not {}.",
                    other.type_name()
                );
                return Err(ValueError::new(reason).inside(index));
            }
        };
        let value = value.into_element().map_err(|error| error.inside(index))?;
        if map.insert(key, value).is_some() {
            return Err(ValueError::new("The map has the same key twice.").inside(index));
        }
    }
    Ok(match order {
        MapOrder::KeyOrdered => Driver::SortedMap(map.into_iter().collect()),
        _ => Driver::OrderedMap(map),
    })
}

#[cfg(test)]
mod tests {
    use super::{Driver, MapOrder, Value};

    #[track_caller]
    fn check_round_trip(value: Value) {
        let driver = value.clone().into_driver().unwrap();
        assert_eq!(Value::from(driver), value);
    }

    fn map(order: MapOrder) -> Value {
        Value::Map {
            entries: vec![
                (
                    Value::Int(1),
                    Value::List(vec![Value::Nil, Value::Bool(true)]),
                ),
                (Value::String("k".into()), Value::Float(-0.0)),
                (
                    Value::Bytes(vec![0, 255]),
                    Value::GeoJson("{\"type\": \"Point\"}".into()),
                ),
            ],
            order,
        }
    }

    #[test]
    fn values_survive_the_driver() {
        check_round_trip(Value::Float(f64::from_bits(0x7ff8_0000_dead_beef)));
        check_round_trip(Value::Hll(vec![1, 2]));
        check_round_trip(Value::Unknown {
            particle: 9,
            bytes: vec![7],
        });
        check_round_trip(map(MapOrder::Unordered));
        check_round_trip(map(MapOrder::KeyOrdered));
    }

    #[test]
    fn single_precision_floats_keep_their_number() {
        let bits = 0.1f32.to_bits();
        let value = Value::from(Driver::Float(aerospike::FloatValue::F32(bits)));
        assert_eq!(value, Value::Float(f64::from(0.1f32)));
    }

    #[test]
    fn values_the_driver_would_lose_are_refused_with_their_place() {
        for (value, path) in [
            (Value::Infinity, ""),
            (Value::List(vec![Value::Nil, Value::Wildcard]), "/1"),
            (
                Value::List(vec![Value::Unknown {
                    particle: 7,
                    bytes: vec![],
                }]),
                "/0",
            ),
            (map(MapOrder::KeyValueOrdered), ""),
            (
                Value::Map {
                    entries: vec![(Value::Bool(true), Value::Nil)],
                    order: MapOrder::Unordered,
                },
                "/0",
            ),
        ] {
            assert_eq!(value.into_driver().unwrap_err().path, path);
        }
    }
}

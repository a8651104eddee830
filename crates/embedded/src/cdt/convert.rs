//! Values to and from the particles of bins.

use bytes::Bytes;

use super::codec;
use super::value::Value;
use crate::proto::ResultCode;
use crate::proto::value::{GEOJSON_HEADER, Particle, geojson_text, particle};

impl Value {
    /// The value of a bin.
    ///
    /// # Errors
    ///
    /// `PARAMETER` for lists and maps with more values than can be worked on, or such as no client
    /// sends.
    pub(crate) fn from_particle(bin: &Particle) -> Result<Self, ResultCode> {
        let data = bin.data();
        let number = <[u8; 8]>::try_from(data);
        Ok(match (bin.kind(), number) {
            (particle::INTEGER, Ok(bytes)) => Self::Integer(i64::from_be_bytes(bytes)),
            (particle::FLOAT, Ok(bytes)) => Self::Float(f64::from_be_bytes(bytes)),
            (particle::BOOL, _) => Self::Boolean(data == [1]),
            (particle::LIST | particle::MAP, _) => {
                codec::decode(bin.bytes().clone()).map_err(|_| ResultCode::PARAMETER)?
            }
            (kind @ particle::GEOJSON, _) => {
                typed(kind, &geojson_text(bin.bytes()).unwrap_or_default())
            }
            (kind, _) => typed(kind, data),
        })
    }

    /// The particle of a bin or a result; nil is none.
    ///
    /// # Errors
    ///
    /// `PARAMETER` for what is nested deeper than a value may be.
    pub(crate) fn into_particle(self) -> Result<Option<Particle>, ResultCode> {
        Ok(Some(match self {
            Self::Nil | Self::Infinity | Self::Wildcard => return Ok(None),
            Self::Boolean(value) => Particle::boolean(value),
            Self::Integer(value) => Particle::integer(value),
            Self::Single(value) => Particle::float(f64::from(value)),
            Self::Float(value) => Particle::float(value),
            Self::Bytes(bytes) => from_typed(&bytes),
            Self::List(_) => Particle::new(particle::LIST, packed(&self)?),
            Self::Map(_) => Particle::new(particle::MAP, packed(&self)?),
        }))
    }
}

/// A bin as a server stores what was put: the entries of maps in the order of their keys.
pub(crate) fn in_order(bin: Particle) -> Particle {
    if !matches!(bin.kind(), particle::LIST | particle::MAP) {
        return bin;
    }
    match codec::in_order(bin.bytes().clone()) {
        Some(bytes) => Particle::new(bin.kind(), bytes.into()),
        None => bin,
    }
}

fn packed(value: &Value) -> Result<Bytes, ResultCode> {
    let bytes = codec::encode(value).map_err(|_| ResultCode::PARAMETER)?;
    Ok(bytes.into())
}

fn typed(kind: u8, data: &[u8]) -> Value {
    Value::Bytes([&[kind], data].concat().into())
}

fn from_typed(bytes: &Bytes) -> Particle {
    match bytes.split_first() {
        // Inside of lists and maps GeoJSON is the text alone; a bin has cells before it.
        Some((&kind @ particle::GEOJSON, text)) => {
            Particle::new(kind, [&[0; GEOJSON_HEADER], text].concat().into())
        }
        Some((
            &kind @ (particle::STRING
            | particle::BLOB
            | particle::HLL
            | particle::FIRST_LANGUAGE_BLOB..=particle::LAST_LANGUAGE_BLOB),
            data,
        )) => Particle::new(kind, Bytes::copy_from_slice(data)),
        _ => Particle::new(particle::BLOB, Bytes::copy_from_slice(bytes)),
    }
}

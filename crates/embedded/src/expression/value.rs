//! Values that expressions calculate with.

use bytes::{BufMut, Bytes, BytesMut};

use super::types::Type;
use crate::proto::value::{self, Particle, particle};

/// A value. Bytes are shared with what they came from, never copied.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Nil,
    Boolean(bool),
    Integer(i64),
    Float(f64),
    /// Text, bytes, a list, a map, GeoJSON without its cells, or HyperLogLog.
    Bytes(Type, Bytes),
}

impl Value {
    /// The value of a bin or a key; `None` for types that expressions do not know.
    pub(super) fn of(particle: &Particle) -> Option<Self> {
        let kind = Type::of_particle(particle.kind())?;
        let data = particle.bytes();
        let number = <[u8; 8]>::try_from(data.as_ref());
        match kind {
            Type::Nil => None,
            Type::Boolean => Some(Self::Boolean(data.as_ref() != [0])),
            Type::Integer => number.ok().map(i64::from_be_bytes).map(Self::Integer),
            Type::Float => number.ok().map(f64::from_be_bytes).map(Self::Float),
            Type::Geo => {
                let text = value::geojson_text(data)?;
                Some(Self::Bytes(kind, text))
            }
            _ => Some(Self::Bytes(kind, data.clone())),
        }
    }

    /// What a client is told or a bin holds; `None` is null.
    pub(crate) fn into_particle(self) -> Option<Particle> {
        match self {
            Self::Nil => None,
            Self::Boolean(value) => Some(Particle::boolean(value)),
            Self::Integer(value) => Some(Particle::integer(value)),
            Self::Float(value) => Some(Particle::float(value)),
            Self::Bytes(Type::Geo, text) => {
                // Neither flags nor cells.
                let mut data = BytesMut::zeroed(value::GEOJSON_HEADER);
                data.put(text);
                Particle::from_wire(particle::GEOJSON, &data.freeze())
                    .ok()
                    .flatten()
            }
            Self::Bytes(kind, data) => Particle::from_wire(kind.particle(), &data).ok().flatten(),
        }
    }

    pub(super) const fn kind(&self) -> Type {
        match self {
            Self::Nil => Type::Nil,
            Self::Boolean(_) => Type::Boolean,
            Self::Integer(_) => Type::Integer,
            Self::Float(_) => Type::Float,
            Self::Bytes(kind, _) => *kind,
        }
    }
}

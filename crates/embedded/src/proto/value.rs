//! Bin values: a particle type and the bytes that came with it, kept as they are.

use bytes::Bytes;

use super::ResultCode;
use super::msgpack::{self, Outer};

/// Particle type numbers.
pub(crate) mod particle {
    pub(crate) const NULL: u8 = 0;
    pub(crate) const INTEGER: u8 = 1;
    pub(crate) const FLOAT: u8 = 2;
    pub(crate) const STRING: u8 = 3;
    pub(crate) const BLOB: u8 = 4;
    /// Serialised objects of seven client languages, 7 to 12; servers keep them as bytes.
    pub(crate) const FIRST_LANGUAGE_BLOB: u8 = 7;
    pub(crate) const LAST_LANGUAGE_BLOB: u8 = 12;
    pub(crate) const BOOL: u8 = 17;
    pub(crate) const HLL: u8 = 18;
    pub(crate) const MAP: u8 = 19;
    pub(crate) const LIST: u8 = 20;
    pub(crate) const GEOJSON: u8 = 23;
}

/// Flags byte and cell count before the cells and the text of a GeoJSON value.
pub(crate) const GEOJSON_HEADER: usize = 3;
const GEOJSON_CELL: usize = 8;

/// A value that is not null. Its bytes are what the client sent and what it gets back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Particle {
    kind: u8,
    data: Bytes,
}

impl Particle {
    /// Checks a value from the wire. The null particle is `None`.
    ///
    /// # Errors
    ///
    /// `PARAMETER` for an unknown type or a length the type cannot have; `SERVER_ERROR` for a list
    /// or map that is not well-formed, as servers answer.
    pub(crate) fn from_wire(kind: u8, data: &Bytes) -> Result<Option<Self>, ResultCode> {
        let fits = match kind {
            particle::NULL => return Ok(None),
            particle::INTEGER | particle::FLOAT => data.len() == 8,
            particle::BOOL => matches!(data.as_ref(), [0 | 1]),
            particle::STRING
            | particle::BLOB
            | particle::HLL
            | particle::FIRST_LANGUAGE_BLOB..=particle::LAST_LANGUAGE_BLOB => true,
            particle::GEOJSON => is_geojson(data),
            particle::LIST | particle::MAP => {
                let outer = if kind == particle::LIST {
                    Outer::List
                } else {
                    Outer::Map
                };
                if !msgpack::is_well_formed(data, outer) {
                    return Err(ResultCode::SERVER_ERROR);
                }
                true
            }
            _ => false,
        };
        if fits {
            // A copy, so that a small value does not keep the whole request alive.
            Ok(Some(Self {
                kind,
                data: Bytes::copy_from_slice(data),
            }))
        } else {
            Err(ResultCode::PARAMETER)
        }
    }

    /// A value this server made, which needs no check.
    pub(crate) const fn new(kind: u8, data: Bytes) -> Self {
        Self { kind, data }
    }

    pub(crate) fn integer(value: i64) -> Self {
        Self {
            kind: particle::INTEGER,
            data: Bytes::copy_from_slice(&value.to_be_bytes()),
        }
    }

    pub(crate) fn boolean(value: bool) -> Self {
        Self {
            kind: particle::BOOL,
            data: Bytes::from_static(if value { &[1] } else { &[0] }),
        }
    }

    pub(crate) fn float(value: f64) -> Self {
        Self {
            kind: particle::FLOAT,
            data: Bytes::copy_from_slice(&value.to_be_bytes()),
        }
    }

    pub(crate) fn string(value: &str) -> Self {
        Self {
            kind: particle::STRING,
            data: Bytes::copy_from_slice(value.as_bytes()),
        }
    }

    /// The type number.
    pub(crate) const fn kind(&self) -> u8 {
        self.kind
    }

    /// The bytes on the wire.
    pub(crate) fn data(&self) -> &[u8] {
        &self.data
    }

    /// The same bytes, to be kept.
    pub(crate) const fn bytes(&self) -> &Bytes {
        &self.data
    }

    /// `self + other`: integers wrap, floats add.
    pub(crate) fn add(&self, other: &Self) -> Result<Self, ResultCode> {
        match (self.number(), other.number()) {
            (Some(Number::Integer(left)), Some(Number::Integer(right))) => {
                Ok(Self::integer(left.wrapping_add(right)))
            }
            (Some(Number::Float(left)), Some(Number::Float(right))) => {
                Ok(Self::float(left + right))
            }
            _ => Err(ResultCode::INCOMPATIBLE_TYPE),
        }
    }

    /// Whether increments work on this type.
    pub(crate) fn is_number(&self) -> bool {
        self.number().is_some()
    }

    /// Whether appending and prepending work on this type.
    pub(crate) const fn is_text_or_bytes(&self) -> bool {
        matches!(
            self.kind,
            particle::STRING | particle::BLOB | particle::FIRST_LANGUAGE_BLOB
                ..=particle::LAST_LANGUAGE_BLOB
        )
    }

    /// The bytes of `self` followed by those of `other`, which must have the same type.
    pub(crate) fn concat(&self, other: &Self) -> Result<Self, ResultCode> {
        if self.kind != other.kind || !self.is_text_or_bytes() {
            return Err(ResultCode::INCOMPATIBLE_TYPE);
        }
        let data = [self.data.as_ref(), other.data.as_ref()].concat();
        Ok(Self {
            kind: self.kind,
            data: data.into(),
        })
    }

    fn number(&self) -> Option<Number> {
        let bytes = <[u8; 8]>::try_from(self.data.as_ref()).ok()?;
        match self.kind {
            particle::INTEGER => Some(Number::Integer(i64::from_be_bytes(bytes))),
            particle::FLOAT => Some(Number::Float(f64::from_be_bytes(bytes))),
            _ => None,
        }
    }
}

enum Number {
    Integer(i64),
    Float(f64),
}

/// Whether the flags, the cell count, the cells and some text are there. The text itself is not
/// looked at.
fn is_geojson(data: &[u8]) -> bool {
    text_start(data).is_some_and(|start| data.len() > start)
}

/// The text of a GeoJSON value.
pub(crate) fn geojson_text(data: &Bytes) -> Option<Bytes> {
    let start = text_start(data)?;
    (start <= data.len()).then(|| data.slice(start..))
}

/// Where the text of a GeoJSON value starts, after its flags and cells.
fn text_start(data: &[u8]) -> Option<usize> {
    let &[_, high, low] = data.first_chunk::<GEOJSON_HEADER>()?;
    let cells = usize::from(u16::from_be_bytes([high, low]));
    Some(GEOJSON_HEADER + cells * GEOJSON_CELL)
}

//! What is asked of a value.

use acm_aerospike::expression::{
    BinType, Condition, GeoShape, ListCondition, MapCondition, Place, check_geo_json,
};
use acm_graph::scalars::GeoJson;
use async_graphql::{Enum, OneofObject};

use super::{
    At,
    collections::{ListConditionInput, MapConditionInput},
    compare::{BytesConditionInput, FloatConditionInput, IntConditionInput},
    text::StringConditionInput,
};
use crate::error::Result;

/// A condition on a value. Exactly one of the fields; all but `exists` and `type` are neither true nor
/// false for a value of another type.
#[derive(Clone, Debug, OneofObject)]
pub(in crate::graphql) enum ValueConditionInput {
    /// Whether there is anything.
    Exists(bool),
    /// Of which type the bin is; of a bin itself only.
    Type(BinTypeName),
    /// It is this boolean.
    Bool(bool),
    /// On an integer.
    Int(IntConditionInput),
    /// On a float.
    Float(FloatConditionInput),
    /// On a text.
    String(StringConditionInput),
    /// On bytes.
    Bytes(BytesConditionInput),
    /// On a shape.
    Geo(GeoConditionInput),
    /// On a list.
    List(ListConditionInput),
    /// On a map.
    Map(MapConditionInput),
}

/// A condition on a shape. Exactly one of the fields.
#[derive(Clone, Debug, OneofObject)]
pub(in crate::graphql) enum GeoConditionInput {
    /// A point within this region: a `Polygon`, `MultiPolygon` or `AeroCircle`.
    Within(GeoJson),
    /// A region that contains this `Point`.
    Containing(GeoJson),
}

/// The type of a bin.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(name = "BinType")]
pub enum BinTypeName {
    /// A boolean.
    Bool,
    /// A 64-bit integer.
    Int,
    /// A 64-bit float.
    Float,
    /// Text.
    String,
    /// Bytes.
    Bytes,
    /// GeoJSON.
    Geojson,
    /// A HyperLogLog sketch.
    Hll,
    /// A list.
    List,
    /// A map.
    Map,
}

impl From<BinTypeName> for BinType {
    fn from(name: BinTypeName) -> Self {
        match name {
            BinTypeName::Bool => Self::Bool,
            BinTypeName::Int => Self::Int,
            BinTypeName::Float => Self::Float,
            BinTypeName::String => Self::String,
            BinTypeName::Bytes => Self::Bytes,
            BinTypeName::Geojson => Self::GeoJson,
            BinTypeName::Hll => Self::Hll,
            BinTypeName::List => Self::List,
            BinTypeName::Map => Self::Map,
        }
    }
}

impl ValueConditionInput {
    /// # Errors
    /// `BAD_USER_INPUT` that names the field.
    pub(super) fn read(self, place: &Place, at: &At<'_>) -> Result<Condition> {
        let condition = match self {
            Self::Exists(expected) => Condition::Exists(expected),
            Self::Type(kind) if place.path.is_empty() => Condition::Type(kind.into()),
            Self::Type(_) => {
                let reason = "servers tell the type of a bin only, not of what lies in it";
                return Err(at.field("type").refuse(reason));
            }
            Self::Bool(value) => Condition::Bool(value),
            Self::Int(condition) => Condition::Int(condition.read(&at.field("int"))?),
            Self::Float(condition) => Condition::Float(condition.read(&at.field("float"))?),
            Self::String(condition) => Condition::String(condition.read(&at.field("string"))?),
            Self::Bytes(condition) => Condition::Bytes(condition.read(&at.field("bytes"))?),
            Self::Geo(shape) => shape.read(&at.field("geo"))?,
            Self::List(condition) => Condition::List(condition.read(&at.field("list"))?),
            Self::Map(condition) => Condition::Map(condition.read(&at.field("map"))?),
        };
        if place.is_found_by_value() && reads_value(&condition) {
            let reason = "what is found by its value is that value: ask `exists` of it";
            return Err(at.refuse(reason));
        }
        Ok(condition)
    }
}

/// Whether the value itself is looked at, not only what it holds.
fn reads_value(condition: &Condition) -> bool {
    match condition {
        Condition::Exists(_) | Condition::Type(_) => false,
        Condition::List(condition) => matches!(condition, ListCondition::Equal(..)),
        Condition::Map(condition) => matches!(condition, MapCondition::Equal(..)),
        _ => true,
    }
}

impl GeoConditionInput {
    fn read(self, at: &At<'_>) -> Result<Condition> {
        let (shape, kind, field) = match self {
            Self::Within(shape) => (shape, GeoShape::Region, "within"),
            Self::Containing(shape) => (shape, GeoShape::Point, "containing"),
        };
        check_geo_json(&shape.0, kind).map_err(|reason| at.field(field).refuse(reason))?;
        Ok(Condition::Geo(shape.0))
    }
}

//! What is asked of lists and maps.

use acm_aerospike::{
    Value,
    expression::{ListCondition, MapCondition},
};
use async_graphql::OneofObject;

use super::{At, compare::IntConditionInput, place::BinValue, place::map_key};
use crate::error::Result;

/// A condition on a list. Exactly one of the fields.
#[derive(Clone, Debug, OneofObject)]
pub(in crate::graphql) enum ListConditionInput {
    /// On the number of its elements.
    Size(IntConditionInput),
    /// It has an element equal to this.
    Contains(BinValue),
    /// It is equal to this list.
    Eq(BinValue),
    /// It is not equal to this list.
    Ne(BinValue),
}

/// A condition on a map. Exactly one of the fields.
#[derive(Clone, Debug, OneofObject)]
pub(in crate::graphql) enum MapConditionInput {
    /// On the number of its entries.
    Size(IntConditionInput),
    /// It has an entry with this key: an integer, text or bytes.
    ContainsKey(BinValue),
    /// It has an entry with a value equal to this.
    ContainsValue(BinValue),
    /// It is equal to this map.
    Eq(BinValue),
    /// It is not equal to this map.
    Ne(BinValue),
}

impl ListConditionInput {
    /// # Errors
    /// `BAD_USER_INPUT` that names the field.
    pub(super) fn read(self, at: &At<'_>) -> Result<ListCondition> {
        let list = |value: BinValue, at: At<'_>| match value.read(&at)? {
            list @ Value::List(_) => Ok(list),
            _ => Err(at.refuse("a list is compared with a list")),
        };
        Ok(match self {
            Self::Size(size) => ListCondition::Size(size.read(&at.field("size"))?),
            Self::Contains(value) => ListCondition::Contains(value.read(&at.field("contains"))?),
            Self::Eq(value) => ListCondition::Equal(true, list(value, at.field("eq"))?),
            Self::Ne(value) => ListCondition::Equal(false, list(value, at.field("ne"))?),
        })
    }
}

impl MapConditionInput {
    /// # Errors
    /// `BAD_USER_INPUT` that names the field.
    pub(super) fn read(self, at: &At<'_>) -> Result<MapCondition> {
        let map = |value: BinValue, at: At<'_>| match value.read(&at)? {
            map @ Value::Map { .. } => Ok(map),
            _ => Err(at.refuse("a map is compared with a map")),
        };
        Ok(match self {
            Self::Size(size) => MapCondition::Size(size.read(&at.field("size"))?),
            Self::ContainsKey(key) => {
                MapCondition::ContainsKey(map_key(key, &at.field("containsKey"))?)
            }
            Self::ContainsValue(value) => {
                MapCondition::ContainsValue(value.read(&at.field("containsValue"))?)
            }
            Self::Eq(value) => MapCondition::Equal(true, map(value, at.field("eq"))?),
            Self::Ne(value) => MapCondition::Equal(false, map(value, at.field("ne"))?),
        })
    }
}

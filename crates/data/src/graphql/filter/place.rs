//! Places in lists and maps, and the values that name them.

use acm_aerospike::{
    Value as Bin, ValueError,
    expression::PathStep,
    value::{from_json, to_json_text},
};
use acm_core::json;
use async_graphql::{InputValueResult, OneofObject, Scalar, ScalarType, Value};

use super::At;
use crate::error::Result;

/// The longest way.
const MAX_STEPS: usize = 16;

/// A value as it stands in a bin, a list or a map; the scalar's description is on its impl.
#[derive(Clone, Debug)]
pub(in crate::graphql) struct BinValue(Value);

/// One value, in the form that `Bins` gives to each: plain JSON where that is lossless, else an
/// object with a tag such as `{"$int":"9007199254740993"}` or `{"$bytes":"base64"}`.
#[Scalar]
impl ScalarType for BinValue {
    fn parse(value: Value) -> InputValueResult<Self> {
        Ok(Self(value))
    }

    fn to_value(&self) -> Value {
        self.0.clone()
    }
}

impl BinValue {
    /// A value that was read; none for nil.
    pub(in crate::graphql) fn of(value: &Bin) -> Option<Self> {
        if *value == Bin::Nil {
            return None;
        }
        let mut text = String::new();
        to_json_text(value, &mut text);
        Some(Self(json::ready(text)))
    }

    /// The value, checked for a place in an expression.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` that names the place.
    pub(in crate::graphql) fn read(self, at: &At<'_>) -> Result<Bin> {
        self.checked(at, Bin::check_literal)
    }

    /// The value, whatever it is.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` that names the place.
    pub(in crate::graphql) fn read_any(self, at: &At<'_>) -> Result<Bin> {
        self.checked(at, |_| Ok(()))
    }

    fn checked(
        self,
        at: &At<'_>,
        check: fn(&Bin) -> std::result::Result<(), ValueError>,
    ) -> Result<Bin> {
        let json = self.0.into_json();
        let json = json.map_err(|_| at.refuse("it is not a value"))?;
        let value = from_json(&json).and_then(|value| check(&value).map(|()| value));
        value.map_err(|error| {
            let place = error.path.replace('/', ".");
            crate::error::Error::input(format!("{at}{place}"), error.reason)
        })
    }
}

/// A step into a list or a map. Exactly one of the fields.
#[derive(Clone, Debug, OneofObject)]
pub(in crate::graphql) enum PathStepInput {
    /// The element of a list at an index; -1 is the last.
    ListIndex(i32),
    /// The element of a list by rank: 0 is the least, -1 the greatest.
    ListRank(i32),
    /// An element of a list that is equal to this.
    ListValue(BinValue),
    /// The entry of a map with a key: an integer, text or bytes.
    MapKey(BinValue),
    /// The entry of a map at an index in the order of keys.
    MapIndex(i32),
    /// The entry of a map by the rank of its value.
    MapRank(i32),
    /// An entry of a map whose value is equal to this.
    MapValue(BinValue),
}

impl PathStepInput {
    fn read(self, at: &At<'_>) -> Result<PathStep> {
        Ok(match self {
            Self::ListIndex(index) => PathStep::ListIndex(index.into()),
            Self::ListRank(rank) => PathStep::ListRank(rank.into()),
            Self::ListValue(value) => PathStep::ListValue(value.read(&at.field("listValue"))?),
            Self::MapKey(key) => PathStep::MapKey(map_key(key, &at.field("mapKey"))?),
            Self::MapIndex(index) => PathStep::MapIndex(index.into()),
            Self::MapRank(rank) => PathStep::MapRank(rank.into()),
            Self::MapValue(value) => PathStep::MapValue(value.read(&at.field("mapValue"))?),
        })
    }
}

/// A key of a map.
///
/// # Errors
/// `BAD_USER_INPUT` for what is none.
pub(super) fn map_key(key: BinValue, at: &At<'_>) -> Result<Bin> {
    match key.read(at)? {
        key @ (Bin::Int(_) | Bin::String(_) | Bin::Bytes(_)) => Ok(key),
        _ => Err(at.refuse("a key of a map is an integer, text or bytes")),
    }
}

/// A way into lists and maps.
///
/// # Errors
/// `BAD_USER_INPUT` that names the step.
pub(in crate::graphql) fn context(
    steps: Option<Vec<PathStepInput>>,
    at: &At<'_>,
) -> Result<Vec<PathStep>> {
    let steps = steps.unwrap_or_default();
    if steps.len() > MAX_STEPS {
        return Err(at.refuse(format!("a way has at most {MAX_STEPS} steps")));
    }
    let steps = steps.into_iter().enumerate();
    steps
        .map(|(index, step)| step.read(&at.index(index)))
        .collect()
}

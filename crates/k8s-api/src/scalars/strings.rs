//! Labels, annotations and the like.

use std::{borrow::Cow, collections::BTreeMap};

use async_graphql::{InputValueError, InputValueResult, Name, Scalar, ScalarType, Value};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// Strings by key. A key whose value is null is one to remove.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(transparent)]
pub struct StringMap(pub BTreeMap<String, Option<String>>);

impl StringMap {
    /// The string at a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key)?.as_deref()
    }

    /// Every key that has a string.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .filter_map(|(key, text)| Some((key.as_str(), text.as_deref()?)))
    }
}

/// Strings by key, as labels and annotations are: `{"team": "storage"}`. In an update a key that is
/// not mentioned keeps its string, and null removes the key.
#[Scalar]
impl ScalarType for StringMap {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::Object(given) = value else {
            return Err(InputValueError::custom("an object of strings is wanted"));
        };
        let strings = given.into_iter().map(|(key, value)| match value {
            Value::String(text) => Ok((key.to_string(), Some(text))),
            Value::Null => Ok((key.to_string(), None)),
            _ => Err(InputValueError::custom(format!(
                "{key}: a string, or null to remove the key, is wanted"
            ))),
        });
        strings.collect::<Result<_, _>>().map(Self)
    }

    fn to_value(&self) -> Value {
        let strings = self.iter();
        Value::Object(
            strings
                .map(|(key, text)| (Name::new(key), Value::from(text)))
                .collect(),
        )
    }
}

impl JsonSchema for StringMap {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "StringMap".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "additionalProperties": { "type": "string" } })
    }
}

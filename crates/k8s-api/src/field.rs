//! One field of a resource: left out, null, or a value.

use std::borrow::Cow;

use async_graphql::{
    ContextSelectionSet, InputType, InputValueError, InputValueResult, OutputType, Positioned,
    ServerResult, Value, parser::types::Field as Selected, registry::Registry,
};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value as Json;

/// A field that need not be there.
///
/// Read from a resource, `Absent` and `Null` say the same. Given as input they differ: what is
/// absent keeps, null removes. An input written as JSON is therefore the merge patch (RFC 7396) it
/// stands for; see [`merge_patch`].
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Field<T> {
    /// Not mentioned.
    #[default]
    Absent,
    /// Mentioned as null.
    Null,
    /// Mentioned with a value.
    Value(T),
}

impl<T> Field<T> {
    /// Whether the field is not mentioned.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// The value, if there is one.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value, if there is one, taken out.
    #[must_use]
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }
}

impl<T> From<T> for Field<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// `None` is `Absent`: who has nothing to say keeps what is there.
impl<T> From<Option<T>> for Field<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Self::Value)
    }
}

/// What an input says as a JSON merge patch. A null inside of a list is left out: a patch replaces
/// a list as a whole, so there is nothing below it to remove, and an API server refuses the null.
pub fn merge_patch(input: &impl Serialize) -> serde_json::Result<Json> {
    let mut patch = serde_json::to_value(input)?;
    drop_nulls_in_lists(&mut patch, false);
    Ok(patch)
}

fn drop_nulls_in_lists(value: &mut Json, in_list: bool) {
    match value {
        Json::Array(items) => items
            .iter_mut()
            .for_each(|item| drop_nulls_in_lists(item, true)),
        Json::Object(fields) => {
            if in_list {
                fields.retain(|_, field| !field.is_null());
            }
            fields
                .values_mut()
                .for_each(|field| drop_nulls_in_lists(field, in_list));
        }
        _ => {}
    }
}

/// What is absent is skipped by the struct that holds the field; alone it can only be null.
impl<T: Serialize> Serialize for Field<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(|value| value.map_or(Self::Null, Self::Value))
    }
}

/// The schema of the value: Kubernetes has no nullable fields here, what is null it drops.
impl<T: JsonSchema> JsonSchema for Field<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<T>()
    }
}

impl<T: InputType> InputType for Field<T> {
    type RawValueType = T::RawValueType;

    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }

    fn qualified_type_name() -> String {
        T::type_name().into_owned()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        T::create_type_info(registry);
        Self::qualified_type_name()
    }

    fn parse(value: Option<Value>) -> InputValueResult<Self> {
        match value {
            None => Ok(Self::Absent),
            Some(Value::Null) => Ok(Self::Null),
            Some(value) => T::parse(Some(value))
                .map(Self::Value)
                .map_err(InputValueError::propagate),
        }
    }

    fn to_value(&self) -> Value {
        self.value().map_or(Value::Null, T::to_value)
    }

    fn as_raw_value(&self) -> Option<&Self::RawValueType> {
        self.value().and_then(T::as_raw_value)
    }
}

impl<T: OutputType> OutputType for Field<T> {
    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }

    fn qualified_type_name() -> String {
        T::type_name().into_owned()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        T::create_type_info(registry);
        <Self as OutputType>::qualified_type_name()
    }

    async fn resolve(
        &self,
        ctx: &ContextSelectionSet<'_>,
        field: &Positioned<Selected>,
    ) -> ServerResult<Value> {
        self.value().resolve(ctx, field).await
    }
}

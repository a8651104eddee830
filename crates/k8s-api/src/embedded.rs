//! Objects whose shape is not the operator's own: kept as the JSON they are.

use std::{borrow::Cow, marker::PhantomData};

use async_graphql::{
    ContextSelectionSet, InputType, InputValueError, InputValueResult, OutputType, Positioned,
    ServerResult, Value,
    parser::types::Field,
    registry::{MetaType, MetaTypeId, Registry},
};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};
use serde_json::{Value as Json, value::RawValue};

use crate::edit::drop_nulls;

/// What an [`Embedded`] holds: the name it has in GraphQL, and what is accepted as input.
pub trait Shape: Send + Sync + 'static {
    /// What input is read as, to see whether it can be one.
    type Checked: DeserializeOwned;
    /// The name of the scalar.
    const NAME: &'static str;
    /// What the scalar is, for readers of the schema.
    const DESCRIPTION: &'static str;

    /// What an API server is to check and keep.
    fn schema(generator: &mut SchemaGenerator) -> Schema;
}

/// JSON of a known shape, with every key it came with.
///
/// What a cluster reports is not checked: its API server has done so, by a definition that may be
/// newer than ours. What a caller gives is, with [`Embedded::parse`].
pub struct Embedded<S> {
    json: Box<RawValue>,
    shape: PhantomData<fn() -> S>,
}

impl<S: Shape> Embedded<S> {
    /// Accepts JSON that has the shape. Keys the shape does not know are kept, and so are those that are null: of a
    /// change, they take away.
    ///
    /// # Errors
    /// Where in the JSON something else is wanted, and what.
    pub fn parse(json: &Json) -> Result<Self, Misshapen> {
        if !json.is_object() {
            return Err(Misshapen::new("", "an object is wanted".to_owned()));
        }
        let mut present = json.clone();
        drop_nulls(&mut present);
        let checked: Result<S::Checked, _> = serde_path_to_error::deserialize(&present);
        checked.map_err(|error| {
            let path = error.path().to_string();
            Misshapen::new(path.trim_start_matches('.'), error.inner().to_string())
        })?;
        let json = serde_json::value::to_raw_value(json)
            .map_err(|error| Misshapen::new("", error.to_string()))?;
        Ok(Self::reported(json))
    }

    /// The JSON as its type.
    ///
    /// # Errors
    /// When a cluster reports what this shape does not have.
    pub fn read(&self) -> serde_json::Result<S::Checked> {
        serde_json::from_str(self.json.get())
    }
}

impl<S> Embedded<S> {
    /// JSON as a cluster reports it.
    #[must_use]
    pub fn reported(json: Box<RawValue>) -> Self {
        Self {
            json,
            shape: PhantomData,
        }
    }

    /// The JSON as text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.json.get()
    }

    /// The JSON as a tree. Text that a cluster reports is JSON, so there always is one.
    #[must_use]
    pub fn json(&self) -> Json {
        serde_json::from_str(self.json.get()).unwrap_or_default()
    }
}

/// Why JSON has not the shape that is wanted.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{}{reason}", .path.as_deref().map(|path| format!("{path}: ")).unwrap_or_default())]
pub struct Misshapen {
    /// The field below the value, as in `env[0].name`; none when the value itself is wrong.
    pub path: Option<String>,
    /// What is wrong with it.
    pub reason: String,
}

impl Misshapen {
    fn new(path: &str, reason: String) -> Self {
        let path = (!path.is_empty()).then(|| path.to_owned());
        Self { path, reason }
    }
}

impl<S> Clone for Embedded<S> {
    fn clone(&self) -> Self {
        Self::reported(self.json.clone())
    }
}

impl<S: Shape> std::fmt::Debug for Embedded<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}({})", S::NAME, self.text())
    }
}

/// Equal as JSON: the order of keys does not count.
impl<S> PartialEq for Embedded<S> {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text() || self.json() == other.json()
    }
}

impl<S> Serialize for Embedded<S> {
    fn serialize<T: Serializer>(&self, serializer: T) -> Result<T::Ok, T::Error> {
        self.json.serialize(serializer)
    }
}

impl<'de, S> Deserialize<'de> for Embedded<S> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::<RawValue>::deserialize(deserializer).map(Self::reported)
    }
}

impl<S: Shape> JsonSchema for Embedded<S> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        S::NAME.into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        S::schema(generator)
    }
}

impl<S: Shape> Embedded<S> {
    fn scalar() -> MetaType {
        MetaType::Scalar {
            name: S::NAME.to_owned(),
            description: Some(S::DESCRIPTION.to_owned()),
            is_valid: None,
            visible: None,
            inaccessible: false,
            tags: Vec::new(),
            specified_by_url: None,
            directive_invocations: Vec::new(),
            requires_scopes: Vec::new(),
        }
    }
}

impl<S: Shape> InputType for Embedded<S> {
    type RawValueType = Self;

    fn type_name() -> Cow<'static, str> {
        S::NAME.into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        registry.create_input_type::<Self, _>(MetaTypeId::Scalar, |_| Self::scalar())
    }

    fn parse(value: Option<Value>) -> InputValueResult<Self> {
        let json = value.unwrap_or_default().into_json()?;
        Self::parse(&json).map_err(InputValueError::custom)
    }

    fn to_value(&self) -> Value {
        Value::from_json(self.json()).unwrap_or_default()
    }

    fn as_raw_value(&self) -> Option<&Self::RawValueType> {
        Some(self)
    }
}

impl<S: Shape> OutputType for Embedded<S> {
    fn type_name() -> Cow<'static, str> {
        S::NAME.into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        registry.create_output_type::<Self, _>(MetaTypeId::Scalar, |_| Self::scalar())
    }

    async fn resolve(
        &self,
        _: &ContextSelectionSet<'_>,
        _: &Positioned<Field>,
    ) -> ServerResult<Value> {
        Ok(acm_core::json::ready(self.text().to_owned()))
    }
}

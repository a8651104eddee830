//! Points in time as a cluster writes them.

use std::borrow::Cow;

use acm_core::UnixMillis;
use acm_graph::scalars::DateTime;
use async_graphql::{
    ContextSelectionSet, OutputType, Positioned, ScalarType, ServerResult, Value,
    parser::types::Field, registry::Registry,
};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// A point in time, kept as the text it came as. In GraphQL it is a `DateTime`.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Time(pub String);

impl Time {
    /// The milliseconds since 1970, unless the text is no time.
    #[must_use]
    pub fn millis(&self) -> Option<UnixMillis> {
        let read = DateTime::parse(Value::from(self.0.as_str()));
        read.ok().map(|time| time.0)
    }
}

impl JsonSchema for Time {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Time".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date-time" })
    }
}

impl OutputType for Time {
    fn type_name() -> Cow<'static, str> {
        <DateTime as OutputType>::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        <DateTime as OutputType>::create_type_info(registry)
    }

    async fn resolve(
        &self,
        _: &ContextSelectionSet<'_>,
        _: &Positioned<Field>,
    ) -> ServerResult<Value> {
        let time = self.millis().map(|millis| DateTime(millis).to_value());
        Ok(time.unwrap_or_else(|| Value::from(self.0.as_str())))
    }
}

//! Parts of an object that are seldom asked for.

use std::{borrow::Cow, marker::PhantomData};

use async_graphql::{
    ContextSelectionSet, OutputType, Positioned, ServerResult, Value, parser::types::Field,
    registry::Registry,
};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};
use serde_json::value::RawValue;

use crate::resource::{Unreadable, read};

/// A part that is read from its JSON when it is asked for, since its type takes more memory than its
/// text and a cache holds thousands.
pub struct Deferred<T> {
    json: Box<RawValue>,
    part: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned> Deferred<T> {
    /// The part; `path` is where in the resource it stands.
    ///
    /// # Errors
    /// The field below it that is not what our definition says.
    pub fn get(&self, path: &str) -> Result<T, Unreadable> {
        read(path, self.text())
    }
}

impl<T> Deferred<T> {
    /// The part as JSON.
    #[must_use]
    pub fn text(&self) -> &str {
        self.json.get()
    }
}

impl<T> Clone for Deferred<T> {
    fn clone(&self) -> Self {
        Self {
            json: self.json.clone(),
            part: PhantomData,
        }
    }
}

impl<T> std::fmt::Debug for Deferred<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.text())
    }
}

impl<T> PartialEq for Deferred<T> {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

impl<T> Serialize for Deferred<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.json.serialize(serializer)
    }
}

impl<'de, T> Deserialize<'de> for Deferred<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::<RawValue>::deserialize(deserializer).map(|json| Self {
            json,
            part: PhantomData,
        })
    }
}

impl<T: JsonSchema> JsonSchema for Deferred<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<T>()
    }
}

impl<T: OutputType + DeserializeOwned> OutputType for Deferred<T> {
    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        T::create_type_info(registry)
    }

    async fn resolve(
        &self,
        ctx: &ContextSelectionSet<'_>,
        field: &Positioned<Field>,
    ) -> ServerResult<Value> {
        let part = self.get(&field.node.name.node).map_err(|unreadable| {
            let error = acm_core::ApiError::from(&unreadable);
            async_graphql::Error::from(error).into_server_error(field.pos)
        })?;
        part.resolve(ctx, field).await
    }
}

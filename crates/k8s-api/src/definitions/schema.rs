//! From the schema of our types to one an API server accepts: structural, without references.

use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value as Json, json};

use super::kubernetes;

/// The schema of an object with this spec and status.
pub(super) fn of_object<Spec: JsonSchema, Status: JsonSchema>() -> Json {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let spec = generator.subschema_for::<Spec>();
    let status = generator.subschema_for::<Status>();
    let inliner = Inliner::new(generator);
    json!({
        "type": "object",
        "properties": {
            "apiVersion": { "type": "string" },
            "kind": { "type": "string" },
            "metadata": { "type": "object" },
            "spec": inliner.inline(spec.to_value(), Words::Keep),
            "status": inliner.inline(status.to_value(), Words::Keep),
        },
    })
}

/// Whether descriptions stay: ours do, those of Kubernetes' types would make the definition ten times
/// as long.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Words {
    Keep,
    Drop,
}

struct Inliner {
    definitions: Map<String, Json>,
}

impl Inliner {
    fn new(mut generator: SchemaGenerator) -> Self {
        let mut definitions = generator.take_definitions(true);
        for (name, definition) in &mut definitions {
            if let Some(definition) = definition.as_object_mut() {
                kubernetes::complete(name, definition);
            }
        }
        Self { definitions }
    }

    fn inline(&self, schema: Json, words: Words) -> Json {
        let Json::Object(mut schema) = schema else {
            return schema;
        };
        if let Some(Json::String(reference)) = schema.remove("$ref") {
            return self.referred(&reference, schema, words);
        }
        if words == Words::Drop {
            schema.remove("description");
        }
        if let Some(Json::Object(properties)) = schema.get_mut("properties") {
            for property in properties.values_mut() {
                *property = self.inline(property.take(), words);
            }
        }
        for below in ["items", "additionalProperties"] {
            if let Some(below) = schema.get_mut(below) {
                *below = self.inline(below.take(), words);
            }
        }
        Json::Object(schema)
    }

    /// What a reference leads to; what stands beside the reference goes before it.
    fn referred(&self, reference: &str, mut beside: Map<String, Json>, words: Words) -> Json {
        if words == Words::Drop {
            beside.remove("description");
        }
        let name = reference.rsplit('/').next().unwrap_or(reference);
        let words = if kubernetes::is_kubernetes(name) {
            Words::Drop
        } else {
            words
        };
        let definition = self.definitions.get(name).cloned().unwrap_or_default();
        let mut schema = self.inline(definition, words);
        if let Json::Object(schema) = &mut schema {
            schema.extend(beside);
        }
        schema
    }
}

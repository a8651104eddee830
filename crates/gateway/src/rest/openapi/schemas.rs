//! JSON Schema of the types that routes take and answer.

use std::collections::BTreeMap;

use async_graphql::{
    parser::types::{BaseType, Type},
    registry::{MetaType, Registry},
};
use serde_json::{Map, Value, json};

use crate::rest::{
    ask::is_list,
    shape::{Form, Give, Gives, Member, Shape},
    takes::Field,
};

/// Schemas, those with a name kept apart.
pub(super) struct Schemas<'a> {
    registry: &'a Registry,
    named: BTreeMap<String, Value>,
}

impl<'a> Schemas<'a> {
    pub(super) fn new(registry: &'a Registry) -> Self {
        Self {
            registry,
            named: BTreeMap::new(),
        }
    }

    /// Those with a name.
    pub(super) fn named(self) -> Map<String, Value> {
        self.named.into_iter().collect()
    }

    /// The schema of a type.
    pub(super) fn of(&mut self, kind: &Type) -> Value {
        let schema = match &kind.base {
            BaseType::List(item) => json!({ "type": "array", "items": self.of(item) }),
            BaseType::Named(name) => self.of_named(name),
        };
        nullable(schema, kind.nullable)
    }

    fn of_named(&mut self, name: &str) -> Value {
        let plain = match name {
            "String" | "ID" | "Cursor" | "Int64" | "Quantity" => Some("string"),
            "Int" => Some("integer"),
            "Float" => Some("number"),
            "Boolean" => Some("boolean"),
            _ => None,
        };
        if let Some(plain) = plain {
            return json!({ "type": plain });
        }
        if !self.named.contains_key(name) {
            // Known before it is described: a type may hold itself.
            self.named.insert(name.to_owned(), Value::Null);
            let described = self.described(name);
            self.named.insert(name.to_owned(), described);
        }
        json!({ "$ref": format!("#/components/schemas/{name}") })
    }

    fn described(&mut self, name: &str) -> Value {
        let (mut schema, description) = match self.registry.types.get(name) {
            Some(MetaType::Enum {
                enum_values,
                description,
                ..
            }) => {
                let items: Vec<_> = enum_values.keys().collect();
                (json!({ "type": "string", "enum": items }), description)
            }
            Some(MetaType::InputObject {
                input_fields,
                description,
                ..
            }) => {
                let mut properties = Map::new();
                let mut required = Vec::new();
                for field in input_fields.values() {
                    let Some(kind) = Type::new(&field.ty) else {
                        continue;
                    };
                    if !kind.nullable && field.default_value.is_none() {
                        required.push(field.name.clone());
                    }
                    let schema = self.of(&kind);
                    properties.insert(
                        field.name.clone(),
                        with_description(schema, field.description.as_deref()),
                    );
                }
                let schema = json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false });
                (schema, description)
            }
            Some(MetaType::Scalar { description, .. }) => (json!({}), description),
            _ => (json!({}), &None),
        };
        if let Some(description) = description {
            schema["description"] = description.as_str().into();
        }
        schema
    }

    /// The schema of a field of a body, and of those in it.
    pub(super) fn of_field(&mut self, field: &Field) -> Value {
        let own = field.kind().cloned().map(|kind| self.of(&kind));
        let within = if let Some(each) = &field.each {
            Some(json!({ "type": "array", "items": self.of_field(each) }))
        } else if field.fields.is_empty() {
            None
        } else {
            let fields = field
                .fields
                .iter()
                .filter(|(_, one)| one.refused().is_none());
            let properties: Map<String, Value> = fields
                .map(|(name, field)| (name.clone(), self.of_field(field)))
                .collect();
            Some(
                json!({ "type": "object", "properties": properties, "additionalProperties": false }),
            )
        };
        match (own, within) {
            (Some(own), Some(within)) => json!({ "anyOf": [own, within] }),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => json!({}),
        }
    }

    /// The schema of a body, or of a field of it.
    pub(super) fn of_body(&mut self, member: &Member, gives: &Gives) -> Value {
        let plain = match &member.below {
            None => self.of(&member.kind),
            Some(below) => {
                let object = self.of_shape(below, gives);
                wrapped(&member.kind, object)
            }
        };
        let form = match gives.get(&member.key) {
            None => plain,
            Some(Give::Words(words)) => {
                let words: Vec<_> = words.values().collect();
                json!({ "anyOf": [plain, { "enum": words }] })
            }
            Some(Give::Form(Form::Age | Form::Lines)) => json!({ "type": "string" }),
            Some(Give::Form(Form::Present)) => json!({ "type": ["boolean", "null"] }),
            Some(Give::Form(Form::Flat)) => self.of_flat(member.below.as_ref()),
            Some(Give::Form(Form::Sole)) => {
                let all = self.of_flat(member.below.as_ref());
                nullable(all.get("items").cloned().unwrap_or_else(|| json!({})), true)
            }
            Some(Give::Form(Form::First)) => plain.get("items").cloned().unwrap_or(plain),
            Some(Give::Form(Form::Compact)) => plain,
        };
        with_description(form, member.described.as_deref())
    }

    /// The schema of values whose objects are opened: known where each has one.
    fn of_flat(&mut self, below: Option<&Shape>) -> Value {
        match below.map(|shape| shape.0.as_slice()) {
            Some([one]) if one.below.is_none() && !is_list(&one.kind) => {
                json!({ "type": "array", "items": self.of(&one.kind) })
            }
            _ => json!({ "type": "array" }),
        }
    }

    fn of_shape(&mut self, shape: &Shape, gives: &Gives) -> Value {
        let mut properties = Map::new();
        self.properties(shape, gives, &mut properties);
        json!({ "type": "object", "properties": properties })
    }

    fn properties(&mut self, shape: &Shape, gives: &Gives, properties: &mut Map<String, Value>) {
        for member in &shape.0 {
            match member.opened() {
                Some(below) => self.properties(below, gives, properties),
                None => {
                    properties.insert(member.key.clone(), self.of_body(member, gives));
                }
            }
        }
    }
}

fn wrapped(kind: &Type, object: Value) -> Value {
    let schema = match &kind.base {
        BaseType::List(item) => json!({ "type": "array", "items": wrapped(item, object) }),
        BaseType::Named(_) => object,
    };
    nullable(schema, kind.nullable)
}

/// The same, or null.
fn nullable(mut schema: Value, nullable: bool) -> Value {
    if !nullable || schema.as_object().is_some_and(Map::is_empty) {
        return schema;
    }
    match schema.get("type").and_then(Value::as_str) {
        Some(kind) => {
            schema["type"] = json!([kind, "null"]);
            schema
        }
        None => json!({ "anyOf": [schema, { "type": "null" }] }),
    }
}

fn with_description(mut schema: Value, description: Option<&str>) -> Value {
    if let (Some(description), Value::Object(schema)) = (description, &mut schema) {
        schema
            .entry("description")
            .or_insert_with(|| description.into());
    }
    schema
}

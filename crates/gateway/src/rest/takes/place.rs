//! Paths into values: `spec.storage.volumes[0].name`, `namespaces[].name`.

use async_graphql::{
    parser::types::{BaseType, Type},
    registry::{MetaType, Registry},
};
use serde_json::Value;

use crate::rest::document::Document;

/// A path.
#[derive(Debug)]
pub(super) struct Place(pub(super) Vec<Step>);

#[derive(Debug, Eq, PartialEq)]
pub(super) enum Step {
    /// A field of an object.
    Key(String),
    /// Each item of a list.
    Each,
    /// One item of a list.
    At(usize),
}

impl Place {
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let mut steps = Vec::new();
        for part in text.split('.') {
            let (key, list) = match part.split_once('[') {
                Some((key, list)) => (key, Some(list)),
                None => (part, None),
            };
            steps.push(Step::Key(key.to_owned()));
            match list.map(|list| list.trim_end_matches(']')) {
                None => {}
                Some("") => steps.push(Step::Each),
                Some(index) => {
                    let index = index.parse().map_err(|_| format!("{text} is no path"))?;
                    steps.push(Step::At(index));
                }
            }
        }
        Ok(Self(steps))
    }

    /// What stands there, made on the way; `indices` are those of the lists whose items are each taken.
    pub(super) fn find<'a>(&self, mut value: &'a mut Value, indices: &[usize]) -> &'a mut Value {
        let mut indices = indices.iter().copied();
        for step in &self.0 {
            value = match step {
                Step::Key(key) => field(value, key),
                Step::Each => item(value, indices.next().unwrap_or_default()),
                Step::At(index) => item(value, *index),
            };
        }
        value
    }

    /// The type of what stands there among the variables of a document; `None` within a scalar.
    pub(super) fn kind(
        &self,
        document: &Document,
        registry: &Registry,
    ) -> Result<Option<Type>, String> {
        let mut steps = self.0.iter();
        let Some(Step::Key(variable)) = steps.next() else {
            return Err("names no variable".to_owned());
        };
        let variable = document.variable(variable);
        let mut kind = variable.ok_or("names no variable")?.kind.clone();
        for step in steps {
            kind = match (step, &kind.base) {
                (Step::Each | Step::At(_), BaseType::List(item)) => (**item).clone(),
                (Step::Key(key), BaseType::Named(name)) => {
                    match registry.types.get(name.as_str()) {
                        Some(MetaType::InputObject { input_fields, .. }) => {
                            let field = input_fields.get(key);
                            let field =
                                field.ok_or_else(|| format!("{name} has no field {key}"))?;
                            Type::new(&field.ty).ok_or("a type cannot be read")?
                        }
                        Some(MetaType::Scalar { .. }) => return Ok(None),
                        _ => return Err(format!("{name} has no fields")),
                    }
                }
                (_, BaseType::Named(name)) if is_scalar(name, registry) => return Ok(None),
                (step, _) => return Err(format!("{kind} has no {step:?}")),
            };
        }
        Ok(Some(kind))
    }
}

fn is_scalar(name: &str, registry: &Registry) -> bool {
    matches!(registry.types.get(name), Some(MetaType::Scalar { .. }))
}

fn field<'a>(value: &'a mut Value, key: &str) -> &'a mut Value {
    if !value.is_object() {
        *value = Value::Object(serde_json::Map::new());
    }
    // An object by now: indexing it by a name makes what is missing.
    &mut value[key]
}

fn item(value: &mut Value, index: usize) -> &mut Value {
    if !value.is_array() {
        *value = Value::Array(Vec::new());
    }
    if let Value::Array(items) = value
        && items.len() <= index
    {
        items.resize(index + 1, Value::Null);
    }
    &mut value[index]
}

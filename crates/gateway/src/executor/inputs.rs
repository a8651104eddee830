//! Whether values fit the types of variables: the one rule of validation that looks at values.
//!
//! Every other rule looks at the document alone, so a document that passed them once has passed
//! them for good. `fits` may be stricter than the engine's rule and never laxer: what does not fit
//! goes through the engine's whole validation, which words the refusal.

use foldhash::{HashMap, HashSet};

use async_graphql::{
    Value, Variables,
    parser::types::{BaseType, OperationDefinition, Type},
    registry::{MetaType, Registry, ScalarValidatorFn},
};

/// The types of inputs, by name.
pub(super) struct InputTypes(HashMap<String, InputType>);

enum InputType {
    Scalar(Option<ScalarValidatorFn>),
    Enum(HashSet<String>),
    Object(InputObject),
}

struct InputObject {
    fields: HashMap<String, Field>,
    one_of: bool,
}

struct Field {
    kind: Type,
    has_default: bool,
}

impl InputTypes {
    /// The input types of the schema.
    pub(super) fn new(registry: &Registry) -> Self {
        let types = registry.types.iter();
        Self(
            types
                .filter_map(|(name, kind)| Some((name.clone(), input_type(kind)?)))
                .collect(),
        )
    }

    /// Which of the operation's variables are absent, null or a value, two bits each, if every value
    /// fits its type.
    pub(super) fn given(
        &self,
        operation: &OperationDefinition,
        variables: &Variables,
    ) -> Option<u64> {
        let definitions = &operation.variable_definitions;
        let mut given = 0;
        if definitions.len() > 32 {
            return None;
        }
        for (place, definition) in definitions.iter().enumerate() {
            let kind = &definition.node.var_type.node;
            match variables.get(&definition.node.name.node) {
                None => {}
                Some(Value::Null) => given |= 1 << (2 * place),
                Some(value) if self.fits(value, kind) => given |= 2 << (2 * place),
                Some(_) => return None,
            }
        }
        Some(given)
    }

    fn fits(&self, value: &Value, kind: &Type) -> bool {
        if *value == Value::Null {
            return kind.nullable;
        }
        match (&kind.base, value) {
            (BaseType::List(item), Value::List(items)) => {
                items.iter().all(|value| self.fits(value, item))
            }
            (BaseType::List(item), value) => self.fits(value, item),
            (BaseType::Named(name), value) => match (self.0.get(name.as_str()), value) {
                (Some(InputType::Scalar(is_valid)), value) => {
                    is_valid.as_ref().is_none_or(|is_valid| is_valid(value))
                }
                (Some(InputType::Enum(items)), Value::String(item)) => items.contains(item),
                (Some(InputType::Enum(items)), Value::Enum(item)) => items.contains(item.as_str()),
                (Some(InputType::Object(object)), Value::Object(fields)) => {
                    let known = |(name, value): (&async_graphql::Name, &Value)| {
                        let field = object.fields.get(name.as_str());
                        field.is_some_and(|field| self.fits(value, &field.kind))
                    };
                    let only = fields.len() == 1 && !fields.values().any(|one| *one == Value::Null);
                    let required = |(name, field): (&String, &Field)| {
                        field.kind.nullable
                            || field.has_default
                            || fields.contains_key(name.as_str())
                    };
                    fields.iter().all(known)
                        && object.fields.iter().all(required)
                        && (only || !object.one_of)
                }
                _ => false,
            },
        }
    }
}

fn input_type(kind: &MetaType) -> Option<InputType> {
    match kind {
        MetaType::Scalar { is_valid, .. } => Some(InputType::Scalar(is_valid.clone())),
        MetaType::Enum { enum_values, .. } => {
            Some(InputType::Enum(enum_values.keys().cloned().collect()))
        }
        MetaType::InputObject {
            input_fields,
            oneof,
            ..
        } => {
            let fields = input_fields.values().map(|field| {
                let kind = Type::new(&field.ty)?;
                let has_default = field.default_value.is_some();
                Some((field.name.clone(), Field { kind, has_default }))
            });
            // A field whose type cannot be read leaves the whole type out: nothing fits it.
            let fields = fields.collect::<Option<_>>()?;
            let one_of = *oneof;
            Some(InputType::Object(InputObject { fields, one_of }))
        }
        _ => None,
    }
}

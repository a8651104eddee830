//! A stored operation: its text, its variables, and the shape of its answer.

use std::collections::HashMap;

use async_graphql::{
    Name, Positioned,
    parser::{
        parse_query,
        types::{BaseType, FragmentDefinition, OperationType, Selection, SelectionSet, Type},
    },
    registry::Registry,
};
use serde_json::Value;

use super::shape::{Member, Shape};

/// An operation of the schema.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) text: String,
    pub(super) kind: OperationType,
    pub(super) variables: Vec<Variable>,
    pub(super) shape: Shape,
}

/// A variable of it.
#[derive(Debug)]
pub(super) struct Variable {
    pub(super) name: String,
    pub(super) kind: Type,
    pub(super) default: Option<Value>,
}

impl Variable {
    pub(super) fn required(&self) -> bool {
        !self.kind.nullable && self.default.is_none()
    }
}

impl Document {
    /// Reads a document of one operation.
    pub(super) fn read(text: &str, registry: &Registry) -> Result<Self, String> {
        let document = parse_query(text).map_err(|error| error.to_string())?;
        let mut operations = document.operations.iter();
        let (Some((Some(_), operation)), None) = (operations.next(), operations.next()) else {
            return Err("expected one operation, with a name".to_owned());
        };
        let operation = &operation.node;
        let variables = operation.variable_definitions.iter().map(|one| Variable {
            name: one.node.name.node.to_string(),
            kind: one.node.var_type.node.clone(),
            default: one
                .node
                .default_value
                .as_ref()
                .and_then(|value| value.node.clone().into_json().ok()),
        });
        let root = match operation.ty {
            OperationType::Query => "Query",
            OperationType::Mutation => "Mutation",
            OperationType::Subscription => "Subscription",
        };
        let reading = Reading {
            registry,
            fragments: &document.fragments,
        };
        let mut shape = Shape::default();
        reading.read(&operation.selection_set.node, root, &mut shape)?;
        Ok(Self {
            kind: operation.ty,
            variables: variables.collect(),
            shape,
            text: text.to_owned(),
        })
    }

    pub(super) fn variable(&self, name: &str) -> Option<&Variable> {
        self.variables.iter().find(|one| one.name == name)
    }
}

struct Reading<'a> {
    registry: &'a Registry,
    fragments: &'a HashMap<Name, Positioned<FragmentDefinition>>,
}

impl Reading<'_> {
    fn read(&self, set: &SelectionSet, on: &str, shape: &mut Shape) -> Result<(), String> {
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) => {
                    let name = &field.node.name.node;
                    let known = self.registry.types.get(on).and_then(|kind| kind.fields());
                    let known = known
                        .and_then(|fields| fields.get(name.as_str()))
                        .ok_or_else(|| format!("{on} has no field {name}"))?;
                    let kind = Type::new(&known.ty).ok_or("a type cannot be read")?;
                    let below = &field.node.selection_set.node;
                    let below = if below.items.is_empty() {
                        None
                    } else {
                        let mut inner = Shape::default();
                        self.read(below, named(&kind), &mut inner)?;
                        Some(inner)
                    };
                    let key = field.node.response_key().node.to_string();
                    let described = known.description.clone();
                    shape.add(Member::new(key, kind, described, below)?);
                }
                Selection::FragmentSpread(spread) => {
                    let name = &spread.node.fragment_name.node;
                    let fragment = self.fragments.get(name);
                    let fragment = fragment.ok_or_else(|| format!("no fragment {name}"))?;
                    self.read(&fragment.node.selection_set.node, on, shape)?;
                }
                Selection::InlineFragment(_) => {
                    return Err("inline fragments have no shape of their own".to_owned());
                }
            }
        }
        Ok(())
    }
}

/// The type that a type is of, whatever lists it stands in.
pub(super) fn named(kind: &Type) -> &str {
    match &kind.base {
        BaseType::Named(name) => name.as_str(),
        BaseType::List(inner) => named(inner),
    }
}

//! What an operation selects of objects of one type.

use std::collections::HashMap;

use acm_core::json;
use async_graphql::{
    ContextSelectionSet, Name, Positioned,
    parser::types::{FragmentDefinition, Selection as Selected, SelectionSet},
    registry::{MetaTypeName, Registry},
};

/// The fields selected, in order, fragments spread and fields of one name merged.
#[derive(Debug, Default)]
pub struct Selection(Vec<Chosen>);

#[derive(Debug)]
struct Chosen {
    /// The name in the answer.
    key: Name,
    /// The name as JSON, with its colon.
    text: String,
    field: Name,
    below: Selection,
}

impl Selection {
    /// What the operation selects below a field whose type in the schema `kind` yields.
    pub(super) fn of(ctx: &ContextSelectionSet<'_>, kind: impl Fn() -> String) -> Self {
        let registry = &ctx.schema_env.registry;
        let walk = Walk {
            registry,
            fragments: &ctx.query_env.fragments,
        };
        let kind = || {
            let kind = kind();
            let kind = MetaTypeName::concrete_typename(&kind);
            let (name, _) = registry.types.get_key_value(kind)?;
            Some(name.as_str())
        };
        let mut selection = Self::default();
        walk.add(&ctx.item.node, &kind, &mut selection);
        selection
    }

    /// These fields, without fields below them.
    #[must_use]
    pub fn of_fields<const N: usize>(names: [&str; N]) -> Self {
        let none = Self::default();
        names
            .into_iter()
            .fold(none, |fields, name| fields.and(name, Self::default()))
    }

    /// One field more.
    #[must_use]
    pub fn and(mut self, name: &str, below: Self) -> Self {
        self.0
            .push(Chosen::new(Name::new(name), Name::new(name), below));
        self
    }

    /// Appends an object of the type `name`; `write` appends the value of a field.
    pub fn object(&self, name: &str, out: &mut String, write: impl Fn(&str, &Self, &mut String)) {
        out.push('{');
        for (index, chosen) in self.0.iter().enumerate() {
            if index > 0 {
                out.push(',');
            }
            out.push_str(&chosen.text);
            match chosen.field.as_str() {
                "__typename" => json::string(name, out),
                field => write(field, &chosen.below, out),
            }
        }
        out.push('}');
    }
}

impl Chosen {
    fn new(key: Name, field: Name, below: Selection) -> Self {
        let text = ["\"", &key, "\":"].concat();
        Self {
            key,
            text,
            field,
            below,
        }
    }
}

struct Walk<'a> {
    registry: &'a Registry,
    fragments: &'a HashMap<Name, Positioned<FragmentDefinition>>,
}

impl<'a> Walk<'a> {
    /// `kind` finds the type of the objects: only fragments ask for it.
    fn add(&self, set: &SelectionSet, kind: &dyn Fn() -> Option<&'a str>, into: &mut Selection) {
        for item in &set.items {
            match &item.node {
                Selected::Field(field) => {
                    let field = &field.node;
                    let key = &field.response_key().node;
                    let place = into.0.iter().position(|chosen| chosen.key == *key);
                    let place = place.unwrap_or_else(|| {
                        let (key, name) = (key.clone(), field.name.node.clone());
                        into.0.push(Chosen::new(key, name, Selection::default()));
                        into.0.len() - 1
                    });
                    let below = || self.kind_of(kind()?, &field.name.node);
                    self.add(&field.selection_set.node, &below, &mut into.0[place].below);
                }
                Selected::InlineFragment(part) => {
                    let on = part.node.type_condition.as_ref();
                    let on = on.map(|on| on.node.on.node.as_str());
                    if on.is_none_or(|on| self.applies(on, kind())) {
                        self.add(&part.node.selection_set.node, kind, into);
                    }
                }
                Selected::FragmentSpread(spread) => {
                    let fragment = self.fragments.get(&spread.node.fragment_name.node);
                    if let Some(fragment) = fragment.map(|fragment| &fragment.node)
                        && self.applies(&fragment.type_condition.node.on.node, kind())
                    {
                        self.add(&fragment.selection_set.node, kind, into);
                    }
                }
            }
        }
    }

    fn kind_of(&self, parent: &str, field: &str) -> Option<&'a str> {
        let field = self.registry.types.get(parent)?.field_by_name(field)?;
        Some(MetaTypeName::concrete_typename(&field.ty))
    }

    /// Whether a fragment on the type `on` selects of objects of this type: it is the type itself or
    /// an interface of it.
    fn applies(&self, on: &str, kind: Option<&str>) -> bool {
        kind.is_some_and(|kind| {
            let interfaces = self.registry.implements.get(kind);
            kind == on || interfaces.is_some_and(|interfaces| interfaces.contains(on))
        })
    }
}

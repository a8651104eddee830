//! What an operation selects of objects of one type.

mod once;

use std::collections::HashMap;

use acm_core::json;
use async_graphql::{
    ContextSelectionSet, Name, Positioned,
    parser::types::{Field, FragmentDefinition, Selection as Selected, SelectionSet},
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
    /// What the operation selects below a field whose type in the schema `kind` yields. `None` when
    /// that stands in more than one place of the operation: the engine then resolves each of
    /// them alone, and merges the answers.
    pub(super) fn of(ctx: &ContextSelectionSet<'_>, kind: impl Fn() -> String) -> Option<Self> {
        let registry = &ctx.schema_env.registry;
        let fragments = &ctx.query_env.fragments;
        let roots = &ctx.query_env.operation.node.selection_set.node;
        if !once::stands_once(ctx.path_node.as_ref(), roots, fragments) {
            return None;
        }
        let walk = Walk {
            registry,
            fragments,
        };
        let kind = || {
            let kind = kind();
            let kind = MetaTypeName::concrete_typename(&kind);
            let (name, _) = registry.types.get_key_value(kind)?;
            Some(name.as_str())
        };
        let mut selection = Self::default();
        let is_plain = walk.add(&ctx.item.node, &kind, &mut selection);
        is_plain.then_some(selection)
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
            if json::is_too_long(out) {
                break;
            }
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
    /// `kind` finds the type of the objects: only fragments ask for it. False when one name of the
    /// answer stands for two fields, which the engine's rules let pass in rare shapes.
    fn add(
        &self,
        set: &SelectionSet,
        kind: &dyn Fn() -> Option<&'a str>,
        into: &mut Selection,
    ) -> bool {
        set.items.iter().all(|item| match &item.node {
            Selected::Field(field) => self.add_field(&field.node, kind, into),
            Selected::InlineFragment(part) => {
                let on = part.node.type_condition.as_ref();
                let on = on.map(|on| on.node.on.node.as_str());
                let applies = on.is_none_or(|on| self.applies(on, kind()));
                !applies || self.add(&part.node.selection_set.node, kind, into)
            }
            Selected::FragmentSpread(spread) => {
                let fragment = self.fragments.get(&spread.node.fragment_name.node);
                fragment.map(|fragment| &fragment.node).is_none_or(|part| {
                    let applies = self.applies(&part.type_condition.node.on.node, kind());
                    !applies || self.add(&part.selection_set.node, kind, into)
                })
            }
        })
    }

    fn add_field(
        &self,
        field: &Field,
        kind: &dyn Fn() -> Option<&'a str>,
        into: &mut Selection,
    ) -> bool {
        let (key, name) = (&field.response_key().node, &field.name.node);
        let place = into.0.iter().position(|chosen| chosen.key == *key);
        let place = place.unwrap_or_else(|| {
            let chosen = Chosen::new(key.clone(), name.clone(), Selection::default());
            into.0.push(chosen);
            into.0.len() - 1
        });
        let chosen = &mut into.0[place];
        let below = || self.kind_of(kind()?, name);
        chosen.field == *name && self.add(&field.selection_set.node, &below, &mut chosen.below)
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

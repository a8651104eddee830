//! What all feeds say of each item, learnt without the reader's document asking for it.
//!
//! Sharing needs the version and the kind of every item. They are asked for under names of our own,
//! beside what the document asks, and taken out of the answer before anybody sees it.

use std::collections::{HashMap, HashSet};

use async_graphql::{
    Name, Positioned, Response, Value,
    parser::types::{
        DocumentOperations, ExecutableDocument, Field, FragmentDefinition, Selection, SelectionSet,
    },
    registry::{MetaTypeName, Registry},
};

const VERSION: &str = "__acmVersion";
const KIND: &str = "__acmKind";
/// Fragments within fragments that are looked through; the engine refuses deeper ones.
const MAX_DEPTH: usize = 32;

/// The root fields of subscriptions whose items are items of a feed.
pub(super) struct FeedFields(HashSet<String>);

/// Where the parts of an item's envelope stand in an answer.
#[derive(Clone, Debug)]
pub(super) struct Envelope {
    root: Name,
    lagged: Vec<Name>,
}

/// What an item says of itself.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Label {
    pub(super) version: i64,
    /// The whole state, not a change of it.
    pub(super) whole: bool,
}

impl FeedFields {
    pub(super) fn new(registry: &Registry) -> Self {
        let root = registry.types.get("Subscription");
        let fields = root.and_then(|root| root.fields()).into_iter().flatten();
        let is_feed = |kind: &str| {
            let interfaces = registry
                .implements
                .get(MetaTypeName::concrete_typename(kind));
            interfaces.is_some_and(|interfaces| interfaces.contains("FeedItem"))
        };
        Self(
            fields
                .filter(|(_, field)| is_feed(&field.ty))
                .map(|(name, _)| name.clone())
                .collect(),
        )
    }

    /// Asks for the envelope too. `None`, and nothing is changed, unless the operation is exactly
    /// one feed.
    pub(super) fn enclose(
        &self,
        text: &str,
        document: &mut ExecutableDocument,
        operation: Option<&str>,
    ) -> Option<Envelope> {
        if text.contains(VERSION) || text.contains(KIND) {
            return None;
        }
        let operation = match &mut document.operations {
            DocumentOperations::Single(operation) => operation,
            DocumentOperations::Multiple(operations) => operations.get_mut(operation?)?,
        };
        let [selection] = &mut *operation.node.selection_set.node.items else {
            return None;
        };
        let Selection::Field(root) = &mut selection.node else {
            return None;
        };
        if !root.node.directives.is_empty() || !self.0.contains(root.node.name.node.as_str()) {
            return None;
        }
        let mut lagged = Vec::new();
        let set = &mut root.node.selection_set;
        // Without a selection it is no document: what is added here must not make it one.
        if set.node.items.is_empty() {
            return None;
        }
        lagged_keys(&set.node, &document.fragments, MAX_DEPTH, &mut lagged);
        let pos = set.pos;
        for (alias, name) in [(VERSION, "version"), (KIND, "kind")] {
            let field = Field {
                alias: Some(Positioned::new(Name::new(alias), pos)),
                name: Positioned::new(Name::new(name), pos),
                arguments: Vec::new(),
                directives: Vec::new(),
                selection_set: Positioned::default(),
            };
            let field = Selection::Field(Positioned::new(field, pos));
            set.node.items.push(Positioned::new(field, pos));
        }
        let root = root.node.response_key().node.clone();
        Some(Envelope { root, lagged })
    }
}

/// The names under which a selection asks for `lagged`.
fn lagged_keys(
    set: &SelectionSet,
    fragments: &HashMap<Name, Positioned<FragmentDefinition>>,
    depth: usize,
    keys: &mut Vec<Name>,
) {
    for selection in set.items.iter().filter(|_| depth > 0) {
        let inner = match &selection.node {
            Selection::Field(field) => {
                if field.node.name.node == "lagged" {
                    keys.push(field.node.response_key().node.clone());
                }
                continue;
            }
            Selection::InlineFragment(inline) => Some(&inline.node.selection_set),
            Selection::FragmentSpread(spread) => fragments
                .get(&spread.node.fragment_name.node)
                .map(|fragment| &fragment.node.selection_set),
        };
        if let Some(inner) = inner {
            lagged_keys(&inner.node, fragments, depth - 1, keys);
        }
    }
}

impl Envelope {
    /// Takes what was asked for besides out of an answer; `None` if there is no item in it.
    pub(super) fn open(&self, response: &mut Response) -> Option<Label> {
        let Value::Object(data) = &mut response.data else {
            return None;
        };
        let Some(Value::Object(item)) = data.get_mut(&self.root) else {
            return None;
        };
        let kind = item.shift_remove(KIND);
        let version = match item.shift_remove(VERSION)? {
            Value::String(version) => version.parse().ok()?,
            _ => return None,
        };
        let whole = matches!(kind, Some(Value::Enum(kind)) if kind == "SNAPSHOT");
        Some(Label { version, whole })
    }

    /// Says that the reader missed items before this one.
    pub(super) fn mark_lagged(&self, response: &mut Response) {
        if let Value::Object(data) = &mut response.data
            && let Some(Value::Object(item)) = data.get_mut(&self.root)
        {
            for key in &self.lagged {
                if let Some(lagged) = item.get_mut(key) {
                    *lagged = Value::Boolean(true);
                }
            }
        }
    }
}

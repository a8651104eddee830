//! Whether a field stands alone under its name in the answer.

use std::collections::HashMap;

use async_graphql::{
    Name, Positioned, QueryPathNode, QueryPathSegment,
    parser::types::{Field, FragmentDefinition, Selection, SelectionSet},
};

type Fragments = HashMap<Name, Positioned<FragmentDefinition>>;

/// Follows the path of a field from the root; false when, on the way or at its end, a second field has
/// the same name in the answer, be it in a fragment that does not apply.
pub(super) fn stands_once(
    path: Option<&QueryPathNode<'_>>,
    roots: &SelectionSet,
    fragments: &Fragments,
) -> bool {
    below(path, roots, fragments).is_some()
}

/// What is selected below the field at the end of the path.
fn below<'a>(
    path: Option<&QueryPathNode<'_>>,
    roots: &'a SelectionSet,
    fragments: &'a Fragments,
) -> Option<&'a SelectionSet> {
    let Some(node) = path else { return Some(roots) };
    let set = below(node.parent, roots, fragments)?;
    match node.segment {
        QueryPathSegment::Index(_) => Some(set),
        QueryPathSegment::Name(key) => {
            let mut found = None;
            let alone = look(set, key, fragments, &mut found);
            found
                .filter(|_| alone)
                .map(|field| &field.selection_set.node)
        }
    }
}

/// Looks for the field of that name; false when there is a second one.
fn look<'a>(
    set: &'a SelectionSet,
    key: &str,
    fragments: &'a Fragments,
    found: &mut Option<&'a Field>,
) -> bool {
    set.items.iter().all(|item| match &item.node {
        Selection::Field(field) => {
            field.node.response_key().node != key || found.replace(&field.node).is_none()
        }
        Selection::InlineFragment(part) => {
            look(&part.node.selection_set.node, key, fragments, found)
        }
        Selection::FragmentSpread(spread) => {
            let fragment = fragments.get(&spread.node.fragment_name.node);
            fragment.is_none_or(|part| look(&part.node.selection_set.node, key, fragments, found))
        }
    })
}

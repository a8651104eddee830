//! Fragments that documents share: each document is given those it spreads, and those these spread.

use std::collections::{BTreeMap, BTreeSet};

use async_graphql::parser::{
    parse_query,
    types::{ExecutableDocument, Selection, SelectionSet},
};

/// What begins a fragment, at the beginning of a line.
const BEGIN: &str = "fragment ";

/// The fragments of a file, by name.
#[derive(Debug)]
pub(super) struct Fragments(BTreeMap<String, Fragment>);

#[derive(Debug)]
struct Fragment {
    text: String,
    spreads: BTreeSet<String>,
}

impl Fragments {
    /// Reads a file of nothing but fragments.
    ///
    /// # Errors
    /// It has something else, or a fragment twice.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let begins = text.match_indices(BEGIN).map(|(at, _)| at);
        let begins = begins.filter(|at| text[..*at].is_empty() || text[..*at].ends_with('\n'));
        let ends = begins.clone().skip(1).chain([text.len()]);
        let mut fragments = BTreeMap::new();
        for (from, to) in begins.zip(ends) {
            let text = text[from..to].trim_end();
            let name = text[BEGIN.len()..].split_whitespace().next();
            let name = name.unwrap_or_default().to_owned();
            // A document is an operation at least.
            let parsed = parse_query(format!("{{ __typename }} {text}"));
            let parsed = parsed.map_err(|error| format!("{name}: {error}"))?;
            let fragment = Fragment {
                text: text.to_owned(),
                spreads: spreads(&parsed),
            };
            if fragments.insert(name.clone(), fragment).is_some() {
                return Err(format!("{name} is there twice"));
            }
        }
        Ok(Self(fragments))
    }

    /// A document with the fragments it lacks.
    ///
    /// # Errors
    /// It cannot be read, or spreads what is nowhere.
    pub(super) fn complete(&self, text: &str) -> Result<String, String> {
        let document = parse_query(text).map_err(|error| error.to_string())?;
        let has = |name: &str| document.fragments.contains_key(name);
        let mut wanted: Vec<String> = spreads(&document).into_iter().collect();
        let mut lacking = BTreeMap::new();
        while let Some(name) = wanted.pop() {
            if has(&name) || lacking.contains_key(&name) {
                continue;
            }
            let fragment = self
                .0
                .get(&name)
                .ok_or_else(|| format!("no fragment {name}"))?;
            wanted.extend(fragment.spreads.iter().cloned());
            lacking.insert(name, fragment.text.as_str());
        }
        let parts: Vec<&str> = [text.trim_end()]
            .into_iter()
            .chain(lacking.into_values())
            .collect();
        Ok(parts.join("\n\n"))
    }

    /// Their names.
    #[cfg(test)]
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

/// The fragments that a document spreads, in its operations and its own fragments.
fn spreads(document: &ExecutableDocument) -> BTreeSet<String> {
    let operations = document.operations.iter();
    let operations = operations.map(|(_, operation)| &operation.node.selection_set.node);
    let fragments = document.fragments.values();
    let fragments = fragments.map(|fragment| &fragment.node.selection_set.node);
    let mut found = BTreeSet::new();
    operations
        .chain(fragments)
        .for_each(|set| walk(set, &mut found));
    found
}

fn walk(set: &SelectionSet, found: &mut BTreeSet<String>) {
    for selection in &set.items {
        match &selection.node {
            Selection::Field(field) => walk(&field.node.selection_set.node, found),
            Selection::InlineFragment(inline) => walk(&inline.node.selection_set.node, found),
            Selection::FragmentSpread(spread) => {
                found.insert(spread.node.fragment_name.node.to_string());
            }
        }
    }
}

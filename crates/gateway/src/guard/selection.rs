//! What an operation selects, counted with its fragments spread.
//!
//! The engine walks a fragment each time it is spread, and fragments that spread others twice make a
//! short document endless to it. Here each is counted once.

use std::collections::{HashMap, hash_map::Entry};

use async_graphql::{
    Name, Value as Given, Variables,
    parser::types::{ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet},
};
use async_graphql_value::Value;

use acm_core::limits::DEFAULT_PAGE_SIZE;

/// What an operation selects.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Selected {
    /// Fields, those of a fragment as often as it is spread, and each fragment itself.
    pub(crate) fields: u64,
    /// Points: fields, times the length of the lists they stand in.
    pub(crate) cost: u64,
}

/// What it takes to look into a fragment, whatever that holds: the engine does so each time.
const STEP: Selected = Selected { fields: 1, cost: 0 };

/// What a fragment selects that spreads itself.
const ENDLESS: Selected = Selected {
    fields: u64::MAX,
    cost: 0,
};

impl Selected {
    const NOTHING: Self = Self { fields: 0, cost: 0 };

    fn and(self, other: Self) -> Self {
        Self {
            fields: self.fields.saturating_add(other.fields),
            cost: self.cost.saturating_add(other.cost),
        }
    }
}

/// The walk over one operation.
pub(super) struct Walk<'a> {
    document: &'a ExecutableDocument,
    variables: &'a Variables,
    /// What the fragments select; `None` while it is being counted.
    fragments: HashMap<&'a Name, Option<Selected>>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(document: &'a ExecutableDocument, variables: &'a Variables) -> Self {
        Self {
            document,
            variables,
            fragments: HashMap::new(),
        }
    }

    /// What the operation selects.
    pub(super) fn operation(&mut self, operation: &'a OperationDefinition) -> Selected {
        self.selections(&operation.selection_set.node)
    }

    fn selections(&mut self, set: &'a SelectionSet) -> Selected {
        let mut sum = Selected::NOTHING;
        for item in &set.items {
            sum = sum.and(match &item.node {
                Selection::Field(field) => self.field(&field.node),
                Selection::InlineFragment(part) => {
                    STEP.and(self.selections(&part.node.selection_set.node))
                }
                Selection::FragmentSpread(spread) => {
                    STEP.and(self.fragment(&spread.node.fragment_name.node))
                }
            });
        }
        sum
    }

    fn field(&mut self, field: &'a Field) -> Selected {
        let below = self.selections(&field.selection_set.node);
        Selected {
            fields: below.fields.saturating_add(1),
            cost: below
                .cost
                .saturating_mul(self.length(field))
                .saturating_add(1),
        }
    }

    /// A fragment that spreads itself has no end: the engine would follow it as deep as it goes before
    /// it refuses it.
    fn fragment(&mut self, name: &'a Name) -> Selected {
        match self.fragments.entry(name) {
            Entry::Occupied(known) => return known.get().unwrap_or(ENDLESS),
            Entry::Vacant(place) => place.insert(None),
        };
        let Some(fragment) = self.document.fragments.get(name) else {
            return Selected::NOTHING;
        };
        let counted = self.selections(&fragment.node.selection_set.node);
        self.fragments.insert(name, Some(counted));
        counted
    }

    /// How long the list is that the field asks for: its `first`, or its number of `keys`.
    fn length(&self, field: &Field) -> u64 {
        if let Some(first) = field.get_argument("first") {
            return match &first.node {
                Value::Number(number) => number.as_u64(),
                Value::Variable(name) => match self.variables.get(name) {
                    Some(Given::Number(number)) => number.as_u64(),
                    _ => None,
                },
                _ => None,
            }
            .unwrap_or(DEFAULT_PAGE_SIZE.unsigned_abs().into())
            .max(1);
        }
        match field.get_argument("keys").map(|keys| &keys.node) {
            Some(Value::List(keys)) => keys.len(),
            Some(Value::Variable(name)) => match self.variables.get(name) {
                Some(Given::List(keys)) => keys.len(),
                _ => 1,
            },
            _ => 1,
        }
        .max(1) as u64
    }
}

/// The fields at the root of an operation, fragments spread; `None` when there are more than `max`.
pub(super) fn roots<'a>(
    document: &'a ExecutableDocument,
    operation: &'a OperationDefinition,
    max: usize,
) -> Option<Vec<&'a Field>> {
    let mut found = Vec::new();
    let mut open = vec![&operation.selection_set.node];
    // Fragments that spread one another without a field between may go on for ever.
    let mut spread = 0;
    while let Some(set) = open.pop() {
        for item in &set.items {
            match &item.node {
                Selection::Field(field) => found.push(&field.node),
                Selection::InlineFragment(part) => open.push(&part.node.selection_set.node),
                Selection::FragmentSpread(one) => {
                    spread += 1;
                    let fragment = document.fragments.get(&one.node.fragment_name.node);
                    open.extend(fragment.map(|one| &one.node.selection_set.node));
                }
            }
            if found.len() > max || spread > max {
                return None;
            }
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::{parse_query, types::DocumentOperations};
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(text: &str, variables: serde_json::Value, fields: u64, cost: u64) {
        let document = parse_query(text).unwrap();
        let variables = Variables::from_json(variables);
        let DocumentOperations::Single(operation) = &document.operations else {
            panic!("one operation");
        };
        let selected = Walk::new(&document, &variables).operation(&operation.node);
        assert_eq!(selected, Selected { fields, cost }, "{text}");
    }

    #[test]
    fn a_list_costs_its_fields_as_often_as_it_is_long() {
        check("{ a { b c } }", json!({}), 3, 3);
        check("{ a(first: 10) { b c } }", json!({}), 3, 21);
        check(
            "query($n: Int) { a(first: $n) { b } }",
            json!({"n": 7}),
            2,
            8,
        );
        check("query($n: Int) { a(first: $n) { b } }", json!({}), 2, 51);
        check("{ a(keys: [1, 2, 3]) { b } }", json!({}), 2, 4);
        check(
            "query($k: [K]) { a(keys: $k) { b } }",
            json!({"k": [1, 2]}),
            2,
            3,
        );
    }

    #[test]
    fn fragments_count_as_often_as_they_are_spread() {
        check(
            "{ ...F ...F ... { a } } fragment F on Q { a b }",
            json!({}),
            8,
            5,
        );
        let bomb = (0..60).fold("{ ...F0 }".to_owned(), |text, level| {
            let next = level + 1;
            format!("{text} fragment F{level} on Q {{ a ...F{next} ...F{next} }}")
        });
        let document = parse_query(bomb + " fragment F60 on Q { a }").unwrap();
        let variables = Variables::default();
        let mut walk = Walk::new(&document, &variables);
        let DocumentOperations::Single(operation) = &document.operations else {
            panic!("one operation");
        };
        assert!(walk.operation(&operation.node).fields > 1 << 59);
    }

    #[test]
    fn fragments_that_select_nothing_count_as_often_as_they_are_looked_into() {
        let bomb = (0..30).fold("{ a { ...F0 } }".to_owned(), |text, level| {
            let next = level + 1;
            format!("{text} fragment F{level} on Q {{ ...F{next} ...F{next} ...F{next} }}")
        });
        let document = parse_query(bomb + " fragment F30 on Q { ...Gone }").unwrap();
        let variables = Variables::default();
        let DocumentOperations::Single(operation) = &document.operations else {
            panic!("one operation");
        };
        let selected = Walk::new(&document, &variables).operation(&operation.node);
        assert!(selected.fields > 1 << 40, "{selected:?}");
    }

    #[test]
    fn fragments_in_a_circle_end() {
        let circle = "{ ...F } fragment F on Q { a ...G } fragment G on Q { b ...F ...Gone }";
        check(circle, json!({}), u64::MAX, 2);
        let document = parse_query("{ ...F } fragment F on Q { ...F }").unwrap();
        let DocumentOperations::Single(operation) = &document.operations else {
            panic!("one operation");
        };
        assert!(roots(&document, &operation.node, 100).is_none());
    }

    #[test]
    fn roots_are_found_through_fragments() {
        let text = "{ a ...F } fragment F on Q { b ... { c { d } } }";
        let document = parse_query(text).unwrap();
        let DocumentOperations::Single(operation) = &document.operations else {
            panic!("one operation");
        };
        let names = |max| {
            let roots = roots(&document, &operation.node, max)?;
            let mut names: Vec<_> = roots.iter().map(|one| one.name.node.as_str()).collect();
            names.sort_unstable();
            Some(names.concat())
        };
        assert_eq!(names(3).as_deref(), Some("abc"));
        assert_eq!(names(2), None);
    }
}

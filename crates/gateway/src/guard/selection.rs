//! What an operation selects, counted with its fragments spread.
//!
//! The engine walks a fragment each time it is spread, and fragments that spread others twice make a
//! short document endless to it. Here each is counted once.

use std::collections::{HashMap, hash_map::Entry};

use async_graphql::{
    Name, Variables,
    parser::types::{
        ExecutableDocument, Field, OperationDefinition, OperationType, Selection, SelectionSet,
        TypeCondition,
    },
};

use super::prices::{Fields, Prices, Values};

/// What an operation selects.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Selected {
    /// Fields, those of a fragment as often as it is spread, and each fragment itself.
    pub(crate) fields: u64,
    /// Points: fields, times the length of the lists they stand in, and what they are given in lists.
    pub(crate) cost: u64,
}

/// A field of which nothing is selected.
const FIELD: Selected = Selected { fields: 1, cost: 1 };

/// What it takes to look into a fragment, whatever that holds: the engine does so each time.
const STEP: Selected = Selected { fields: 1, cost: 0 };

/// Levels of fields and fragments that are followed: each is a call. The engine follows fewer.
const MAX_LEVELS: usize = 512;

/// What a fragment selects that spreads itself, or goes deeper than anybody follows.
const ENDLESS: Selected = Selected {
    fields: u64::MAX,
    cost: 0,
};

impl Selected {
    pub(crate) const NOTHING: Self = Self { fields: 0, cost: 0 };

    fn and(self, other: Self) -> Self {
        Self {
            fields: self.fields.saturating_add(other.fields),
            cost: self.cost.saturating_add(other.cost),
        }
    }
}

/// The walk over the operations of a document, that which is to run first: its variables count.
pub(super) struct Walk<'a> {
    document: &'a ExecutableDocument,
    prices: &'a Prices,
    values: Values<'a>,
    /// What the fragments select; `None` while it is being counted.
    fragments: HashMap<&'a Name, Option<Selected>>,
    level: usize,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        document: &'a ExecutableDocument,
        operation: &'a OperationDefinition,
        variables: &'a Variables,
        prices: &'a Prices,
    ) -> Self {
        let values = Values {
            definitions: &operation.variable_definitions,
            sent: variables,
        };
        Self {
            document,
            prices,
            values,
            fragments: HashMap::new(),
            level: 0,
        }
    }

    /// What the operation selects.
    pub(super) fn operation(&mut self, operation: &'a OperationDefinition) -> Selected {
        let root = match operation.ty {
            OperationType::Query => "Query",
            OperationType::Mutation => "Mutation",
            OperationType::Subscription => "Subscription",
        };
        self.selections(&operation.selection_set.node, self.prices.of(root))
    }

    /// What is selected of a type; of one that the schema does not know only the fields are counted.
    fn selections(&mut self, set: &'a SelectionSet, of: Option<&'a Fields>) -> Selected {
        if self.level == MAX_LEVELS {
            return ENDLESS;
        }
        self.level += 1;
        let mut sum = Selected::NOTHING;
        for item in &set.items {
            sum = sum.and(match &item.node {
                Selection::Field(field) => self.field(&field.node, of),
                Selection::InlineFragment(part) => {
                    let on = part.node.type_condition.as_ref();
                    let of = on.map_or(of, |on| self.on(&on.node));
                    STEP.and(self.selections(&part.node.selection_set.node, of))
                }
                Selection::FragmentSpread(spread) => {
                    STEP.and(self.fragment(&spread.node.fragment_name.node))
                }
            });
        }
        self.level -= 1;
        sum
    }

    fn field(&mut self, field: &'a Field, of: Option<&'a Fields>) -> Selected {
        let set = &field.selection_set.node;
        if set.items.is_empty() && field.arguments.is_empty() {
            return FIELD;
        }
        let prices = self.prices;
        let price = of.and_then(|fields| fields.get(field.name.node.as_str()));
        let below = self.selections(set, price.and_then(|price| prices.below(price)));
        let given = price.map(|price| prices.given(price, field, self.values));
        let (items, length) = given.unwrap_or((0, 1));
        FIELD.and(Selected {
            fields: below.fields,
            cost: below.cost.saturating_mul(length).saturating_add(items),
        })
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
        let of = self.on(&fragment.node.type_condition.node);
        let counted = self.selections(&fragment.node.selection_set.node, of);
        self.fragments.insert(name, Some(counted));
        counted
    }

    fn on(&self, condition: &TypeCondition) -> Option<&'a Fields> {
        self.prices.of(condition.on.node.as_str())
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

    use crate::compose::registry;

    fn selected(text: &str, variables: serde_json::Value) -> Selected {
        let document = parse_query(text).unwrap();
        let (variables, prices) = (Variables::from_json(variables), Prices::new(&registry()));
        let (_, operation) = document.operations.iter().next().unwrap();
        let mut walk = Walk::new(&document, &operation.node, &variables, &prices);
        walk.operation(&operation.node)
    }

    #[track_caller]
    fn check(text: &str, variables: serde_json::Value, fields: u64, cost: u64) {
        let found = selected(text, variables);
        assert_eq!(found, Selected { fields, cost }, "{text}");
    }

    #[test]
    fn a_page_costs_its_fields_as_often_as_it_is_long() {
        let sent = |first| json!({ "n": first });
        check("{ a { b c } }", json!({}), 3, 3);
        check("{ records(first: 10) { a b } }", json!({}), 3, 21);
        check("{ records { a b } }", json!({}), 3, 101);
        check(
            "{ ...F } fragment F on Query { records { a } }",
            json!({}),
            3,
            51,
        );
        check("{ ... on Query { records { a } } }", json!({}), 3, 51);
        check(
            "{ cluster { namespaces { sets { name } } } }",
            json!({}),
            4,
            503,
        );
        let asked = "query($n: Int) { records(first: $n) { a } }";
        check(asked, sent(7), 2, 8);
        check(asked, json!({}), 2, 51);
        check(asked, sent(-7), 2, 51);
        let default = "query($n: Int = 900) { records(first: $n) { a } }";
        check(default, json!({}), 2, 901);
        check(default, sent(7), 2, 8);
    }

    #[test]
    fn each_object_that_is_given_has_its_part_of_the_answer_and_each_item_costs_a_point() {
        let none = || json!({});
        check("{ recordsByKeys(keys: [{}, {}, {}]) { a } }", none(), 2, 7);
        check("{ recordsByKeys(keys: {}) { a } }", none(), 2, 3);
        check("{ recordsByKeys(keys: null) { a } }", none(), 2, 2);
        check("{ record(bins: [\"a\", \"b\"]) { a } }", none(), 2, 4);
        let both = "{ recordsByKeys(keys: [{}, {}], bins: [\"a\"]) { a b } }";
        check(both, none(), 3, 8);
        let keys = "query($k: [K] = [{}, {}]) { recordsByKeys(keys: $k) { a } }";
        check(keys, none(), 2, 5);
        check(keys, json!({ "k": [{}, {}, {}] }), 2, 7);
        check(keys, json!({ "k": null }), 2, 2);
        let each = "query($k: K = {}) { recordsByKeys(keys: [$k, $k]) { a } }";
        check(each, none(), 2, 5);
    }

    #[test]
    fn lists_within_inputs_count_and_those_within_values_do_not() {
        let text = "mutation { deleteRecords(input: { records: [{}, {}] }) { a } }";
        check(text, json!({}), 2, 5);
        let text = "mutation($i: I) { putRecords(input: $i) { a { b } } }";
        let record = json!({ "removeBins": ["a", "b", "c"], "bins": { "list": [1, 2, 3] } });
        let input = json!({ "i": { "records": [record, {}] } });
        check(text, input, 3, 2 + 3 + 2 * 2 + 1);
        let text = "mutation { putRecords(input: { records: $r }) { a } }";
        check(text, json!({ "r": [{}, {}] }), 2, 5);
        let text = "mutation { putRecord(input: { bins: { list: [[1], [2]] } }) { a } }";
        check(text, json!({}), 2, 2);
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
        let found = selected(&(bomb + " fragment F60 on Q { a }"), json!({}));
        assert!(found.fields > 1 << 59, "{found:?}");
    }

    #[test]
    fn fragments_that_select_nothing_count_as_often_as_they_are_looked_into() {
        let bomb = (0..30).fold("{ a { ...F0 } }".to_owned(), |text, level| {
            let next = level + 1;
            format!("{text} fragment F{level} on Q {{ ...F{next} ...F{next} ...F{next} }}")
        });
        let found = selected(&(bomb + " fragment F30 on Q { ...Gone }"), json!({}));
        assert!(found.fields > 1 << 40, "{found:?}");
    }

    #[test]
    fn what_goes_deeper_than_anybody_follows_is_endless() {
        let chain = |fragments: usize| {
            let fragment = |level| {
                let (open, close) = ("a{".repeat(50), "}".repeat(50));
                format!(
                    " fragment F{level} on Q {{ {open} ...F{} {close} }}",
                    level + 1
                )
            };
            let chain: String = (0..fragments).map(fragment).collect();
            format!("{{ ...F0 }} {chain}")
        };
        assert_eq!(selected(&chain(5), json!({})).fields, 5 * 51 + 1);
        // Followed to its end it would take more than the stack of a thread.
        assert_eq!(selected(&chain(2_000), json!({})).fields, u64::MAX);
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

//! JSON merge patches (RFC 7396): applied, and made from what differs.

use serde_json::{Map, Value};

/// Changes a value by a patch: null removes, objects are merged, all else replaces.
pub fn apply(target: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = Value::Object(Map::new());
    }
    let Value::Object(fields) = target else {
        return;
    };
    for (key, value) in patch {
        if value.is_null() {
            fields.remove(key);
        } else {
            apply(fields.entry(key.as_str()).or_insert(Value::Null), value);
        }
    }
}

/// The smallest patch that makes one value of another; `None` when there is nothing to change. What
/// has null in it cannot be said by a patch: there null and absent are the same.
#[must_use]
pub fn difference(before: &Value, after: &Value) -> Option<Value> {
    let (Value::Object(had), Value::Object(has)) = (before, after) else {
        return (before != after).then(|| after.clone());
    };
    let mut patch = Map::new();
    for (key, value) in has {
        let said = match had.get(key) {
            Some(before) => difference(before, value),
            None => Some(value.clone()),
        };
        patch.extend(said.map(|said| (key.clone(), said)));
    }
    let gone = had.keys().filter(|key| !has.contains_key(*key));
    patch.extend(gone.map(|key| (key.clone(), Value::Null)));
    (!patch.is_empty()).then_some(Value::Object(patch))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn objects() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            any::<bool>().prop_map(Value::from),
            "[ab]{0,2}".prop_map(Value::from)
        ];
        let tree = leaf.prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
                prop::collection::btree_map("[abc]", inner, 0..4)
                    .prop_map(|fields| fields.into_iter().collect::<Map<_, _>>().into()),
            ]
        });
        prop::collection::btree_map("[abc]", tree, 0..4)
            .prop_map(|fields| fields.into_iter().collect::<Map<_, _>>().into())
    }

    proptest! {
        #[test]
        fn a_difference_applied_makes_one_of_the_other(before in objects(), after in objects()) {
            let mut changed = before.clone();
            if let Some(patch) = difference(&before, &after) {
                apply(&mut changed, &patch);
            }
            prop_assert_eq!(changed, after);
        }
    }

    #[test]
    fn what_is_the_same_is_not_said() {
        let before =
            json!({ "spec": { "size": 1, "labels": { "a": "1", "b": "2" }, "racks": [1, 2] } });
        let after = json!({ "spec": { "size": 2, "labels": { "a": "1" }, "racks": [1] } });
        let patch = json!({ "spec": { "size": 2, "labels": { "b": null }, "racks": [1] } });
        assert_eq!(difference(&before, &after), Some(patch));
        assert_eq!(difference(&after, &after), None);
    }
}

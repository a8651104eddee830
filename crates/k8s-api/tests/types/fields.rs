//! A field is absent, null or a value, and stays so through JSON, GraphQL and merge patches.

use acm_k8s_api::{Field, merge_patch, types::AerospikeClusterSpec};
use async_graphql::{InputType, Value};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
struct Holder {
    #[serde(skip_serializing_if = "Field::is_absent")]
    number: Field<i32>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    inner: Field<Box<Holder>>,
}

fn field<T: std::fmt::Debug + Clone + 'static>(
    value: impl Strategy<Value = T> + 'static,
) -> BoxedStrategy<Field<T>> {
    prop_oneof![
        Just(Field::Absent),
        Just(Field::Null),
        value.prop_map(Field::Value)
    ]
    .boxed()
}

fn holder() -> impl Strategy<Value = Holder> {
    let leaf = field(any::<i32>()).prop_map(|number| Holder {
        number,
        inner: Field::Absent,
    });
    leaf.prop_recursive(4, 16, 1, |inner| {
        (field(any::<i32>()), field(inner.prop_map(Box::new)))
            .prop_map(|(number, inner)| Holder { number, inner })
    })
}

/// RFC 7396, as its own text says it.
fn apply(target: &mut Json, patch: &Json) {
    let Json::Object(changes) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = json!({});
    }
    let fields = target.as_object_mut().unwrap();
    for (key, change) in changes {
        if change.is_null() {
            fields.remove(key);
        } else {
            apply(fields.entry(key).or_insert(Json::Null), change);
        }
    }
}

/// Each field of what a patch made: what was absent is as before, what was null is gone, what had a
/// value has it.
fn check(live: &Json, patch: &Holder, made: &Json) {
    match &patch.number {
        Field::Absent => assert_eq!(made.get("number"), live.get("number")),
        Field::Null => assert_eq!(made.get("number"), None),
        Field::Value(number) => assert_eq!(made.get("number"), Some(&json!(number))),
    }
    match &patch.inner {
        Field::Absent => assert_eq!(made.get("inner"), live.get("inner")),
        Field::Null => assert_eq!(made.get("inner"), None),
        Field::Value(inner) => check(
            live.get("inner").unwrap_or(&Json::Null),
            inner,
            &made["inner"],
        ),
    }
}

proptest! {
    #[test]
    fn absent_null_and_a_value_are_written_and_read_as_themselves(holder in holder()) {
        let text = serde_json::to_string(&holder).unwrap();
        prop_assert_eq!(serde_json::from_str::<Holder>(&text).unwrap(), holder);
    }

    #[test]
    fn an_input_written_as_json_is_the_merge_patch_it_stands_for(
        live in holder(),
        patch in holder(),
    ) {
        let live = serde_json::to_value(&live).unwrap();
        let mut made = live.clone();
        apply(&mut made, &merge_patch(&patch).unwrap());
        check(&live, &patch, &made);
    }

    #[test]
    fn an_input_of_graphql_says_what_the_same_json_says(
        size in field(any::<i32>()),
        image in field("[a-z]{1,8}"),
        labels in field(prop::collection::btree_map("[a-z]{1,4}", prop::option::of("[a-z]{0,4}"), 0..4)),
    ) {
        let mut given = serde_json::Map::new();
        let mut put = |key: &str, value: Json, absent: bool| {
            if !absent {
                given.insert(key.to_owned(), value);
            }
        };
        put("size", json!(size.value()), size.is_absent());
        put("image", json!(image.value()), image.is_absent());
        put("podService", json!({"metadata": {"labels": labels.value()}}), labels.is_absent());

        let input = Value::from_json(Json::Object(given.clone())).unwrap();
        let input = AerospikeClusterSpec::parse(Some(input)).unwrap();
        prop_assert_eq!(&merge_patch(&input).unwrap(), &Json::Object(given.clone()));
        let read: AerospikeClusterSpec = serde_json::from_value(Json::Object(given)).unwrap();
        prop_assert_eq!(read, input);
    }
}

#[test]
fn a_null_in_a_list_is_left_out_since_a_list_is_replaced_as_a_whole() {
    let given = json!({
        "paused": null,
        "storage": {"cleanupThreads": null, "volumes": [
            {"name": "data", "source": {"emptyDir": {"sizeLimit": null}, "secret": null}, "wipeMethod": null},
        ]},
    });
    let input = Value::from_json(given).unwrap();
    let input = AerospikeClusterSpec::parse(Some(input)).unwrap();
    let wanted = json!({
        "paused": null,
        "storage": {"cleanupThreads": null, "volumes": [
            {"name": "data", "source": {"emptyDir": {}}},
        ]},
    });
    assert_eq!(merge_patch(&input).unwrap(), wanted);
}

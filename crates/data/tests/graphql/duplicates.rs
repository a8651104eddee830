use acm_aerospike::{MapOrder, Record, RecordMeta, RecordTtl, UserKey, Value};
use serde_json::{Value as Json, json};

use crate::support::{Bench, Fake, record, user_key};

const DUPLICATE: &str =
    "mutation ($input: DuplicateRecordInput!) { duplicateRecord(input: $input) {
    record { key { set userKey { type value } } bins generation ttl { never seconds } }
    unsureBins } }";

fn key(number: i64) -> Json {
    json!({"namespace": "test", "set": "users", "userKey": {"int": number.to_string()}})
}

/// An input to copy record 1 to record 9, with more fields.
fn input(more: Json) -> Json {
    let mut input = json!({"connectionId": "c1", "key": key(1), "newKey": key(9)});
    for (name, value) in more.as_object().unwrap() {
        input[name] = value.clone();
    }
    json!({ "input": input })
}

/// Record 1 of set `users`, with an hour to live, and record 2.
async fn bench(bins: Vec<(&str, Value)>) -> Bench {
    let fake = Fake::default();
    let source = record(user_key("users", UserKey::Int(1)), bins);
    let meta = RecordMeta {
        ttl: RecordTtl::Seconds(3_600),
        generation: 5,
        ..source.meta
    };
    fake.store(Record { meta, ..source });
    let other = vec![("mine", Value::Bool(true))];
    fake.store(record(user_key("users", UserKey::Int(2)), other));
    Bench::new(fake).await
}

fn ada() -> Vec<(&'static str, Value)> {
    vec![
        ("name", Value::String("Ada".to_owned())),
        ("age", Value::Int(i64::MAX)),
    ]
}

#[tokio::test]
async fn a_duplicate_has_every_bin_and_the_rest_of_the_life() {
    let bench = bench(ada()).await;
    let answer = bench.run_with(DUPLICATE, input(json!({}))).await;
    let expected = json!({
        "record": {
            "key": {"set": "users", "userKey": {"type": "INT", "value": "9"}},
            "bins": {"name": "Ada", "age": {"$int": "9223372036854775807"}},
            "generation": 1,
            "ttl": {"never": false, "seconds": 3_600},
        },
        "unsureBins": [],
    });
    assert_eq!(answer["data"]["duplicateRecord"], expected, "{answer}");
}

#[tokio::test]
async fn a_duplicate_takes_another_set_key_type_and_lifetime() {
    let bench = bench(ada()).await;
    let target = json!({"namespace": "test", "userKey": {"bytes": "AP8="}});
    let more = json!({"newKey": target, "ttl": {"seconds": 60}, "expectedGeneration": 5});
    let answer = bench.run_with(DUPLICATE, input(more)).await;
    let copy = &answer["data"]["duplicateRecord"]["record"];
    let key = json!({"set": null, "userKey": {"type": "BYTES", "value": "AP8="}});
    assert_eq!(copy["key"], key, "{answer}");
    assert_eq!(copy["ttl"]["seconds"], 60);
}

#[tokio::test]
async fn a_duplicate_replaces_only_when_told_to() {
    let bench = bench(ada()).await;
    let taken = json!({"newKey": key(2)});
    let refused = bench.run_with(DUPLICATE, input(taken)).await;
    assert_eq!(refused["errors"][0]["code"], "ALREADY_EXISTS", "{refused}");
    let details = &refused["errors"][0]["details"];
    assert_eq!(
        details,
        &json!({"resultCode": 5, "resultName": "KEY_EXISTS"})
    );
    let more = json!({"newKey": key(2), "ifExists": "REPLACE"});
    let answer = bench.run_with(DUPLICATE, input(more)).await;
    let bins = &answer["data"]["duplicateRecord"]["record"]["bins"];
    assert_eq!(bins["name"], "Ada", "{answer}");
    assert_eq!(bins.get("mine"), None);
}

#[tokio::test]
async fn a_duplicate_names_the_bins_that_may_differ_beside_their_value() {
    let map = |order| Value::Map {
        entries: vec![(Value::String("k".to_owned()), Value::Int(1))],
        order,
    };
    let bench = bench(vec![
        ("list", Value::List(Vec::new())),
        ("plain", map(MapOrder::Unordered)),
        ("ordered", map(MapOrder::KeyOrdered)),
        ("nan", Value::Float(f64::NAN)),
        ("sketch", Value::Hll(vec![1, 2])),
        (
            "odd",
            Value::Unknown {
                particle: 9,
                bytes: vec![7],
            },
        ),
    ])
    .await;
    let answer = bench.run_with(DUPLICATE, input(json!({}))).await;
    let payload = &answer["data"]["duplicateRecord"];
    assert_eq!(payload["unsureBins"], json!(["list", "ordered", "nan"]));
    let odd = json!({"$particle": 9, "$bytes": "Bw=="});
    assert_eq!(payload["record"]["bins"]["odd"], odd, "{answer}");
}

#[tokio::test]
async fn a_duplicate_of_what_changed_or_is_gone_is_refused() {
    let bench = bench(ada()).await;
    let more = json!({"expectedGeneration": 4});
    let stale = bench.run_with(DUPLICATE, input(more)).await;
    assert_eq!(stale["errors"][0]["code"], "CONFLICT", "{stale}");
    let current = &stale["errors"][0]["details"]["current"];
    assert_eq!(
        (&current["generation"], &current["bins"]["name"]),
        (&json!(5), &json!("Ada"))
    );
    assert!(current["lastUpdate"].is_string(), "{stale}");
    let gone = bench
        .run_with(DUPLICATE, input(json!({"key": key(3)})))
        .await;
    assert_eq!(gone["errors"][0]["code"], "NOT_FOUND", "{gone}");
}

#[tokio::test]
async fn a_duplicate_wants_another_key_that_a_user_can_give() {
    let bench = bench(ada()).await;
    let digest = user_key("users", UserKey::Int(9)).digest().to_string();
    let by_digest = json!({"namespace": "test", "userKey": {"digest": digest}});
    for (new_key, field) in [
        (key(1), "input.newKey"),
        (by_digest, "input.newKey.userKey.digest"),
        (
            json!({"namespace": "test", "userKey": {"string": ""}}),
            "input.newKey.userKey.string",
        ),
    ] {
        let answer = bench
            .run_with(DUPLICATE, input(json!({"newKey": new_key})))
            .await;
        assert_eq!(answer["errors"][0]["code"], "BAD_USER_INPUT", "{answer}");
        assert_eq!(answer["errors"][0]["details"]["field"], field, "{answer}");
    }
}

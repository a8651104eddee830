use acm_aerospike::{Error as ClusterError, UserKey, Value};
use serde_json::{Value as Json, json};

use crate::support::{Bench, Fake, record, user_key};

const READ: &str = "query ($keys: [RecordKeyInput!]!, $bins: [BinName!]) {
    recordsByKeys(connectionId: \"c1\", keys: $keys, bins: $bins) {
    index key { userKey { type value } } record { bins generation } problem { code details } } }";
const PUT: &str = "mutation ($records: [PutRecordsEntry!]!) {
    putRecords(input: {connectionId: \"c1\", records: $records}) { failed results {
    index key { userKey { value } } generation ttl { never seconds } problem { code details } } } }";
const TOUCH: &str = "mutation ($records: [TouchRecordsEntry!]!) {
    touchRecords(input: {connectionId: \"c1\", records: $records}) { failed results {
    index generation ttl { seconds } problem { code } } } }";
const DELETE: &str = "mutation ($records: [DeleteRecordsEntry!]!) {
    deleteRecords(input: {connectionId: \"c1\", records: $records}) { failed results {
    index key { userKey { value } } deleted problem { code details } } } }";

/// Records 1 and 2 of set `users`.
async fn bench() -> Bench {
    let fake = Fake::default();
    for number in 1..=2 {
        let bins = vec![
            ("age", Value::Int(number)),
            ("name", Value::String(format!("no {number}"))),
        ];
        fake.store(record(user_key("users", UserKey::Int(number)), bins));
    }
    Bench::new(fake).await
}

fn key(number: i64) -> Json {
    json!({"namespace": "test", "set": "users", "userKey": {"int": number.to_string()}})
}

/// An entry for a record, with more fields.
fn entry(number: i64, more: Json) -> Json {
    let mut entry = json!({ "key": key(number) });
    for (name, value) in more.as_object().unwrap() {
        entry[name] = value.clone();
    }
    entry
}

#[tokio::test]
async fn records_by_keys_come_in_the_order_of_the_keys_each_with_its_own_outcome() {
    let bench = bench().await;
    let broken = user_key("users", UserKey::Int(1)).digest();
    bench.fake.broken.lock().unwrap().push(broken.0);
    let keys = json!([key(2), key(3), key(1), key(2)]);
    let answer = bench
        .run_with(READ, json!({ "keys": keys, "bins": ["age"] }))
        .await;
    let user = |value: &str| json!({"userKey": {"type": "INT", "value": value}});
    let second = json!({"bins": {"age": 2}, "generation": 1});
    let late = json!({"code": "TIMEOUT", "details": {"resultCode": 9, "resultName": "TIMEOUT"}});
    let expected = json!([
        {"index": 0, "key": user("2"), "record": second, "problem": null},
        {"index": 1, "key": user("3"), "record": null, "problem": null},
        {"index": 2, "key": user("1"), "record": null, "problem": late},
        {"index": 3, "key": user("2"), "record": second, "problem": null},
    ]);
    assert_eq!(answer, json!({"data": {"recordsByKeys": expected}}));
    assert_eq!(*bench.fake.batches.lock().unwrap(), [4], "one batch");
}

#[tokio::test]
async fn records_by_keys_are_found_by_digest_too() {
    let bench = bench().await;
    let digest = user_key("users", UserKey::Int(1)).digest().to_string();
    let by_digest = json!({"namespace": "test", "userKey": {"digest": digest}});
    let answer = bench.run_with(READ, json!({ "keys": [by_digest] })).await;
    let result = &answer["data"]["recordsByKeys"][0];
    assert_eq!(result["record"]["bins"], json!({"age": 1, "name": "no 1"}));
    assert_eq!(result["key"]["userKey"], Json::Null, "{answer}");
}

#[tokio::test]
async fn a_thousand_keys_are_answered_and_one_more_refused() {
    let bench = bench().await;
    let keys: Vec<Json> = (0..=1_000).map(key).collect();
    let query = "query ($keys: [RecordKeyInput!]!) {
        recordsByKeys(connectionId: \"c1\", keys: $keys) { index record { generation } } }";
    let answer = bench
        .run_with(query, json!({ "keys": keys[..1_000] }))
        .await;
    let results = answer["data"]["recordsByKeys"].as_array().unwrap();
    assert_eq!(results.len(), 1_000);
    let refused = bench.run_with(query, json!({ "keys": keys })).await;
    assert_eq!(refused["errors"][0]["code"], "BAD_USER_INPUT");
    assert_eq!(refused["errors"][0]["details"]["field"], "keys");
    let entries: Vec<Json> = (0..=1_000).map(|number| entry(number, json!({}))).collect();
    let refused = bench.run_with(DELETE, json!({ "records": entries })).await;
    assert_eq!(refused["errors"][0]["details"]["field"], "input.records");
    assert_eq!(bench.fake.write_batches.lock().unwrap().len(), 0);
}

#[tokio::test]
async fn nothing_asked_is_nothing_answered() {
    let bench = bench().await;
    let read = bench.run_with(READ, json!({ "keys": [] })).await;
    assert_eq!(read, json!({"data": {"recordsByKeys": []}}));
    let put = bench.run_with(PUT, json!({ "records": [] })).await;
    assert_eq!(
        put["data"]["putRecords"],
        json!({"failed": 0, "results": []})
    );
}

#[tokio::test]
async fn a_write_that_fails_among_many_fails_alone() {
    let bench = bench().await;
    let records = json!([
        entry(
            1,
            json!({"bins": {"age": 7}, "removeBins": ["name"], "ttl": {"seconds": 60}})
        ),
        entry(2, json!({"bins": {"age": 7}, "mode": "CREATE_ONLY"})),
        entry(3, json!({"bins": {"age": 3}, "mode": "CREATE_ONLY"})),
        entry(4, json!({"bins": {"age": 4}, "expectedGeneration": 1})),
    ]);
    let answer = bench.run_with(PUT, json!({ "records": records })).await;
    let user = |value: &str| json!({"userKey": {"value": value}});
    let (minute, never) = (
        json!({"never": false, "seconds": 60}),
        json!({"never": true, "seconds": null}),
    );
    let exists = json!({"resultCode": 5, "resultName": "KEY_EXISTS"});
    let stale = json!({"current": null, "resultCode": 3, "resultName": "GENERATION_ERROR"});
    let expected = json!([
        {"index": 0, "key": user("1"), "generation": 2, "ttl": minute, "problem": null},
        {"index": 1, "key": user("2"), "generation": null, "ttl": null,
            "problem": {"code": "ALREADY_EXISTS", "details": exists}},
        {"index": 2, "key": user("3"), "generation": 1, "ttl": never, "problem": null},
        {"index": 3, "key": user("4"), "generation": null, "ttl": null,
            "problem": {"code": "CONFLICT", "details": stale}},
    ]);
    let payload = json!({"failed": 2, "results": expected});
    assert_eq!(answer, json!({"data": {"putRecords": payload}}));
    assert_eq!(*bench.fake.write_batches.lock().unwrap(), [4], "one batch");
    let keys = json!([key(1), key(2), key(3), key(4)]);
    let answer = bench.run_with(READ, json!({ "keys": keys })).await;
    let bins: Vec<&Json> = answer["data"]["recordsByKeys"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| &result["record"]["bins"])
        .collect();
    let second = json!({"age": 2, "name": "no 2"});
    let third = json!({"age": 3});
    assert_eq!(bins, [&json!({"age": 7}), &second, &third, &Json::Null]);
}

#[tokio::test]
async fn conflicts_among_many_carry_the_present_records() {
    let bench = bench().await;
    let put = json!({"bins": {"age": 0}, "expectedGeneration": 9});
    let delete = json!({"expectedGeneration": 9});
    for (mutation, field, stale, free) in [
        (PUT, "putRecords", put, json!({"bins": {"a": 1}})),
        (DELETE, "deleteRecords", delete, json!({})),
    ] {
        let records = json!([entry(2, stale.clone()), entry(3, free), entry(1, stale)]);
        let answer = bench
            .run_with(mutation, json!({ "records": records }))
            .await;
        let payload = &answer["data"][field];
        assert_eq!(payload["failed"], 2, "{answer}");
        for (index, number) in [(0, 2), (2, 1)] {
            let problem = &payload["results"][index]["problem"];
            assert_eq!(problem["code"], "CONFLICT");
            let current = &problem["details"]["current"];
            let name = format!("no {number}");
            assert_eq!(current["bins"], json!({"age": number, "name": name}));
            assert_eq!(current["generation"], 1);
            assert_eq!(current["ttl"]["never"], true);
        }
    }
}

#[tokio::test]
async fn a_timeout_of_one_among_many_leaves_the_rest() {
    let bench = bench().await;
    *bench.fake.next_write.lock().unwrap() = Some(ClusterError::from_server_code(9));
    let records = json!([entry(1, json!({})), entry(2, json!({}))]);
    let answer = bench.run_with(DELETE, json!({ "records": records })).await;
    let payload = &answer["data"]["deleteRecords"];
    assert_eq!(payload["failed"], 1);
    let (first, second) = (&payload["results"][0], &payload["results"][1]);
    assert_eq!(first["problem"]["code"], "TIMEOUT");
    assert_eq!(
        (&first["deleted"], &second["deleted"]),
        (&Json::Null, &json!(true))
    );
}

#[tokio::test]
async fn many_are_touched_and_deleted_and_what_is_not_there_is_told() {
    let bench = bench().await;
    let lifetime = json!({"ttl": {"seconds": 3_600}});
    let records = json!([entry(1, lifetime.clone()), entry(3, lifetime)]);
    let touched = bench.run_with(TOUCH, json!({ "records": records })).await;
    let results = json!([
        {"index": 0, "generation": 2, "ttl": {"seconds": 3_600}, "problem": null},
        {"index": 1, "generation": null, "ttl": null, "problem": {"code": "NOT_FOUND"}},
    ]);
    let payload = json!({"failed": 1, "results": results});
    assert_eq!(touched, json!({"data": {"touchRecords": payload}}));
    let records = json!([
        entry(3, json!({})),
        entry(1, json!({"expectedGeneration": 2}))
    ]);
    let deleted = bench.run_with(DELETE, json!({ "records": records })).await;
    let user = |value: &str| json!({"userKey": {"value": value}});
    let results = json!([
        {"index": 0, "key": user("3"), "deleted": false, "problem": null},
        {"index": 1, "key": user("1"), "deleted": true, "problem": null},
    ]);
    let payload = json!({"failed": 0, "results": results});
    assert_eq!(deleted, json!({"data": {"deleteRecords": payload}}));
}

#[tokio::test]
async fn a_rule_broken_by_one_refuses_all_at_its_place() {
    let bench = bench().await;
    let good = entry(1, json!({"bins": {"age": 9}}));
    for (bad, field) in [
        (entry(2, json!({})), "input.records.1.bins"),
        (entry(2, json!({"bins": {}})), "input.records.1.bins"),
        (
            entry(2, json!({"removeBins": ["age"], "mode": "REPLACE"})),
            "input.records.1.bins",
        ),
        (
            entry(2, json!({"bins": {"a": {"$int": "x"}}})),
            "input.records.1.bins.a.$int",
        ),
        (
            entry(2, json!({"bins": {"sixteen-bytes-bi": 1}})),
            "input.records.1.bins.sixteen-bytes-bi",
        ),
        (
            entry(2, json!({"bins": {"a": 1}, "removeBins": ["b", "a"]})),
            "input.records.1.removeBins.1",
        ),
        (
            entry(2, json!({"bins": {"a": 1}, "ttl": {"seconds": 0}})),
            "input.records.1.ttl.seconds",
        ),
        (
            entry(2, json!({"bins": {"a": 1}, "expectedGeneration": 0})),
            "input.records.1.expectedGeneration",
        ),
        (
            json!({"key": {"namespace": "test", "userKey": {"string": ""}}, "bins": {"a": 1}}),
            "input.records.1.key.userKey.string",
        ),
        (entry(1, json!({"bins": {"a": 1}})), "input.records.1.key"),
    ] {
        let records = json!([good, bad]);
        let answer = bench.run_with(PUT, json!({ "records": records })).await;
        assert_eq!(answer["errors"][0]["code"], "BAD_USER_INPUT", "{answer}");
        assert_eq!(answer["errors"][0]["details"]["field"], field, "{answer}");
    }
    assert_eq!(bench.fake.write_batches.lock().unwrap().len(), 0);
}

#[tokio::test]
async fn many_of_a_connection_that_is_gone_are_one_error() {
    let bench = bench().await;
    let query = "query ($keys: [RecordKeyInput!]!) {
        recordsByKeys(connectionId: \"gone\", keys: $keys) { index } }";
    let answer = bench.run_with(query, json!({ "keys": [key(1)] })).await;
    assert_eq!(answer["data"]["recordsByKeys"], Json::Null);
    assert_eq!(answer["errors"][0]["code"], "NOT_FOUND", "{answer}");
}

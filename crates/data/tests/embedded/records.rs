//! Records, one by one.

use serde_json::{Value, json};

use super::stage::Stage;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn values_of_every_type_survive_the_whole_way_and_back() {
    let stage = Stage::new(1).await;
    let bins = json!({
        "int": -42, "big": {"$int": "9223372036854775807"}, "float": 0.1,
        "integral": {"$float": "2.0"}, "zero": {"$float": "-0.0"}, "bool": true,
        "text": "naïve \"☃\"", "bytes": {"$bytes": "AAH/"},
        "list": [1, null, "a", [true]], "object": {"a": 1, "b": {"c": []}},
        "map": {"$map": [[1, "one"], [2, {"$bytes": "AA=="}]], "$order": "KEY_ORDERED"},
        "geo": {"$geoJson": "{\"type\":\"Point\",\"coordinates\":[1,2]}"},
    });
    let put = "mutation ($bins: Bins!) { putRecord(input: {connectionId: \"c\", bins: $bins,
        key: {namespace: \"test\", set: \"types\", userKey: {string: \"k\"}}}) {
        record { bins generation key { digest userKey { value } } lastUpdate ttl { never } } } }";
    let answer = stage.api.run_with(put, json!({ "bins": bins })).await;
    let record = &answer["data"]["putRecord"]["record"];
    assert_eq!(record["bins"], bins, "{answer}");
    assert_eq!(
        (&record["generation"], &record["ttl"]["never"]),
        (&json!(1), &json!(true))
    );
    assert!(record["lastUpdate"].is_string(), "{answer}");
    let again = stage
        .api
        .run_with(put, json!({ "bins": record["bins"] }))
        .await;
    assert_eq!(again["data"]["putRecord"]["record"]["bins"], bins);
    assert_eq!(again["data"]["putRecord"]["record"]["generation"], 2);

    let list = stage
        .api
        .run(
            "{ records(connectionId: \"c\", namespace: \"test\", set: \"types\") {
            records { bins key { digest userKey { type value } } } pageInfo { hasNextPage } } }",
        )
        .await;
    let listed = &list["data"]["records"]["records"][0];
    assert_eq!(listed["bins"], bins, "{list}");
    assert_eq!(
        listed["key"]["userKey"],
        json!({"type": "STRING", "value": "k"})
    );
    stage.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn stale_edits_conflict_bins_are_removed_and_deletes_are_idempotent() {
    let stage = Stage::new(3).await;
    let api = &stage.api;
    let key = r#"connectionId: "c", key: {namespace: "test", set: "edits", userKey: {int: 7}}"#;
    let put = |more: &str| {
        format!(
            "mutation {{ putRecord(input: {{{key}, {more}}}) {{ record {{ bins generation }} }} }}"
        )
    };
    let created = api.run(&put("bins: {a: 1, b: 2}, mode: CREATE_ONLY")).await;
    assert_eq!(
        created["data"]["putRecord"]["record"]["generation"], 1,
        "{created}"
    );
    let twice = api.run(&put("bins: {a: 1}, mode: CREATE_ONLY")).await;
    assert_eq!(twice["errors"][0]["code"], "ALREADY_EXISTS");

    let edited = api
        .run(&put("bins: {a: 5, b: null}, expectedGeneration: 1"))
        .await;
    let record = json!({"bins": {"a": 5}, "generation": 2});
    assert_eq!(edited["data"]["putRecord"]["record"], record, "{edited}");
    let stale = api.run(&put("bins: {a: 6}, expectedGeneration: 1")).await;
    assert_eq!(stale["errors"][0]["code"], "CONFLICT", "{stale}");
    let current = &stale["errors"][0]["details"]["current"];
    assert_eq!(
        (&current["bins"], &current["generation"]),
        (&record["bins"], &json!(2))
    );
    assert!(current["lastUpdate"].is_string(), "{stale}");
    let kept = api.run(&put("bins: {a: 5, b: null}, mode: REPLACE")).await;
    assert_eq!(
        kept["data"]["putRecord"]["record"]["bins"], record["bins"],
        "null is no bin when all are replaced: {kept}"
    );
    for (name, fields) in [
        ("touchRecord", "record { id }"),
        ("deleteRecord", "deleted"),
    ] {
        let stale = format!(
            "mutation {{ {name}(input: {{{key}, expectedGeneration: 1}}) {{ {fields} }} }}"
        );
        let stale = api.run(&stale).await;
        assert_eq!(stale["errors"][0]["code"], "CONFLICT", "{stale}");
        let current = &stale["errors"][0]["details"]["current"];
        assert_eq!(current["generation"], 3, "{stale}");
    }

    let missing = api
        .run(
            r#"mutation { putRecord(input: {connectionId: "c", bins: {a: 1}, mode: UPDATE_ONLY,
            key: {namespace: "test", set: "edits", userKey: {int: 8}}}) { record { id } } }"#,
        )
        .await;
    assert_eq!(missing["errors"][0]["code"], "NOT_FOUND");
    let gone = api.run(&put("bins: {a: null}")).await;
    assert_eq!(gone["data"]["putRecord"]["record"], Value::Null, "{gone}");
    let delete = format!("mutation {{ deleteRecord(input: {{{key}}}) {{ deleted }} }}");
    assert_eq!(
        api.run(&delete).await["data"]["deleteRecord"]["deleted"],
        false
    );
    let nowhere = api
        .run(r#"{ record(connectionId: "c", key: {namespace: "nope", userKey: {int: 1}}) { id } }"#)
        .await;
    assert_eq!(nowhere["errors"][0]["code"], "NOT_FOUND", "{nowhere}");
    stage.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_by_digest_keeps_the_stored_user_key() {
    let stage = Stage::new(1).await;
    let put =
        "mutation ($key: UserKeyInput!) { putRecord(input: {connectionId: \"c\", bins: {a: 1},
        key: {namespace: \"test\", set: \"s\", userKey: $key}}) { record { key { digest } } } }";
    let written = stage
        .api
        .run_with(put, json!({ "key": { "string": "k" } }))
        .await;
    let digest = &written["data"]["putRecord"]["record"]["key"]["digest"];
    let again = stage
        .api
        .run_with(put, json!({ "key": { "digest": digest } }))
        .await;
    assert_eq!(again, written);
    let list = "{ records(connectionId: \"c\", namespace: \"test\", set: \"s\") {
        records { generation key { userKey { value } } } } }";
    assert_eq!(
        stage.api.run(list).await["data"]["records"]["records"],
        json!([{ "generation": 2, "key": { "userKey": { "value": "k" } } }])
    );
    stage.end().await;
}

use std::{collections::HashSet, sync::atomic::Ordering};

use acm_aerospike::{Digest, Key, UserKey, Value};
use serde_json::{Value as Json, json};

use crate::support::{Bench, Fake, at, record, user_key};

const PAGE: &str = r#"query ($first: Int!, $after: Cursor, $set: SetName, $metadataOnly: Boolean!) {
    records(connectionId: "c1", namespace: "test", set: $set, first: $first, after: $after,
            metadataOnly: $metadataOnly) {
        records { id bins lastUpdate key { set } }
        pageInfo { endCursor hasNextPage }
        partitionsDone partitionsTotal
    }
}"#;

/// Records in two sets, several in some partitions and none in others.
async fn bench(count: u16) -> Bench {
    let fake = Fake::two_nodes();
    for number in 0..count {
        let set = if number % 5 == 0 { "other" } else { "users" };
        let digest = Digest(at(number * 7 % 600, u8::try_from(number / 600).unwrap()));
        let key = Key::by_digest("test", set, digest).unwrap();
        fake.store(record(key, vec![("n", Value::Int(number.into()))]));
    }
    Bench::new(fake).await
}

async fn page(bench: &Bench, set: Option<&str>, first: i32, after: &Json) -> Json {
    let variables = json!({"set": set, "first": first, "after": after, "metadataOnly": false});
    bench.run_with(PAGE, variables).await
}

#[tokio::test]
async fn pages_hold_each_record_of_a_large_set_once() {
    let bench = bench(5_500).await;
    for (set, expected) in [(Some("users"), 4_400), (None, 5_500)] {
        let mut seen = HashSet::new();
        let mut after = Json::Null;
        loop {
            let answer = page(&bench, set, 333, &after).await;
            let page = &answer["data"]["records"];
            for record in page["records"].as_array().unwrap() {
                assert!(
                    seen.insert(record["id"].as_str().unwrap().to_owned()),
                    "{record}"
                );
            }
            after = page["pageInfo"]["endCursor"].clone();
            if page["pageInfo"]["hasNextPage"] == json!(false) {
                assert_eq!(after, Json::Null);
                assert_eq!(page["partitionsDone"], page["partitionsTotal"]);
                break;
            }
            assert_eq!(page["records"].as_array().unwrap().len(), 333);
        }
        assert_eq!(seen.len(), expected);
    }
}

#[tokio::test]
async fn a_cursor_that_was_changed_or_is_of_another_list_is_refused() {
    let bench = bench(20).await;
    let first = page(&bench, Some("users"), 5, &Json::Null).await;
    let cursor = first["data"]["records"]["pageInfo"]["endCursor"]
        .as_str()
        .unwrap()
        .to_owned();
    let mut changed = cursor.clone().into_bytes();
    let last = changed.last_mut().unwrap();
    *last = if *last == b'A' { b'B' } else { b'A' };
    let changed = String::from_utf8(changed).unwrap();
    for (set, cursor) in [
        (Some("users"), changed.as_str()),
        (Some("users"), ""),
        (Some("users"), "eyJwIjo0MDk2fQ"),
        (Some("other"), &cursor),
        (None, &cursor),
    ] {
        let answer = page(&bench, set, 5, &json!(cursor)).await;
        assert_eq!(answer["data"]["records"], Json::Null);
        assert_eq!(
            answer["errors"][0]["code"], "BAD_USER_INPUT",
            "{set:?} {cursor}"
        );
        assert_eq!(answer["errors"][0]["details"]["field"], "after");
    }
    let second = page(&bench, Some("users"), 5, &json!(cursor)).await;
    assert_eq!(
        second["data"]["records"]["records"]
            .as_array()
            .unwrap()
            .len(),
        5
    );
}

#[tokio::test]
async fn page_sizes_out_of_bounds_are_refused() {
    let bench = bench(1).await;
    for first in [i32::MIN, -1, 0, 1_001, i32::MAX] {
        let answer = page(&bench, None, first, &Json::Null).await;
        assert_eq!(answer["errors"][0]["details"]["field"], "first", "{first}");
    }
    assert!(
        page(&bench, None, 1_000, &Json::Null)
            .await
            .get("errors")
            .is_none()
    );
}

#[tokio::test]
async fn the_estimate_leaves_replicas_out_and_is_null_when_unknown() {
    let bench = bench(1).await;
    let estimate = |set: &'static str| {
        let bench = &bench;
        async move {
            let answer = bench
                .run(&format!(
                    r#"{{ records(connectionId: "c1", namespace: "test" {set}) {{ estimatedTotal }} }}"#
                ))
                .await;
            answer["data"]["records"]["estimatedTotal"].clone()
        }
    };
    assert_eq!(estimate(r#"set: "users""#).await, "10");
    assert_eq!(estimate("").await, "10");
    assert_eq!(estimate(r#"set: "nope""#).await, Json::Null);
    bench.fake.silence("A", true);
    bench.fake.silence("B", true);
    tokio::time::pause();
    tokio::time::advance(std::time::Duration::from_secs(2)).await;
    assert_eq!(estimate("").await, Json::Null);
}

#[tokio::test]
async fn a_namespace_that_vanished_is_not_found_and_a_set_that_never_was_is_empty() {
    let bench = bench(1).await;
    let gone = bench
        .run(r#"{ records(connectionId: "c1", namespace: "gone") { partitionsDone } }"#)
        .await;
    assert_eq!(gone["errors"][0]["code"], "NOT_FOUND");
    assert_eq!(gone["errors"][0]["details"]["resultCode"], 20);
    let empty = page(&bench, Some("never"), 5, &Json::Null).await;
    assert_eq!(empty["data"]["records"]["records"], json!([]));
}

#[tokio::test]
async fn times_of_last_update_come_in_one_batch_and_only_when_asked_for() {
    let bench = bench(20).await;
    let answer = page(&bench, None, 10, &Json::Null).await;
    let first = &answer["data"]["records"]["records"][0];
    assert_eq!(first["lastUpdate"], "2026-01-31T08:15:00.000Z");
    assert_eq!(*bench.fake.batches.lock().unwrap(), [10]);
    bench
        .run(r#"{ records(connectionId: "c1", namespace: "test") { records { id } } }"#)
        .await;
    assert_eq!(bench.fake.batches.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn a_page_whose_times_cannot_be_read_is_shown_without_them() {
    let bench = bench(3).await;
    bench.fake.broken.lock().unwrap().push(at(7, 0));
    let times = |answer: &Json| -> Vec<bool> {
        let records = answer["data"]["records"]["records"].as_array();
        let known = |record: &Json| record["lastUpdate"].is_string();
        records.expect("a page").iter().map(known).collect()
    };
    let one_missing = page(&bench, None, 10, &Json::Null).await;
    assert_eq!(times(&one_missing), [true, false, true], "{one_missing}");
    bench.fake.batches_fail.store(true, Ordering::Relaxed);
    let none = page(&bench, None, 10, &Json::Null).await;
    assert_eq!(times(&none), [false; 3], "{none}");
    assert!(none.get("errors").is_none());
}

#[tokio::test]
async fn metadata_only_reads_no_bins() {
    let fake = Fake::default();
    fake.store(record(
        user_key("users", UserKey::Int(1)),
        vec![("a", Value::Int(1))],
    ));
    let bench = Bench::new(fake).await;
    let variables = json!({"set": "users", "first": 5, "after": null, "metadataOnly": true});
    let answer = bench.run_with(PAGE, variables).await;
    assert_eq!(answer["data"]["records"]["records"][0]["bins"], json!({}));
}

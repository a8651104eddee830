//! Sets, page by page.

use acm_embedded::{Key, Value as Bin};
use serde_json::{Value, json};

use super::stage::{Stage, until};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_large_set_is_paged_through_without_gaps_while_others_write() {
    let stage = Stage::new(3).await;
    for number in 0..5_000 {
        let bins = [("n", Bin::Integer(number))];
        stage
            .server
            .load("test", "many", Key::Integer(number), &bins)
            .unwrap();
    }
    let mut seen = std::collections::HashSet::new();
    let mut after = Value::Null;
    loop {
        let answer = stage
            .api
            .run_with(
                "query ($after: Cursor) { records(connectionId: \"c\", namespace: \"test\",
                    set: \"many\", first: 700, after: $after) {
                    records { bins key { userKey { value } } }
                    pageInfo { endCursor hasNextPage } estimatedTotal } }",
                json!({ "after": after }),
            )
            .await;
        let page = &answer["data"]["records"];
        for record in page["records"].as_array().expect("a page") {
            assert!(
                seen.insert(record["bins"]["n"].as_i64().unwrap()),
                "{record}"
            );
        }
        // What is written between two pages must not shift the rest.
        let extra = 10_000 + seen.len() as i64;
        let bins = [("n", Bin::Integer(extra))];
        stage
            .server
            .load("test", "many", Key::Integer(extra), &bins)
            .unwrap();
        if page["pageInfo"]["hasNextPage"] == json!(false) {
            break;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
    assert_eq!(seen.iter().filter(|number| **number < 5_000).count(), 5_000);
    let cluster = stage
        .api
        .run(r#"{ set(connectionId: "c", namespace: "test", name: "many") { objects } }"#)
        .await;
    let objects: i64 = cluster["data"]["set"]["objects"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!(
        (5_000..=5_020).contains(&objects),
        "replicas are not counted: {objects}"
    );
    stage.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_that_dies_between_pages_loses_no_record() {
    let stage = Stage::new(3).await;
    for number in 0..3_000 {
        let bins = [("n", Bin::Integer(number))];
        stage
            .server
            .load("test", "many", Key::Integer(number), &bins)
            .unwrap();
    }
    let mut seen = std::collections::HashSet::new();
    let mut after = Value::Null;
    for page_number in 0.. {
        if page_number == 1 {
            stage.server.stop_node(1).await.unwrap();
        }
        let page = until(|| async {
            let query = "query ($after: Cursor) { records(connectionId: \"c\", namespace: \"test\",
                set: \"many\", first: 500, after: $after) {
                records { id } pageInfo { endCursor hasNextPage } } }";
            let answer = stage.api.run_with(query, json!({ "after": after })).await;
            match answer["errors"][0]["code"].as_str() {
                None => Some(answer["data"]["records"].clone()),
                // Until the client has noticed: the same page can be asked for again.
                Some("UNAVAILABLE" | "TIMEOUT") => None,
                Some(_) => panic!("{answer}"),
            }
        })
        .await;
        for record in page["records"].as_array().unwrap() {
            assert!(
                seen.insert(record["id"].as_str().unwrap().to_owned()),
                "{record}"
            );
        }
        after = page["pageInfo"]["endCursor"].clone();
        if page["pageInfo"]["hasNextPage"] == json!(false) {
            break;
        }
    }
    assert_eq!(seen.len(), 3_000);
    stage.end().await;
}

//! Pages of what a query finds.

use acm_tests::with_server;
use serde_json::{Value, json};

use super::{bin, fill, numbers, query};

fn plain(count: i64) -> Vec<Value> {
    (0..count)
        .map(|n| json!({ "half": n % 2, "text": format!("t{n}") }))
        .collect()
}

#[tokio::test]
async fn pages_of_a_filtered_set_have_each_record_once() {
    with_server(async |server| {
        fill(server, "halves", &plain(600)).await;
        let half = bin("half", json!({ "int": { "eq": "1" } }));
        for first in [1_000, 100, 33] {
            let query = query(server, "halves", json!({ "filter": half }));
            let found = numbers(server, query, first).await;
            assert_eq!(found, (0..600).filter(|n| n % 2 == 1).collect());
        }
        let rare = bin("text", json!({ "string": { "eq": "t123" } }));
        let rare = query(server, "halves", json!({ "filter": rare }));
        assert_eq!(numbers(server, rare, 10).await, [123].into());
    })
    .await;
}

#[tokio::test]
async fn only_the_bins_that_were_asked_for_are_read() {
    with_server(async |server| {
        fill(server, "bins", &plain(3)).await;
        let list = "query($query: RecordQueryInput!) {
            queryRecords(query: $query) { records { bins generation } } }";
        let text = query(server, "bins", json!({ "bins": ["text"] }));
        let data = server.data(list, json!({ "query": text })).await;
        for record in data["queryRecords"]["records"].as_array().unwrap() {
            assert_eq!(record["bins"].as_object().unwrap().len(), 1);
        }
        let header = query(server, "bins", json!({ "metadataOnly": true }));
        let data = server.data(list, json!({ "query": header })).await;
        let empty = json!({ "bins": {}, "generation": 1 });
        let records = &data["queryRecords"]["records"];
        assert_eq!(*records, json!([empty, empty, empty]));
    })
    .await;
}

#[tokio::test]
async fn a_cursor_is_good_for_its_own_query_only() {
    with_server(async |server| {
        fill(server, "own", &plain(50)).await;
        let list = "query($query: RecordQueryInput!, $after: Cursor) {
            queryRecords(query: $query, first: 5, after: $after) { pageInfo { endCursor } } }";
        let filter = |n: &str| {
            let filter = bin("half", json!({ "int": { "eq": n } }));
            query(server, "own", json!({ "filter": filter }))
        };
        let data = server.data(list, json!({ "query": filter("1") })).await;
        let cursor = &data["queryRecords"]["pageInfo"]["endCursor"];
        assert!(cursor.is_string());
        server
            .data(list, json!({ "query": filter("1"), "after": cursor }))
            .await;
        let error = server
            .error(list, json!({ "query": filter("0"), "after": cursor }))
            .await;
        assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT");
        assert_eq!(error["extensions"]["details"]["field"], "after");
    })
    .await;
}

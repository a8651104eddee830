//! Queries by secondary indexes.

use std::collections::BTreeSet;

use acm_embedded::IndexPace;
use acm_tests::{TestServer, with_server};
use serde_json::{Value, json};

use super::{bin, fill, index, numbers, query};

const LIST: &str = "query($query: RecordQueryInput!, $after: Cursor) {
    queryRecords(query: $query, first: 10, after: $after) {
        records { bins } pageInfo { endCursor hasNextPage } } }";

async fn check(
    server: &TestServer,
    set: &str,
    predicate: Value,
    expected: impl Iterator<Item = i64>,
) {
    let expected: BTreeSet<i64> = expected.collect();
    for first in [1_000, 7] {
        let query = query(server, set, json!({ "index": predicate }));
        assert_eq!(
            numbers(server, query, first).await,
            expected,
            "{predicate:#}"
        );
    }
}

#[tokio::test]
async fn every_kind_of_index_answers_its_predicates() {
    with_server(async |server| {
        let point = |x: i64| format!("{{\"type\":\"Point\",\"coordinates\":[{x},0.5]}}");
        let square = |x: i64| {
            let (a, b) = (x as f64 - 0.25, x as f64 + 0.25);
            format!("{{\"type\":\"Polygon\",\"coordinates\":[[[{a},0],[{b},0],[{b},1],[{a},1],[{a},0]]]}}")
        };
        let bytes = ["AA==", "AQ==", "Ag=="];
        let records: Vec<Value> = (0..60)
            .map(|n| {
                json!({
                    "int": n % 6, "text": format!("t{}", n % 5),
                    "bytes": { "$bytes": bytes[n as usize % 3] },
                    "point": { "$geoJson": point(n) }, "area": { "$geoJson": square(n) },
                    "list": [n % 4, n], "map": { "a": n % 7, "b": "x" }, "deep": { "in": [n % 9, 100] },
                    "keys": if n % 2 == 0 { json!({ "even": 1 }) } else { json!({ "odd": 1 }) },
                })
            })
            .collect();
        let set = "indexed";
        fill(server, set, &records).await;
        for (name, of) in [
            ("q_int", "bin=int;type=numeric"),
            ("q_text", "bin=text;type=string"),
            ("q_bytes", "bin=bytes;type=blob"),
            ("q_point", "bin=point;type=geo2dsphere"),
            ("q_area", "bin=area;type=geo2dsphere"),
            ("q_list", "bin=list;type=numeric;indextype=list"),
            ("q_keys", "bin=keys;type=string;indextype=mapkeys"),
            ("q_map", "bin=map;type=numeric;indextype=mapvalues"),
            // A list under the key "in": context of one step, a map's key.
            ("q_deep", "bin=deep;type=numeric;indextype=list;context=kiKjA2lu"),
        ] {
            index(server, set, name, of).await;
        }
        let all = || 0..60_i64;
        check(server, set, json!({ "bin": "int", "is": { "int": "2" } }), all().filter(|n| n % 6 == 2)).await;
        check(server, set, json!({ "index": "q_int", "is": { "int": "2" } }), all().filter(|n| n % 6 == 2)).await;
        let range = json!({ "bin": "int", "is": { "intRange": { "from": "1", "to": "3" } } });
        check(server, set, range, all().filter(|n| (1..=3).contains(&(n % 6)))).await;
        check(server, set, json!({ "bin": "text", "is": { "string": "t4" } }), all().filter(|n| n % 5 == 4)).await;
        check(server, set, json!({ "bin": "bytes", "is": { "bytes": "AQ==" } }), all().filter(|n| n % 3 == 1)).await;
        let region = "{\"type\":\"Polygon\",\"coordinates\":[[[4.5,0],[9.5,0],[9.5,1],[4.5,1],[4.5,0]]]}";
        check(server, set, json!({ "bin": "point", "is": { "within": region } }), 5..10).await;
        check(server, set, json!({ "bin": "area", "is": { "containing": point(7) } }), 7..8).await;
        check(server, set, json!({ "bin": "list", "collection": "LIST", "is": { "int": "59" } }), 59..60).await;
        check(server, set, json!({ "bin": "keys", "collection": "MAPKEYS", "is": { "string": "odd" } }), all().filter(|n| n % 2 == 1)).await;
        check(server, set, json!({ "bin": "map", "collection": "MAPVALUES", "is": { "int": "6" } }), all().filter(|n| n % 7 == 6)).await;
        let deep = json!({ "bin": "deep", "collection": "LIST", "context": [{ "mapKey": "in" }], "is": { "int": "8" } });
        check(server, set, deep, all().filter(|n| n % 9 == 8)).await;
        let both = query(server, set, json!({
            "index": { "bin": "int", "is": { "int": "2" } },
            "filter": bin("text", json!({ "string": { "eq": "t3" } })),
        }));
        let expected = all().filter(|n| n % 6 == 2 && n % 5 == 3).collect();
        assert_eq!(numbers(server, both, 10).await, expected);
    })
    .await;
}

#[tokio::test]
async fn pages_by_an_index_resume_also_within_a_partition() {
    with_server(async |server| {
        let records: Vec<Value> = (0..3_000)
            .map(|n| json!({ "same": 1, "third": n % 3 }))
            .collect();
        fill(server, "within", &records).await;
        index(server, "within", "q_same", "bin=same;type=numeric").await;
        let same = json!({ "bin": "same", "is": { "int": "1" } });
        for first in [1_000, 333] {
            let all = query(server, "within", json!({ "index": same }));
            assert_eq!(numbers(server, all, first).await, (0..3_000).collect());
        }
        // One record at a time ends between any two entries.
        let few = bin("n", json!({ "int": { "lt": "40" } }));
        let few = query(server, "within", json!({ "index": same, "filter": few }));
        assert_eq!(numbers(server, few, 1).await, (0..40).collect());
    })
    .await;
}

#[tokio::test]
async fn an_index_that_is_missing_or_dropped_on_the_way_is_told() {
    with_server(async |server| {
        let records: Vec<Value> = (0..200).map(|n| json!({ "half": n % 2 })).collect();
        fill(server, "dropped", &records).await;
        let half = query(
            server,
            "dropped",
            json!({ "index": { "bin": "half", "is": { "int": "1" } } }),
        );
        let error = server.error(LIST, json!({ "query": half })).await;
        assert_eq!(error["extensions"]["code"], "NOT_FOUND", "{error:#}");
        assert_eq!(
            error["extensions"]["details"]["resultName"],
            "INDEX_NOT_FOUND"
        );
        index(server, "dropped", "q_half", "bin=half;type=numeric").await;
        let page = server.data(LIST, json!({ "query": half })).await["queryRecords"].take();
        assert_eq!(page["records"].as_array().unwrap().len(), 10);
        server
            .info("sindex-delete:namespace=test;indexname=q_half")
            .await;
        let after = &page["pageInfo"]["endCursor"];
        let error = server
            .error(LIST, json!({ "query": half, "after": after }))
            .await;
        assert_eq!(error["extensions"]["code"], "NOT_FOUND", "{error:#}");
    })
    .await;
}

#[tokio::test]
async fn an_index_that_is_still_being_built_is_told() {
    with_server(async |server| {
        let Some(cluster) = server.control("an_index_that_is_still_being_built_is_told") else {
            return;
        };
        cluster.set_index_pace(IndexPace::ByHand);
        fill(server, "building", &[json!({ "half": 1 })]).await;
        server
            .info(
                "sindex-create:namespace=test;set=building;indexname=q_slow;bin=half;type=numeric",
            )
            .await;
        let predicate = json!({ "index": { "bin": "half", "is": { "int": "1" } } });
        let slow = query(server, "building", predicate);
        let error = server.error(LIST, json!({ "query": slow })).await;
        assert_eq!(error["extensions"]["code"], "UNAVAILABLE", "{error:#}");
        assert_eq!(
            error["extensions"]["details"]["resultName"],
            "INDEX_NOT_READABLE"
        );
        let plan = "query($query: RecordQueryInput!) { explainQuery(query: $query) {
            index { ready buildProgress } warnings { code } } }";
        let plan = server.data(plan, json!({ "query": slow })).await["explainQuery"].take();
        assert_eq!(plan["index"]["ready"], false);
        assert!(plan["index"]["buildProgress"].as_f64().unwrap() < 1.0);
        assert_eq!(plan["warnings"], json!([{ "code": "INDEX_BUILDING" }]));
    })
    .await;
}

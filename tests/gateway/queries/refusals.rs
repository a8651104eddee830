//! What is refused, and that the answer names the place.

use acm_tests::{TestServer, with_server};
use serde_json::{Value, json};

use super::{at, bin, query};

const LIST: &str = "query($query: RecordQueryInput!) {
    queryRecords(query: $query) { records { id } } }";

async fn check(server: &TestServer, more: Value, field: &str) {
    let variables = json!({ "query": query(server, "refused", more) });
    let error = server.error(LIST, variables.clone()).await;
    let extensions = &error["extensions"];
    assert_eq!(
        extensions["code"], "BAD_USER_INPUT",
        "{variables:#}\n{error:#}"
    );
    assert_eq!(extensions["details"]["field"], field, "{error:#}");
}

async fn check_filter(server: &TestServer, filter: Value, below: &str) {
    check(
        server,
        json!({ "filter": filter }),
        &format!("query.filter{below}"),
    )
    .await;
}

#[tokio::test]
async fn filters_that_break_a_rule_are_refused_at_their_field() {
    with_server(async |server| {
        let text = |condition| bin("t", json!({ "string": condition }));
        let regex = |pattern: &str| text(json!({ "regex": { "pattern": pattern } }));
        let pattern = ".bin.is.string.regex.pattern";
        check_filter(server, regex("(a+)+"), pattern).await;
        check_filter(server, regex("((ab)*c)*"), pattern).await;
        check_filter(server, regex("["), pattern).await;
        check_filter(server, regex("(a"), pattern).await;
        check_filter(server, regex(""), pattern).await;
        check_filter(server, regex(&"a".repeat(257)), pattern).await;
        check_filter(server, text(json!({ "contains": "" })), ".bin.is.string.contains").await;
        check_filter(server, text(json!({ "in": [] })), ".bin.is.string.in").await;
        check_filter(
            server,
            json!({ "and": [bin("n", json!({ "int": { "between": { "from": "2", "to": "1" } } }))] }),
            ".and.0.bin.is.int.between",
        )
        .await;
        check_filter(server, json!({ "or": [] }), ".or").await;
        let geo = |shape| bin("g", json!({ "geo": shape }));
        check_filter(server, geo(json!({ "within": "nonsense" })), ".bin.is.geo.within").await;
        let point = json!({ "type": "Point", "coordinates": [0, 0] });
        check_filter(server, geo(json!({ "within": point })), ".bin.is.geo.within").await;
        let far = json!({ "type": "Point", "coordinates": [0, 91] });
        check_filter(server, geo(json!({ "containing": far })), ".bin.is.geo.containing").await;
        let step = json!([{ "mapKey": 1.5 }]);
        check_filter(server, at("m", step, json!({ "exists": true })), ".bin.path.0.mapKey").await;
        let way = json!([{ "listIndex": 0 }]);
        check_filter(server, at("l", way, json!({ "type": "INT" })), ".bin.is.type").await;
        let value = json!([{ "listValue": 1 }]);
        check_filter(server, at("l", value, json!({ "int": { "eq": "1" } })), ".bin.is").await;
        let long: Vec<Value> = (0..17).map(|_| json!({ "listIndex": 0 })).collect();
        check_filter(server, at("l", json!(long), json!({ "exists": true })), ".bin.path").await;
        check_filter(server, bin("l", json!({ "list": { "eq": 1 } })), ".bin.is.list.eq").await;
        let wrong = json!({ "map": { "containsKey": { "$nonsense": 1 } } });
        check_filter(server, bin("m", wrong), ".bin.is.map.containsKey.$nonsense").await;
        let modulo = json!({ "metadata": { "digestModulo": { "modulus": 2, "equals": 2 } } });
        check_filter(server, modulo, ".metadata.digestModulo.equals").await;
        let one = json!({ "compare": { "int": {
            "left": { "add": [{ "bin": "a" }] }, "is": "EQ", "right": { "value": "1" } } } });
        check_filter(server, one, ".compare.int.left.add").await;
    })
    .await;
}

#[tokio::test]
async fn filters_are_bounded_in_depth_and_number() {
    with_server(async |server| {
        let leaf = bin("n", json!({ "exists": true }));
        let many = json!({ "and": vec![leaf.clone(); 100] });
        server
            .data(
                LIST,
                json!({ "query": query(server, "refused", json!({ "filter": many })) }),
            )
            .await;
        check_filter(
            server,
            json!({ "and": vec![leaf.clone(); 101] }),
            ".and.100.bin",
        )
        .await;
        let nested =
            |levels: usize| (0..levels).fold(leaf.clone(), |inner, _| json!({ "not": inner }));
        let deep = query(server, "refused", json!({ "filter": nested(15) }));
        server.data(LIST, json!({ "query": deep })).await;
        check_filter(server, nested(16), &".not".repeat(16)).await;
    })
    .await;
}

#[tokio::test]
async fn a_value_of_another_type_than_its_operator_is_refused_before_anything_is_sent() {
    with_server(async |server| {
        for is in [
            json!({ "int": { "eq": "one" } }),
            json!({ "int": { "eq": 1.5 } }),
            json!({ "int": { "contains": "1" } }),
            json!({ "float": { "eq": "1.5" } }),
            json!({ "string": { "eq": 1 } }),
            json!({ "bool": "true" }),
            json!({ "bytes": { "eq": "not base64!" } }),
            json!({ "geo": { "within": 1 } }),
            json!({ "list": { "size": { "eq": "many" } } }),
            json!({ "type": "TEXT" }),
            json!({ "int": { "eq": "1", "gt": "0" } }),
            json!({}),
        ] {
            let filter = json!({ "filter": bin("b", is.clone()) });
            let variables = json!({ "query": query(server, "refused", filter) });
            let error = server.error(LIST, variables).await;
            let code = &error["extensions"]["code"];
            let refused = ["BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED"];
            assert!(
                refused.contains(&code.as_str().unwrap()),
                "{is:#}\n{error:#}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn predicates_that_break_a_rule_are_refused_at_their_field() {
    with_server(async |server| {
        let index = |index: Value| json!({ "index": index });
        let int = json!({ "int": "1" });
        check(server, index(json!({ "is": int })), "query.index").await;
        let both = json!({ "bin": "b", "index": "i", "is": int });
        check(server, index(both), "query.index").await;
        let range = json!({ "bin": "b", "is": { "intRange": { "from": "2", "to": "1" } } });
        check(server, index(range), "query.index.is.intRange").await;
        let shape = json!({ "bin": "b", "is": { "within": "nonsense" } });
        check(server, index(shape), "query.index.is.within").await;
        let point = "{\"type\":\"Point\",\"coordinates\":[0,0]}";
        let inside = json!({ "bin": "b", "collection": "LIST", "is": { "containing": point } });
        check(server, index(inside), "query.index.collection").await;
        let context = json!({ "bin": "b", "context": [{ "mapKey": 1.5 }], "is": int });
        check(server, index(context), "query.index.context.0.mapKey").await;
        let long = json!({ "bin": "b", "is": { "string": "x".repeat(2_049) } });
        check(server, index(long), "query.index.is.string").await;
    })
    .await;
}

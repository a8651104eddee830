//! What is told of a query before it is run.

use acm_tests::{TestServer, with_server};
use serde_json::{Value, json};

use super::{bin, fill, index, query};

const EXPLAIN: &str = "query($query: RecordQueryInput!) { explainQuery(query: $query) {
    strategy conditions recordsInSet recordsExamined selectivity planningMs
    index { name set bin type collection context { text } ready entries }
    suggestedIndex { name namespace set bin type collection context { text base64 } }
    warnings { code message } } }";

async fn explain(server: &TestServer, more: Value) -> Value {
    let variables = json!({ "query": query(server, "planned", more) });
    let mut data = server.data(EXPLAIN, variables).await;
    data["explainQuery"].take()
}

fn codes(plan: &Value) -> Vec<&str> {
    let warnings = plan["warnings"].as_array().unwrap();
    warnings
        .iter()
        .map(|warning| warning["code"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn a_plan_tells_the_index_the_cost_and_what_to_know_before() {
    with_server(async |server| {
        let records: Vec<Value> = (0..2_000)
            .map(|n| json!({ "age": n % 100, "city": format!("c{n}"), "tags": ["a"] }))
            .collect();
        fill(server, "planned", &records).await;
        let plan = explain(server, json!({})).await;
        assert_eq!((&plan["strategy"], &plan["recordsInSet"]), (&json!("FULL_SCAN"), &json!("2000")));
        assert_eq!((&plan["recordsExamined"], &plan["selectivity"]), (&json!("2000"), &json!(1.0)));
        assert_eq!(codes(&plan), ["FULL_SCAN"]);
        assert!(plan["warnings"][0]["message"].as_str().unwrap().contains("2000"));
        assert!(plan["planningMs"].as_f64().unwrap() >= 0.0);

        // No index can answer the filter: one is suggested, by the first condition that could use it.
        let filter = json!({ "and": [
            bin("city", json!({ "string": { "startsWith": "c1" } })),
            bin("age", json!({ "int": { "ge": "90" } })),
        ] });
        let plan = explain(server, json!({ "filter": filter })).await;
        assert_eq!(plan["conditions"], 2);
        assert_eq!(codes(&plan), ["FULL_SCAN", "PATTERN_ON_EVERYTHING"]);
        let suggested = json!({
            "name": "idx_planned_age", "namespace": "test", "set": "planned", "bin": "age",
            "type": "INTEGER", "collection": "NONE", "context": null,
        });
        assert_eq!(plan["suggestedIndex"], suggested);

        index(server, "planned", "by_age", "bin=age;type=numeric").await;
        let plan = explain(server, json!({ "filter": filter })).await;
        assert_eq!(codes(&plan), ["FULL_SCAN", "INDEX_USABLE", "PATTERN_ON_EVERYTHING"]);
        assert_eq!(plan["suggestedIndex"], Value::Null);

        let predicate = json!({ "bin": "age", "is": { "int": "7" } });
        let plan = explain(server, json!({ "index": predicate })).await;
        assert_eq!(plan["strategy"], "SECONDARY_INDEX");
        let planned = json!({
            "name": "by_age", "set": "planned", "bin": "age", "type": "INTEGER", "collection": "NONE",
            "context": null, "ready": true, "entries": "2000",
        });
        assert_eq!(plan["index"], planned);
        let examined: f64 = plan["recordsExamined"].as_str().unwrap().parse().unwrap();
        assert!((10.0..=40.0).contains(&examined), "{plan:#}");
        assert!(plan["selectivity"].as_f64().unwrap() < 0.03);
        assert_eq!(codes(&plan), [""; 0]);

        let range = json!({ "index": "by_age", "is": { "intRange": { "from": "1", "to": "9" } } });
        let plan = explain(server, json!({ "index": range })).await;
        assert_eq!((&plan["index"]["name"], &plan["recordsExamined"]), (&json!("by_age"), &Value::Null));

        let wrong = json!({ "index": "by_age", "is": { "string": "7" } });
        assert_eq!(codes(&explain(server, json!({ "index": wrong })).await), ["INDEX_MISSING"]);

        // The same bin as another kind is another index.
        let text = json!({ "bin": "age", "is": { "string": "7" } });
        let plan = explain(server, json!({ "index": text })).await;
        assert_eq!((codes(&plan), &plan["index"]), (vec!["INDEX_MISSING"], &Value::Null));
        assert_eq!(plan["suggestedIndex"]["type"], "STRING");
        let list = json!({ "bin": "tags", "collection": "LIST", "context": [{ "listIndex": 0 }], "is": { "string": "a" } });
        let plan = explain(server, json!({ "index": &list })).await;
        assert_eq!(plan["suggestedIndex"]["collection"], "LIST");
        let context = &plan["suggestedIndex"]["context"];
        assert_eq!(context["text"], "list index 0");

        // What is suggested can be made as it is, the way into the bin included.
        let create = "mutation($input: CreateIndexInput!) { createIndex(input: $input) { index { context { text } } } }";
        let input = |packed: &Value| json!({ "input": { "connectionId": server.connection(), "namespace": "test",
            "set": "planned", "name": "idx_tags", "bin": "tags", "type": "STRING", "collection": "LIST", "packedContext": packed } });
        let made = server.data(create, input(&context["base64"])).await;
        assert_eq!(made["createIndex"]["index"]["context"], json!({ "text": "list index 0" }));
        let plan = explain(server, json!({ "index": list })).await;
        assert_eq!(plan["index"]["name"], "idx_tags");
        let error = server.error(create, input(&json!("kiI="))).await;
        assert_eq!(error["extensions"]["details"]["field"], "input.packedContext", "{error:#}");

        let keys = json!({ "filter": { "key": { "int": { "in": ["1", "2"] } } } });
        let plan = explain(server, keys).await;
        assert_eq!(codes(&plan), ["FULL_SCAN", "KEYS_KNOWN"]);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_planned_is_told_as_when_it_is_run() {
    with_server(async |server| {
        let mut missing = query(server, "planned", json!({}));
        missing["namespace"] = "none".into();
        let error = server.error(EXPLAIN, json!({ "query": missing })).await;
        assert_eq!(error["extensions"]["code"], "NOT_FOUND", "{error:#}");
        let wrong =
            json!({ "filter": bin("t", json!({ "string": { "regex": { "pattern": "(a+)+" } } })) });
        let variables = json!({ "query": query(server, "planned", wrong) });
        let error = server.error(EXPLAIN, variables).await;
        assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT");
    })
    .await;
}

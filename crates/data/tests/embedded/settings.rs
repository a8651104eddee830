//! What nodes are told, and what they then tell.

use serde_json::json;

use super::stage::{Stage, until};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_parameter_a_node_lists_is_documented() {
    let stage = Stage::new(2).await;
    let answer = stage
        .run(
            r#"{ config(connectionId: "c", set: "s") { nodes sections { context namespace
                parameters { name values differs editable documentation { text perNode } } } } }"#,
        )
        .await;
    let config = &answer["data"]["config"];
    assert_eq!(config["nodes"], json!(["A1", "A2"]), "{answer}");
    let mut seen = 0;
    for section in config["sections"].as_array().unwrap() {
        for parameter in section["parameters"].as_array().unwrap() {
            seen += 1;
            assert!(parameter["documentation"].is_object(), "{parameter}");
            assert!(parameter["editable"].is_boolean(), "{parameter}");
            let meant = parameter["documentation"]["perNode"] == true;
            assert!(meant || parameter["differs"] == false, "{parameter}");
        }
    }
    assert!(seen > 250, "a node lists more than {seen}");
    stage.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_node_takes_is_known_to_be_dynamic() {
    let stage = Stage::new(1).await;
    let read = r#"{ config(connectionId: "c", namespace: "test") { sections { context namespace
        parameters { name values documentation { dynamic enterpriseOnly } } } } }"#;
    let answer = stage.run(read).await;
    let set = "mutation($input: SetConfigInput!) { setConfig(input: $input) {
        results { outcome before running } } }";
    let mut taken = 0;
    for section in answer["data"]["config"]["sections"].as_array().unwrap() {
        for parameter in section["parameters"].as_array().unwrap() {
            let value = parameter["values"][0].as_str().unwrap();
            let known = &parameter["documentation"];
            let input = json!({"connectionId": "c", "context": section["context"],
                "namespace": section["namespace"], "name": parameter["name"], "value": value});
            let answer = stage.api.run_with(set, json!({ "input": input })).await;
            let result = &answer["data"]["setConfig"]["results"][0];
            if known["dynamic"] == false {
                assert_eq!(answer["errors"][0]["code"], "BAD_USER_INPUT", "{parameter}");
            } else if result["outcome"] == "APPLIED" {
                taken += 1;
                assert_eq!(result["before"], result["running"], "{parameter}");
                assert_eq!(known["enterpriseOnly"], false, "{parameter}");
            }
        }
    }
    assert!(taken > 50, "a node takes more than {taken}");
    stage.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn records_are_counted_by_time_to_live_and_size_once_the_nodes_are_told_to() {
    let stage = Stage::new(2).await;
    stage.put(&[1, 2, 3, 4, 5]).await;
    let look = r#"{ distribution(connectionId: "c", namespace: "test", set: "s", kind: TTL) {
        total reason nodes buckets { from count } } }"#;
    let set = |seconds: u32| {
        format!(
            r#"mutation {{ setConfig(input: {{connectionId: "c", context: NAMESPACE,
                namespace: "test", name: "nsup-hist-period", value: "{seconds}"}}) {{
                results {{ node outcome }} }} }}"#
        )
    };
    let answer = stage.run(&set(1)).await;
    let results = answer["data"]["setConfig"]["results"].as_array().unwrap();
    assert!(
        results.iter().all(|one| one["outcome"] == "APPLIED"),
        "{answer}"
    );
    // Two copies of each record, none of which expires.
    let shown = until(async || {
        let answer = stage.run(look).await;
        let shown = answer["data"]["distribution"].clone();
        (shown["total"] == "10").then_some(shown)
    })
    .await;
    assert_eq!(shown["buckets"][0]["count"], "10");
    assert_eq!(shown["nodes"], json!(["A1", "A2"]));
    let sizes = stage.run(&look.replace("TTL", "OBJECT_SIZE")).await;
    assert_eq!(sizes["data"]["distribution"]["total"], "10", "{sizes}");
    stage.end().await;
}

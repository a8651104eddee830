use serde_json::{Value, json};

use crate::support::{Bench, Fake};

async fn compared(bench: &Bench, arguments: &str) -> Value {
    let mut answer = bench
        .run(&format!(
            r#"{{ nodeStatistics(connectionId: "c1" {arguments}) {{
                sampledAt nodes {{ id address problem {{ code node }} }}
                statistics {{ name differs values }} }} }}"#
        ))
        .await;
    assert!(answer.get("errors").is_none(), "{answer:#}");
    answer["data"]["nodeStatistics"].take()
}

#[tokio::test]
async fn statistics_stand_side_by_side_exactly_as_the_nodes_say_them() {
    let fake = Fake::two_nodes();
    fake.say(
        "A",
        "statistics",
        "objects=18446744073709551615;ratio=1.000;only_a=1",
    );
    fake.say("B", "statistics", "objects=9007199254740993;ratio=1.000");
    let bench = Bench::new(fake).await;
    let all = compared(&bench, "").await;
    assert_eq!(
        all["statistics"],
        json!([
            {"name": "objects", "differs": true, "values": ["18446744073709551615", "9007199254740993"]},
            {"name": "ratio", "differs": false, "values": ["1.000", "1.000"]},
            {"name": "only_a", "differs": false, "values": ["1", null]},
        ])
    );
    let differing = compared(&bench, "differing: true").await;
    assert_eq!(differing["statistics"].as_array().unwrap().len(), 1);
    let named = compared(&bench, r#"name: "only""#).await;
    assert_eq!(named["statistics"][0]["name"], "only_a");
}

#[tokio::test]
async fn a_namespaces_statistics_are_compared_and_a_silent_node_has_none() {
    let bench = Bench::new(Fake::two_nodes()).await;
    bench.fake.silence("B", true);
    let of = compared(&bench, r#"namespace: "test", name: "master_objects""#).await;
    assert_eq!(
        of["statistics"],
        json!([{"name": "master_objects", "differs": false, "values": ["5", null]}])
    );
    assert_eq!(of["nodes"][0]["problem"], json!(null));
    assert_eq!(
        of["nodes"][1]["problem"],
        json!({"code": "TIMEOUT", "node": "B"})
    );
}

#[tokio::test]
async fn a_namespace_no_node_has_is_not_found() {
    let fake = Fake::two_nodes();
    for node in ["A", "B"] {
        fake.say(node, "namespace/nope", "type=unknown");
    }
    let bench = Bench::new(fake).await;
    let answer = bench
        .run(r#"{ nodeStatistics(connectionId: "c1", namespace: "nope") { sampledAt } }"#)
        .await;
    assert_eq!(answer["data"]["nodeStatistics"], json!(null));
    assert_eq!(answer["errors"][0]["code"], "NOT_FOUND");
}

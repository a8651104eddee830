use futures_util::StreamExt;
use serde_json::{Value, json};

use crate::support::{Bench, Fake, namespace};

const REPORT: &str = r#"{ findings(connectionId: "c1") {
    connectionId sampledAt nodesAnswered nodesTotal omitted
    counts { critical warning notice unchecked }
    findings { id code severity title subject { kind node namespace set index }
        evidence { name value limit node } fix { action setting context } }
    checks { code outcome gaps { node namespace reason } } } }"#;

async fn report(bench: &Bench) -> Value {
    let mut answer = bench.run(REPORT).await;
    assert!(answer.get("errors").is_none(), "{answer:#}");
    answer["data"]["findings"].take()
}

fn finding<'a>(report: &'a Value, code: &str) -> Option<&'a Value> {
    let findings = report["findings"].as_array().unwrap();
    findings.iter().find(|finding| finding["code"] == code)
}

fn check<'a>(report: &'a Value, code: &str) -> &'a Value {
    let checks = report["checks"].as_array().unwrap();
    checks.iter().find(|check| check["code"] == code).unwrap()
}

#[tokio::test]
async fn what_a_node_says_is_found_with_evidence_and_fix() {
    let bench = Bench::new(Fake::two_nodes()).await;
    let report = report(&bench).await;
    let practice = finding(&report, "BEST_PRACTICE_FAILED").unwrap();
    assert_eq!(practice["severity"], "WARNING");
    assert_eq!(practice["subject"]["kind"], "CLUSTER");
    assert_eq!(
        practice["evidence"],
        json!([
            {"name": "failed_best_practices", "value": "swappiness", "limit": null, "node": "A"},
            {"name": "failed_best_practices", "value": "swappiness", "limit": null, "node": "B"},
        ])
    );
    assert_eq!(
        (&practice["fix"]["setting"], &practice["fix"]["context"]),
        (&json!("vm.swappiness"), &json!("HOST"))
    );
    assert_eq!(check(&report, "CLUSTER_SPLIT")["outcome"], "CLEAR");
}

#[tokio::test]
async fn what_no_node_says_is_neither_found_nor_clear() {
    let bench = Bench::new(Fake::two_nodes()).await;
    let report = report(&bench).await;
    let connections = check(&report, "CONNECTIONS_NEAR_LIMIT");
    assert_eq!(connections["outcome"], "UNKNOWN");
    assert_eq!(
        connections["gaps"][0],
        json!({"node": "A", "namespace": null, "reason": "The node does not report proto-fd-max."})
    );
    let unknown = report["checks"].as_array().unwrap().iter();
    let unknown = unknown.filter(|check| !check["gaps"].as_array().unwrap().is_empty());
    assert_eq!(report["counts"]["unchecked"], unknown.count());
}

#[tokio::test]
async fn a_silent_node_is_found_and_leaves_every_other_check_open() {
    let bench = Bench::new(Fake::two_nodes()).await;
    bench.fake.silence("B", true);
    let report = report(&bench).await;
    assert_eq!(
        (&report["nodesAnswered"], &report["nodesTotal"]),
        (&json!(1), &json!(2))
    );
    let silent = finding(&report, "NODE_SILENT").unwrap();
    assert_eq!(
        (&silent["severity"], &silent["subject"]["node"]),
        (&json!("CRITICAL"), &json!("B"))
    );
    for found in report["checks"].as_array().unwrap() {
        assert_ne!(found["outcome"], "CLEAR", "{found}");
    }
    assert_eq!(report["findings"][0], *silent, "the worst comes first");
}

#[tokio::test]
async fn a_split_cluster_is_told_by_its_keys() {
    let fake = Fake::two_nodes();
    let statistics = |key: &str, size: u64| {
        format!("cluster_size={size};cluster_key={key};cluster_principal=A;uptime=71")
    };
    fake.say("A", "statistics", &statistics("K1", 1));
    fake.say("B", "statistics", &statistics("K2", 1));
    let bench = Bench::new(fake).await;
    let report = report(&bench).await;
    let split = finding(&report, "CLUSTER_SPLIT").unwrap();
    assert_eq!(split["severity"], "CRITICAL");
    assert_eq!(split["title"], "The nodes see 2 different clusters.");
}

#[tokio::test]
async fn a_dead_cluster_and_an_unknown_profile_are_errors() {
    let bench = Bench::new(Fake::two_nodes()).await;
    for node in ["A", "B"] {
        bench.fake.silence(node, true);
    }
    let answer = bench.run(REPORT).await;
    assert_eq!(answer["data"]["findings"], json!(null));
    assert_eq!(answer["errors"][0]["code"], "TIMEOUT");
    let answer = bench
        .run(r#"{ findings(connectionId: "no") { omitted } }"#)
        .await;
    assert_eq!(answer["errors"][0]["code"], "NOT_FOUND");
}

#[tokio::test(start_paused = true)]
async fn findings_are_followed() {
    let bench = Bench::new(Fake::two_nodes()).await;
    let mut feed = bench.feed(
        r#"subscription { findingsChanged(connectionId: "c1") {
            kind problem { code } report { counts { critical } findings { code } } } }"#,
    );
    let first = feed.next().await.unwrap()["data"]["findingsChanged"].take();
    assert_eq!(first["kind"], "SNAPSHOT");
    assert_eq!(first["report"]["counts"]["critical"], 0);
    let full = namespace("stop_writes=true").replace("stop_writes=false;", "");
    bench.fake.say("A", "namespace/test", &full);
    let second = feed.next().await.unwrap()["data"]["findingsChanged"].take();
    assert_eq!(second["kind"], "CHANGE");
    assert_eq!(second["report"]["counts"]["critical"], 1);
    assert_eq!(second["report"]["findings"][0]["code"], "WRITES_STOPPED");
    for node in ["A", "B"] {
        bench.fake.silence(node, true);
    }
    let third = feed.next().await.unwrap()["data"]["findingsChanged"].take();
    assert_eq!(
        (&third["report"], &third["problem"]["code"]),
        (&json!(null), &json!("TIMEOUT"))
    );
}

//! What a cluster can do, by what its nodes tell.

use std::{sync::atomic::Ordering, time::Duration};

use serde_json::{Value, json};
use tokio::time::advance;

use crate::support::{Bench, Fake};

const FEATURES: &str = r#"{ cluster(connectionId: "c1") { features {
    edition build builds nodesAnswered nodesTotal problems { code node } features { kind available reason } } } }"#;

fn telling(fake: &Fake, edition: &str, security: &str) {
    for node in ["A", "B"] {
        fake.say(node, "edition", edition);
        fake.say(node, "get-config:context=security", security);
        fake.say(
            node,
            "get-config:context=service",
            "disable-udf-execution=false;migrate-threads=1",
        );
    }
}

async fn features(bench: &Bench) -> Value {
    let mut answer = bench.run(FEATURES).await;
    let found = answer["data"]["cluster"]["features"].take();
    assert!(found.is_object(), "{answer}");
    found
}

fn available(features: &Value, kind: &str) -> Value {
    let features = features["features"].as_array().unwrap();
    let feature = features.iter().find(|feature| feature["kind"] == kind);
    let feature = feature.expect(kind);
    assert_eq!(
        feature["available"] == true,
        feature["reason"].is_null(),
        "{feature}"
    );
    feature["available"].clone()
}

#[tokio::test(start_paused = true)]
async fn the_community_edition_is_told_with_what_it_lacks() {
    let fake = Fake::two_nodes();
    telling(&fake, "Aerospike Community Edition", "");
    let found = features(&Bench::new(fake).await).await;
    assert_eq!(found["edition"], "COMMUNITY");
    assert_eq!(
        (&found["build"], &found["builds"]),
        (&json!("8.1.2.0"), &json!(["8.1.2.0"]))
    );
    for kind in [
        "SECURITY",
        "QUOTAS",
        "RACKS",
        "STRONG_CONSISTENCY",
        "DURABLE_DELETES",
        "COMPRESSION",
        "STRING_OPERATIONS",
    ] {
        assert_eq!(available(&found, kind), false, "{kind}");
    }
    for kind in [
        "USER_DEFINED_FUNCTIONS",
        "EXPRESSION_INDEXES",
        "SET_INDEXES",
        "PATH_EXPRESSIONS",
    ] {
        assert_eq!(available(&found, kind), true, "{kind}");
    }
}

#[tokio::test(start_paused = true)]
async fn security_is_there_when_the_nodes_list_its_settings() {
    let fake = Fake::two_nodes();
    telling(
        &fake,
        "Aerospike Enterprise Edition",
        "enable-quotas=false;session-ttl=86400",
    );
    let found = features(&Bench::new(fake).await).await;
    assert_eq!(found["edition"], "ENTERPRISE");
    assert_eq!(available(&found, "SECURITY"), true);
    assert_eq!(available(&found, "QUOTAS"), false);
}

#[tokio::test(start_paused = true)]
async fn in_the_middle_of_an_upgrade_a_feature_waits_for_the_last_node() {
    let fake = Fake::two_nodes();
    telling(&fake, "Aerospike Community Edition", "");
    fake.say("B", "build", "8.2.0.1");
    let bench = Bench::new(fake).await;
    let found = features(&bench).await;
    assert_eq!(
        (&found["build"], &found["builds"]),
        (&Value::Null, &json!(["8.1.2.0", "8.2.0.1"]))
    );
    assert_eq!(available(&found, "STRING_OPERATIONS"), false);
    bench.fake.say("A", "build", "8.2.0.1");
    advance(Duration::from_secs(2)).await;
    let found = features(&bench).await;
    assert_eq!(
        available(&found, "STRING_OPERATIONS"),
        true,
        "another build is asked at once"
    );
}

#[tokio::test(start_paused = true)]
async fn what_a_silent_node_can_do_is_unknown() {
    let fake = Fake::two_nodes();
    telling(&fake, "Aerospike Enterprise Edition", "enable-quotas=true");
    fake.silence("B", true);
    let found = features(&Bench::new(fake).await).await;
    assert_eq!(
        (&found["nodesAnswered"], &found["nodesTotal"]),
        (&json!(1), &json!(2))
    );
    assert_eq!(found["problems"], json!([{"code": "TIMEOUT", "node": "B"}]));
    assert_eq!(available(&found, "SECURITY"), Value::Null);
    assert_eq!(
        available(&found, "STRING_OPERATIONS"),
        false,
        "one node lacks it, whatever the other says"
    );
}

#[tokio::test(start_paused = true)]
async fn a_node_that_answers_again_is_believed_at_once() {
    let fake = Fake::two_nodes();
    telling(&fake, "Aerospike Enterprise Edition", "enable-quotas=true");
    fake.silence("B", true);
    let bench = Bench::new(fake).await;
    assert_eq!(available(&features(&bench).await, "SECURITY"), Value::Null);
    bench.fake.silence("B", false);
    advance(Duration::from_secs(2)).await;
    assert_eq!(available(&features(&bench).await, "SECURITY"), true);
}

#[tokio::test(start_paused = true)]
async fn an_answer_is_kept_while_the_builds_stay() {
    let fake = Fake::two_nodes();
    telling(&fake, "Aerospike Community Edition", "");
    let bench = Bench::new(fake).await;
    features(&bench).await;
    let asked = bench.fake.asked("A").len();
    let rounds = bench.fake.info_requests.load(Ordering::Relaxed);
    features(&bench).await;
    assert_eq!(bench.fake.info_requests.load(Ordering::Relaxed), rounds);
    advance(Duration::from_secs(16)).await;
    features(&bench).await;
    assert!(bench.fake.asked("A").len() > asked);
}

//! Data that moves: what the nodes of a cluster tell of it, and how long it takes.

use acm_tests::eventually;
use serde_json::{Value, json};

use super::stage::{Stage, on_stage};
use crate::operator::samples::in_memory;

const NODES: &str = "migration { nodes {
    remainingPartitions nodes { node pod remainingPartitions problem { code } } sampledAt
    partitionsPerSecond measuredSeconds remainingSeconds endsAt etaGap problem { code details }
} }";

/// What the nodes tell of data on the move.
async fn told(stage: &Stage<'_>) -> Value {
    stage.cluster(NODES).await["migration"]["nodes"].take()
}

/// An exact number, which is a text.
fn exact(value: &Value) -> i64 {
    value.as_str().unwrap().parse().unwrap()
}

/// A cluster without a connection that leads to it.
async fn make_alone(stage: &Stage<'_>, spec: Value) {
    let input = json!({ "spec": spec, "autoConnect": false });
    stage.change("createK8sCluster", input, "applied").await;
    stage.serves("1/1").await;
}

#[tokio::test]
async fn a_migration_is_told_by_its_nodes_with_its_pace_and_the_time_it_still_takes() {
    on_stage("clusters-migrating", async |stage| {
        stage.create_healthy(in_memory(1, 1)).await;
        eventually("nothing moves", async || {
            let told = told(stage).await;
            let still = told["remainingPartitions"] == "0" && told["remainingSeconds"] == 0.0;
            assert!(!still || told["endsAt"].is_null(), "{told:#}");
            still.then_some(())
        })
        .await;

        stage
            .scene
            .fault(|faults| faults.partitions_per_second = 100)
            .await;
        stage
            .change("scaleK8sCluster", json!({ "size": 2 }), "applied")
            .await;
        let told_now = eventually("its end is known", async || {
            let told = told(stage).await;
            let both = told["nodes"].as_array()?.len() == 2;
            let moves = told["remainingPartitions"].as_str()? != "0";
            let is_known = told["remainingSeconds"].is_number();
            assert!(is_known || told["etaGap"].is_string(), "{told:#}");
            (both && moves && is_known).then_some(told)
        })
        .await;
        let left = exact(&told_now["remainingPartitions"]);
        let pace = told_now["partitionsPerSecond"].as_f64().unwrap();
        let seconds = told_now["remainingSeconds"].as_f64().unwrap();
        assert!(pace > 0.0, "{told_now:#}");
        #[expect(clippy::cast_precision_loss, reason = "partitions are few")]
        let by_pace = left as f64 / pace;
        assert!((seconds - by_pace).abs() < 1e-6, "{told_now:#}");
        assert!(told_now["endsAt"].as_str() > told_now["sampledAt"].as_str());
        let nodes = told_now["nodes"].as_array().unwrap();
        let each = nodes.iter().map(|node| exact(&node["remainingPartitions"]));
        assert_eq!(each.sum::<i64>(), left);
        let mut pods: Vec<&Value> = nodes.iter().map(|node| &node["pod"]).collect();
        pods.sort_by_key(|pod| pod.to_string());
        assert_eq!(pods, ["db-0-0", "db-0-1"], "{told_now:#}");

        stage
            .scene
            .fault(|faults| faults.partitions_per_second = 100_000)
            .await;
        eventually("it is over", async || {
            let told = told(stage).await;
            (told["remainingPartitions"] == "0" && told["remainingSeconds"] == 0.0).then_some(())
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn what_nodes_do_not_tell_of_a_migration_is_unknown_with_the_reason() {
    on_stage("clusters-unasked", async |stage| {
        make_alone(stage, in_memory(1, 1)).await;
        let problem = json!({ "code": "UNAVAILABLE", "details": { "cause": "NO_CONNECTION" } });
        let told = told(stage).await;
        let unknown = json!({
            "remainingPartitions": null, "nodes": [], "sampledAt": null, "partitionsPerSecond": null,
            "measuredSeconds": null, "remainingSeconds": null, "endsAt": null, "etaGap": "NOT_ASKED",
            "problem": problem,
        });
        assert_eq!(told, unknown);
    })
    .await;
}

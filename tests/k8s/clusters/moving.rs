//! Data that moves: what the nodes of a cluster hold, and how long it takes until they hold what they should.

use acm_tests::eventually;
use serde_json::{Value, json};

use super::stage::{Stage, on_stage};
use crate::operator::samples::in_memory;

const NODES: &str = "migration { nodes {
    remainingPartitions nodes { node pod remainingPartitions problem { code } } sampledAt
    partitionsPerSecond measuredSeconds remainingSeconds endsAt etaGap problem { code details }
} }";
const DATA: &str = "applied warnings { field message } dataPlan {
    nodesNow nodesAfter moving problem { code details }
    namespaces {
        namespace replicationFactor copiesNow copiesAfter bytesPerNodeNow bytesPerNodeAfter
        capacityPerNode usedRatioAfter risks
    }
}";

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
async fn what_nodes_do_not_tell_of_a_migration_or_their_data_is_unknown_with_the_reason() {
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
        let planned = stage
            .change("scaleK8sCluster", json!({ "size": 2, "dryRun": true }), DATA)
            .await;
        let data = json!({
            "nodesNow": null, "nodesAfter": 2, "moving": null, "namespaces": [], "problem": problem,
        });
        assert_eq!(planned["dataPlan"], data);
    })
    .await;
}

#[tokio::test]
async fn a_change_of_size_is_tried_with_what_each_node_would_hold() {
    on_stage("clusters-forecast", async |stage| {
        let mut spec = in_memory(2, 2);
        let engine = &mut spec["aerospikeConfig"]["namespaces"][0]["storage-engine"];
        engine["data-size"] = json!(4_194_304);
        stage.create_healthy(spec).await;
        let connection = stage.cluster("connection { id }").await;
        let put = "mutation($input: PutRecordInput!) { putRecord(input: $input) { record { generation } } }";
        for key in 0..4 {
            let input = json!({
                "connectionId": connection["connection"]["id"],
                "key": { "namespace": "test", "set": "big", "userKey": { "int": key.to_string() } },
                "bins": { "b": "x".repeat(600_000) },
            });
            stage.server.data(put, json!({ "input": input })).await;
        }
        let try_size = async |size: i32| {
            let input = json!({ "size": size, "dryRun": true });
            let mut planned = stage.change("scaleK8sCluster", input, DATA).await;
            assert_eq!(planned["applied"], false);
            (planned["dataPlan"].take(), planned["warnings"].take())
        };
        let grown = eventually("the nodes tell what was written", async || {
            let (data, warnings) = try_size(4).await;
            let now = data["namespaces"][0]["bytesPerNodeNow"].as_str()?;
            let all_there = now.parse::<i64>().unwrap() > 2_400_000;
            (all_there && data["moving"] == false).then(|| {
                assert_eq!(warnings, json!([]));
                data
            })
        })
        .await;
        assert_eq!((&grown["nodesNow"], &grown["nodesAfter"]), (&json!(2), &json!(4)));
        let namespace = &grown["namespaces"][0];
        let now = exact(&namespace["bytesPerNodeNow"]);
        assert_eq!(exact(&namespace["bytesPerNodeAfter"]), now / 2);
        assert_eq!(exact(&namespace["capacityPerNode"]), 4_194_304);
        assert_eq!(namespace["risks"], json!([]));
        assert_eq!(namespace["copiesAfter"], 2);

        // One node holds one copy: as much as each of two holds of two copies.
        let (shrunk, _) = try_size(1).await;
        let namespace = &shrunk["namespaces"][0];
        assert_eq!(exact(&namespace["bytesPerNodeAfter"]), now, "{shrunk:#}");
        assert_eq!(namespace["copiesAfter"], 1);
        assert_eq!(namespace["risks"], json!([]));

        let same = try_size(2).await;
        assert_eq!(same.0, Value::Null);
    })
    .await;
}

#[tokio::test]
async fn a_size_that_holds_too_little_or_takes_all_copies_away_is_warned_of() {
    on_stage("clusters-too-small", async |stage| {
        let mut spec = in_memory(3, 1);
        let engine = &mut spec["aerospikeConfig"]["namespaces"][0]["storage-engine"];
        engine["data-size"] = json!(4_194_304);
        stage.create_healthy(spec).await;
        let connection = stage.cluster("connection { id }").await;
        let put = "mutation($input: PutRecordInput!) { putRecord(input: $input) { record { generation } } }";
        for key in 0..12 {
            let input = json!({
                "connectionId": connection["connection"]["id"],
                "key": { "namespace": "test", "set": "big", "userKey": { "int": key.to_string() } },
                "bins": { "b": "x".repeat(400_000) },
            });
            stage.server.data(put, json!({ "input": input })).await;
        }
        let planned = eventually("it does not fit", async || {
            let input = json!({ "size": 1, "dryRun": true });
            let planned = stage.change("scaleK8sCluster", input, DATA).await;
            let risks = &planned["dataPlan"]["namespaces"][0]["risks"];
            let shares = &planned["dataPlan"]["namespaces"][0]["usedRatioAfter"];
            (shares.as_f64()? > 1.0).then(|| {
                assert_eq!(risks[0], "LOSES_RECORDS", "{planned:#}");
                assert_eq!(risks[1], "DOES_NOT_FIT", "{planned:#}");
                assert_eq!(risks[2], "STOPS_WRITES", "{planned:#}");
                planned.clone()
            })
        })
        .await;
        let warnings = planned["warnings"].as_array().unwrap();
        let says = |text: &str| {
            warnings.iter().any(|warning| {
                warning["field"] == "spec.size" && warning["message"].as_str().unwrap().contains(text)
            })
        };
        assert!(says("2 nodes go at once"), "{planned:#}");
        assert!(says("does not fit"), "{planned:#}");
        assert!(says("takes no writes from"), "{planned:#}");
    })
    .await;
}

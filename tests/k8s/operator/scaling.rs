use serde_json::json;

use super::{samples::in_memory, scene::Scene};

#[tokio::test]
async fn a_cluster_grows() {
    let scene = Scene::new("grows", "demo-02").await;
    scene.create_cluster(in_memory(1, 1)).await;
    scene.settled("1/1").await;
    scene.begin();
    scene.patch(json!({ "spec": { "size": 3 } })).await;
    scene.check("02-scale-up").await;
}

#[tokio::test]
async fn a_cluster_shrinks_at_once() {
    let scene = Scene::new("shrinks", "demo-08").await;
    scene.create_cluster(in_memory(3, 1)).await;
    scene.settled("3/3").await;
    scene.begin();
    scene.patch(json!({ "spec": { "size": 1 } })).await;
    scene.check("08a-scale-down").await;
}

#[tokio::test]
async fn a_cluster_does_not_shrink_while_data_moves() {
    let scene = Scene::new("moving", "demo-08b").await;
    scene.create_cluster(in_memory(3, 1)).await;
    scene.settled("3/3").await;
    scene
        .fault(|faults| faults.migrating_partitions = 120)
        .await;
    scene.begin();
    scene.patch(json!({ "spec": { "size": 1 } })).await;
    scene
        .until("it waits", |state| {
            state["status"]["phase"] == "WaitingForMigration"
        })
        .await;
    scene.fault(|faults| faults.migrating_partitions = 0).await;
    scene.check("08b-scale-down-deferred-by-migration").await;
}

#[tokio::test]
async fn an_autoscaler_sets_the_size() {
    let scene = Scene::new("autoscaled", "scaled").await;
    scene.create_cluster(in_memory(1, 1)).await;
    scene.settled("1/1").await;
    scene.begin();
    let target = json!({ "type": "Utilization", "averageUtilization": 70 });
    let autoscaler = json!({
        "metadata": { "name": "scaled" },
        "spec": {
            "minReplicas": 2,
            "maxReplicas": 4,
            "scaleTargetRef": {
                "apiVersion": "acko.io/v1alpha1",
                "kind": "AerospikeCluster",
                "name": "scaled",
            },
            "metrics": [{ "type": "Resource", "resource": { "name": "cpu", "target": target } }],
        },
    });
    scene.create("HorizontalPodAutoscaler", autoscaler).await;
    scene.settled("2/2").await;
    scene.patch(json!({ "spec": { "size": 5 } })).await;
    scene.check("13-hpa").await;
}

use serde_json::{Value, json};

use super::{
    samples::{in_memory, service, with},
    scene::Scene,
};

fn quota(name: &str, what: &str, count: &str) -> Value {
    json!({ "metadata": { "name": name }, "spec": { "hard": { what: count } } })
}

#[tokio::test]
async fn pods_that_never_start_leave_a_cluster_completed() {
    let scene = Scene::new("stuck", "stuck").await;
    let image = json!("aerospike:ce-9.9.9.9");
    scene
        .create_cluster(with(in_memory(1, 1), "image", image))
        .await;
    scene.check("11a-pods-never-ready").await;

    scene.begin();
    scene
        .patch(json!({ "spec": { "image": "aerospike:ce-8.1.1.1" } }))
        .await;
    scene.check("11a2-pods-never-ready-image-fixed").await;
}

#[tokio::test]
async fn silent_servers_defer_the_loss_of_pods_but_not_their_restart() {
    let scene = Scene::new("silent", "silent").await;
    scene.create_cluster(in_memory(2, 1)).await;
    scene.settled("2/2").await;
    scene.fault(|faults| faults.silent_servers = true).await;
    scene.begin();
    scene.patch(service(json!({ "proto-fd-max": 20000 }))).await;
    scene.settled("2/2").await;
    scene.patch(json!({ "spec": { "size": 1 } })).await;
    scene.told("ScaleDownDeferred", 2).await;
    scene.check("11b-aerospike-does-not-answer").await;

    scene.begin();
    scene.fault(|faults| faults.silent_servers = false).await;
    scene.check("11b2-aerospike-answers-again").await;
}

#[tokio::test]
async fn failures_in_a_row_stop_all_tries_until_somebody_resets_them_and_something_happens() {
    let scene = Scene::new("broken", "broken").await;
    scene
        .create("ResourceQuota", quota("no-services", "count/services", "0"))
        .await;
    forbids(&scene, "no-services").await;
    scene.create_cluster(in_memory(1, 1)).await;
    scene.told("ReconcileError", 5).await;
    for touch in 0..5 {
        let before = scene.state()["status"]["failedReconcileCount"].clone();
        scene
            .annotate("example.com/touch", json!(touch.to_string()))
            .await;
        scene
            .until("one more failure", |state| {
                state["status"]["failedReconcileCount"] != before
            })
            .await;
    }
    scene.annotate("example.com/touch", json!("x")).await;
    scene.told("CircuitBreakerActive", 1).await;
    scene.check("11c-reconcile-errors-to-circuit-breaker").await;

    scene.begin();
    scene.delete("ResourceQuota", "no-services").await;
    scene.annotate("acko.io/force-reconcile", json!("1")).await;
    scene.told("CircuitBreakerActive", 1).await;
    scene.patch(json!({ "spec": { "paused": true } })).await;
    scene
        .until("paused", |state| state["status"]["phase"] == "Paused")
        .await;
    scene.patch(json!({ "spec": { "paused": null } })).await;
    scene.told("CircuitBreakerActive", 2).await;
    scene
        .patch(json!({ "spec": { "image": "aerospike:ce-8.1.2.0" } }))
        .await;
    scene.told("CircuitBreakerActive", 3).await;
    let reset = json!({ "failedReconcileCount": 0, "lastReconcileError": "" });
    scene.patch_status(json!({ "status": reset })).await;
    scene.annotate("acko.io/force-reconcile", json!("2")).await;
    scene.check("11d-circuit-breaker-reset").await;
}

#[tokio::test]
async fn failures_heal_with_their_cause() {
    let scene = Scene::new("healing", "healing").await;
    let count = scene.names("ConfigMap").await.len().max(1).to_string();
    acm_tests::eventually("the namespace has its own ConfigMap", async || {
        (scene.names("ConfigMap").await.len() == 1).then_some(())
    })
    .await;
    scene
        .create(
            "ResourceQuota",
            quota("no-config", "count/configmaps", &count),
        )
        .await;
    forbids(&scene, "no-config").await;
    scene.create_cluster(in_memory(1, 1)).await;
    scene
        .until("it fails", |state| {
            state["status"]["failedReconcileCount"].as_i64() >= Some(2)
        })
        .await;
    scene.delete("ResourceQuota", "no-config").await;
    scene.check("11e-reconcile-errors-heal").await;
}

/// Waits until a quota is counted, which is when it forbids.
async fn forbids(scene: &Scene, quota: &str) {
    acm_tests::eventually("the quota is in force", async || {
        let quota = scene.get("ResourceQuota", quota).await?;
        quota["status"]["used"].is_object().then_some(())
    })
    .await;
}

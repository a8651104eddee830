use serde_json::json;

use super::{
    samples::{in_memory, operation},
    scene::Scene,
};

#[tokio::test]
async fn operations_are_done_once_for_each_id() {
    let scene = Scene::new("operations", "demo-07").await;
    scene.create_cluster(in_memory(3, 2)).await;
    scene.settled("3/3").await;
    scene.begin();
    scene.patch(operation("WarmRestart", "warm-1", &[])).await;
    scene.check("07a-op-warm-restart-all").await;

    scene.begin();
    scene
        .patch(operation("PodRestart", "pod-1", &["demo-07-0-1"]))
        .await;
    scene.check("07b-op-pod-restart-one").await;

    scene.begin();
    scene
        .patch(operation("PodRestart", "pod-1", &["demo-07-0-2"]))
        .await;
    scene.check("07c-op-same-id").await;

    scene.begin();
    scene
        .patch(operation("PodRestart", "pod-2", &["nosuch-0-7"]))
        .await;
    scene.check("07d-op-unknown-pod").await;
}

#[tokio::test]
async fn a_pod_that_fails_is_tried_until_it_does_not() {
    let scene = Scene::new("flaky", "flaky").await;
    scene.create_cluster(in_memory(3, 2)).await;
    scene.settled("3/3").await;
    scene
        .fault(|faults| faults.failing_exec = vec!["flaky-0-1".to_owned()])
        .await;
    scene.begin();
    scene.patch(operation("WarmRestart", "warm-2", &[])).await;
    scene
        .until("it failed", |state| {
            state["status"]["operationStatus"]["failedPods"].is_array()
        })
        .await;
    let refused = "admission webhook \"vaerospikecluster.kb.io\" denied the request: cannot change operations \
                   while operation \"warm-2\" is InProgress";
    let other = scene
        .try_patch(operation("WarmRestart", "warm-3", &[]))
        .await;
    assert_eq!(other.unwrap_err(), refused);
    let none = scene
        .try_patch(json!({ "spec": { "operations": null } }))
        .await;
    assert_eq!(none.unwrap_err(), refused);
    scene
        .until("it failed three times", |state| {
            let failed = state["status"]["operationStatus"]["failedPods"].as_array();
            failed.is_some_and(|failed| failed.len() == 3)
        })
        .await;
    scene.fault(|faults| faults.failing_exec.clear()).await;
    scene.check("07e-op-warm-restart-failing-pod").await;

    scene.begin();
    scene.patch(json!({ "spec": { "operations": null } })).await;
    scene.check("07f-op-removed").await;
}

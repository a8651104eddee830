use serde_json::json;

use super::{
    samples::{in_memory, operation, service, with},
    scene::Scene,
};

#[tokio::test]
async fn a_changed_configuration_restarts_pods_warmly_and_a_changed_pod_none() {
    let scene = Scene::new("warm", "aerospike-basic").await;
    scene.create_cluster(in_memory(3, 1)).await;
    scene.settled("3/3").await;
    scene.begin();
    scene.patch(service(json!({ "proto-fd-max": 20000 }))).await;
    scene.check("03a-config-change-warm-restart").await;

    scene.begin();
    let resources = json!({
        "requests": { "cpu": "100m", "memory": "256Mi" },
        "limits": { "cpu": "1", "memory": "1Gi" },
    });
    let pod = json!({ "aerospikeContainer": { "resources": resources } });
    scene.patch(json!({ "spec": { "podSpec": pod } })).await;
    scene.check("03b-pod-spec-change").await;
}

#[tokio::test]
async fn a_pod_that_takes_no_signal_is_deleted() {
    let scene = Scene::new("cold", "demo-03c").await;
    scene.create_cluster(in_memory(3, 2)).await;
    scene.settled("3/3").await;
    scene
        .fault(|faults| faults.failing_exec = vec!["*".to_owned()])
        .await;
    scene.begin();
    scene.patch(service(json!({ "proto-fd-max": 21000 }))).await;
    scene.check("03c-config-change-cold-restart").await;
}

#[tokio::test]
async fn dynamic_parameters_are_set_and_others_restart() {
    let scene = Scene::new("dynamic", "demo-04").await;
    let spec = with(in_memory(3, 2), "enableDynamicConfigUpdate", json!(true));
    scene.create_cluster(spec).await;
    scene.settled("3/3").await;
    scene.begin();
    scene.patch(service(json!({ "proto-fd-max": 22000 }))).await;
    scene.check("04a-dynamic-config").await;

    scene.begin();
    scene
        .patch(service(
            json!({ "proto-fd-max": 22500, "service-threads": 8 }),
        ))
        .await;
    scene.check("04b-dynamic-and-static").await;
}

#[tokio::test]
async fn a_changed_image_waits_for_who_restarts_the_pods() {
    let scene = Scene::new("image", "demo-05").await;
    scene.create_cluster(in_memory(3, 2)).await;
    scene.settled("3/3").await;
    scene.begin();
    scene
        .patch(json!({ "spec": { "image": "aerospike:ce-8.1.2.0" } }))
        .await;
    scene.settled("3/3").await;
    let state = scene.state();
    assert_eq!(
        state["status"]["appliedSpec"]["image"],
        "aerospike:ce-8.1.2.0"
    );
    assert_eq!(
        state["status"]["pods"]["demo-05-0-0"]["image"],
        "aerospike:ce-8.1.1.1"
    );
    scene
        .patch(operation("PodRestart", "roll-image", &[]))
        .await;
    scene.check("05a-image-change").await;
}

#[tokio::test]
async fn an_image_changed_with_the_configuration_comes_by_a_cold_restart() {
    let scene = Scene::new("both", "demo-05b").await;
    scene.create_cluster(in_memory(3, 2)).await;
    scene.settled("3/3").await;
    scene.begin();
    let config = json!({ "service": { "proto-fd-max": 16000 } });
    let spec = json!({ "image": "aerospike:ce-8.1.2.0", "aerospikeConfig": config });
    scene.patch(json!({ "spec": spec })).await;
    scene.check("05b-image-and-config-change").await;
}

#[tokio::test]
async fn what_was_edited_while_paused_is_done_after() {
    let scene = Scene::new("paused", "demo-06").await;
    scene.create_cluster(in_memory(3, 2)).await;
    scene.settled("3/3").await;
    scene.begin();
    scene.patch(json!({ "spec": { "paused": true } })).await;
    scene
        .until("paused", |state| state["status"]["phase"] == "Paused")
        .await;
    let config = json!({ "service": { "proto-fd-max": 16000 } });
    scene
        .patch(json!({ "spec": { "size": 2, "aerospikeConfig": config } }))
        .await;
    scene.patch(json!({ "spec": { "paused": null } })).await;
    scene.check("06-pause-edit-resume").await;
}

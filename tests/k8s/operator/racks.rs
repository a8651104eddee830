use serde_json::{Value, json};

use super::{
    samples::{in_memory, with},
    scene::Scene,
};

fn racks(ids: &[u32]) -> Value {
    ids.iter().map(|id| json!({ "id": id })).collect()
}

#[tokio::test]
async fn racks_come_and_go() {
    let scene = Scene::new("racks", "two-racks").await;
    let config = json!({ "namespaces": ["test"], "racks": racks(&[1, 2]) });
    scene
        .create_cluster(with(in_memory(4, 2), "rackConfig", config))
        .await;
    scene.check("10a-two-racks").await;

    scene.begin();
    scene
        .patch(json!({ "spec": { "rackConfig": { "racks": racks(&[1, 2, 3]) } } }))
        .await;
    scene.check("10b-rack-added").await;

    scene.begin();
    scene
        .patch(json!({ "spec": { "rackConfig": { "racks": racks(&[1, 2]) } } }))
        .await;
    scene.check("10c-rack-removed").await;
    assert_eq!(scene.get("StatefulSet", "two-racks-3").await, None);
    assert_eq!(scene.get("ConfigMap", "two-racks-3-config").await, None);
}

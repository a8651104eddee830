use serde_json::{Value, json};

use super::scene::{Scene, resource};
use kube::{
    Api,
    api::{DeleteParams, DynamicObject, Patch, PatchParams},
};

fn templates(scene: &Scene) -> Api<DynamicObject> {
    Api::all_with(scene.client.clone(), &resource("AerospikeClusterTemplate"))
}

fn from_template(template: &str) -> Value {
    json!({
        "templateRef": { "name": template },
        "aerospikeConfig": {
            "namespaces": [{
                "name": "test",
                "storage-engine": { "type": "memory", "data-size": 1_073_741_824 },
            }],
        },
    })
}

#[tokio::test]
async fn a_cluster_takes_what_its_template_has_and_not_what_it_becomes() {
    let scene = Scene::new("tmpl", "from-template").await;
    let template = json!({
        "description": "small development cluster",
        "image": "aerospike:ce-8.1.1.1",
        "size": 1,
        "scheduling": { "podAntiAffinityLevel": "preferred" },
        "resources": {
            "requests": { "cpu": "100m", "memory": "256Mi" },
            "limits": { "cpu": "500m", "memory": "512Mi" },
        },
        "aerospikeConfig": {
            "service": { "proto-fd-max": 1024 },
            "namespaceDefaults": { "replication-factor": 1 },
        },
    });
    scene.create_template("small", template).await;
    scene.create_cluster(from_template("small")).await;
    scene.check("09a-template-create").await;

    scene.begin();
    let change = json!({ "spec": { "size": 2, "aerospikeConfig": { "service": { "proto-fd-max": 2048 } } } });
    templates(&scene)
        .patch("small", &PatchParams::default(), &Patch::Merge(change))
        .await
        .unwrap();
    scene.check("09b-template-drift").await;

    scene.begin();
    scene
        .annotate("acko.io/resync-template", json!("true"))
        .await;
    scene.check("09c-template-resync").await;
    let left = scene.state()["metadata"]["annotations"]["acko.io/resync-template"].clone();
    assert_eq!(left, Value::Null);

    scene.begin();
    let resources = json!({
        "requests": { "cpu": "200m", "memory": "256Mi" },
        "limits": { "cpu": "500m", "memory": "512Mi" },
    });
    scene
        .patch(json!({ "spec": { "overrides": { "resources": resources } } }))
        .await;
    scene.check("09d-template-overrides").await;
}

#[tokio::test]
async fn a_cluster_lives_on_without_its_template() {
    let scene = Scene::new("orphan", "orphan").await;
    let resources = json!({ "cpu": "500m", "memory": "512Mi" });
    let template = json!({
        "image": "aerospike:ce-8.1.1.1",
        "size": 1,
        "resources": { "requests": resources, "limits": resources },
    });
    scene.create_template("leaving", template).await;
    scene.create_cluster(from_template("leaving")).await;
    scene.settled("1/0").await;
    scene.begin();
    templates(&scene)
        .delete("leaving", &DeleteParams::default())
        .await
        .unwrap();
    scene.told("TemplateDrifted", 1).await;
    scene
        .annotate("acko.io/resync-template", json!("true"))
        .await;
    scene.told("TemplateResolutionError", 5).await;
    scene.annotate("acko.io/resync-template", Value::Null).await;
    scene
        .patch(json!({ "spec": { "size": 2, "image": "aerospike:ce-8.1.1.1" } }))
        .await;
    scene.check("09e-template-deleted-while-referenced").await;
}

#[tokio::test]
async fn a_cluster_without_its_template_never_gets_a_phase() {
    let scene = Scene::new("lost", "lost").await;
    scene.create_cluster(from_template("nosuch")).await;
    scene.told("TemplateResolutionError", 6).await;
    scene.check("09f-template-missing-at-create").await;
}

use serde_json::{Value, json};

use super::{
    samples::{in_memory, with},
    scene::Scene,
};

fn guarded() -> Value {
    let acl = json!({
        "roles": [{ "name": "app-rw", "privileges": ["read-write.test"] }],
        "users": [
            { "name": "admin", "roles": ["sys-admin", "user-admin"], "secretName": "acl-admin" },
            { "name": "app", "roles": ["app-rw"], "secretName": "acl-app" },
        ],
    });
    with(in_memory(1, 1), "aerospikeAccessControl", acl)
}

async fn create_secrets(scene: &Scene) {
    for name in ["acl-admin", "acl-app"] {
        let secret =
            json!({ "metadata": { "name": name }, "stringData": { "password": "s3cret" } });
        scene.create("Secret", secret).await;
    }
}

#[tokio::test]
async fn users_are_made_on_secured_servers_and_again_when_a_password_changes() {
    let scene = Scene::new("acl-secure", "guarded").await;
    scene.fault(|faults| faults.secured_servers = true).await;
    create_secrets(&scene).await;
    scene.create_cluster(guarded()).await;
    scene.check("12a-acl-security-enabled-server").await;

    scene.told("ACLSyncCompleted", 2).await;
    scene.settled("1/1").await;
    scene.begin();
    let changed = json!({ "stringData": { "password": "changed" } });
    scene
        .api("Secret")
        .patch(
            "acl-app",
            &Default::default(),
            &kube::api::Patch::Merge(changed),
        )
        .await
        .unwrap();
    scene.check("12b-acl-password-rotated").await;
}

#[tokio::test]
async fn community_servers_know_no_users() {
    let scene = Scene::new("acl-ce", "guarded").await;
    create_secrets(&scene).await;
    scene.create_cluster(guarded()).await;
    scene.told("ACLSyncError", 1).await;
    scene.check("12c-acl-community-server").await;
}

#[tokio::test]
async fn a_missing_secret_is_waited_for_twice() {
    let scene = Scene::new("acl-missing", "guarded").await;
    scene
        .fault(|faults| {
            faults.secured_servers = true;
            faults.resolves_at_once = true;
        })
        .await;
    scene.create_cluster(guarded()).await;
    scene.told("ACLSyncError", 2).await;
    scene.settled("1/1").await;
    let writes = scene.writes();
    create_secrets(&scene).await;
    assert_eq!(scene.writes(), writes);
    scene.annotate("example.com/touch", json!("1")).await;
    scene.check("12d-acl-secret-missing").await;
}

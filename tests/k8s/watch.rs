//! Shared watches of a real API server.

use std::time::Duration;

use acm_core::ErrorCode;
use acm_k8s_api::{AerospikeCluster, Changes, Deletion, Kind, Reader, ResourceExt, Scope};
use acm_tests::{KubeServer, KubeSetup, eventually};
use k8s_openapi::api::{
    core::v1::ConfigMap,
    rbac::v1::{Role, RoleBinding},
};
use kube::api::{DeleteParams, DynamicObject, Patch, PatchParams, PostParams};
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::{
    bed::Bed,
    wire::{Reached, Wire},
};

async fn next<K: Kind>(reader: &mut Reader<K>) -> Changes<K> {
    timeout(Duration::from_secs(20), reader.next())
        .await
        .expect("something is told in time")
        .expect("the watch goes on")
}

fn names<K: Kind>(changes: &Changes<K>) -> Vec<String> {
    let objects = changes.objects.iter();
    objects.map(|object| object.name_any()).collect()
}

fn config_map(name: &str) -> Value {
    json!({ "metadata": { "name": name, "labels": { "watched": "yes" } } })
}

fn cluster(name: &str) -> Value {
    json!({
        "apiVersion": "acko.io/v1alpha1",
        "kind": "AerospikeCluster",
        "metadata": { "name": name },
        "spec": { "size": 1, "image": "aerospike:ce-8.1.1.1" },
    })
}

/// Those of the test, and not what Kubernetes puts into each namespace.
fn ours(bed: &Bed) -> Scope {
    Scope::namespace(&bed.namespace).labels("watched=yes")
}

#[tokio::test]
async fn two_hundred_readers_of_one_watch_hear_of_a_status_change() {
    let bed = Bed::new().await;
    let wire = Wire::new().await;
    let reached = Reached::by(wire.kubeconfig(), &[]);
    let client = reached.kubernetes.client(None).await.unwrap();
    let made = client
        .create::<AerospikeCluster>(Some(&bed.namespace), &cluster("db"), false)
        .await;
    made.unwrap();
    let scope = Scope::namespace(&bed.namespace);
    let before = wire.made();
    let mut readers = Vec::new();
    for _ in 0..200 {
        let reader = reached.kubernetes.follow::<AerospikeCluster>(None, &scope);
        readers.push(reader.unwrap());
    }
    for reader in &mut readers {
        let first = next(reader).await;
        assert!(first.whole && first.stale.is_none());
        assert_eq!(names(&first), ["db"]);
    }
    assert!(wire.made() <= before + 1, "one list and one watch for all");

    let kind = kube::core::GroupVersionKind::gvk("acko.io", "v1alpha1", "AerospikeCluster");
    let (resource, _) = kube::discovery::pinned_kind(&bed.client, &kind)
        .await
        .unwrap();
    let clusters: kube::Api<DynamicObject> =
        kube::Api::namespaced_with(bed.client.clone(), &bed.namespace, &resource);
    let patch = Patch::Merge(json!({ "status": { "phase": "ScalingUp" } }));
    let patched = clusters
        .patch_status("db", &PatchParams::default(), &patch)
        .await;
    patched.unwrap();
    for reader in &mut readers {
        let change = next(reader).await;
        assert!(!change.whole && !change.lagged);
        assert_eq!(change.objects[0].json()["status"]["phase"], "ScalingUp");
    }
    reached.end().await;
}

#[tokio::test]
async fn a_feed_says_since_when_it_is_not_live_and_comes_back_with_the_present_state() {
    let bed = Bed::new().await;
    let wire = Wire::new().await;
    let reached = Reached::by(wire.kubeconfig(), &[]);
    for name in ["stays", "goes"] {
        bed.create::<ConfigMap>(config_map(name)).await;
    }
    let reader = reached.kubernetes.follow::<ConfigMap>(None, &ours(&bed));
    let mut reader = reader.unwrap();
    let first = next(&mut reader).await;
    assert_eq!(names(&first), ["goes", "stays"]);

    wire.cut();
    let told = next(&mut reader).await;
    let stale = told.stale.expect("the way is cut");
    assert_eq!(stale.problem.code(), ErrorCode::Unavailable);
    assert!(stale.since >= first.at, "{:?} {:?}", stale.since, first.at);
    let read = reached
        .kubernetes
        .read::<ConfigMap>(None, &ours(&bed))
        .await;
    assert_eq!(names(&read.unwrap()), ["goes", "stays"], "what was known");

    let api = bed.api::<ConfigMap>();
    api.delete("goes", &DeleteParams::default()).await.unwrap();
    bed.create::<ConfigMap>(config_map("new")).await;
    wire.mend();
    comes_back(&mut reader).await;
    reached.end().await;
}

/// Waits until the feed is live again and has told what changed meanwhile, and that alone.
async fn comes_back(reader: &mut Reader<ConfigMap>) {
    let (mut seen, mut removed, mut live) = (Vec::new(), Vec::new(), false);
    while !live || seen.is_empty() || removed.is_empty() {
        let change = next(reader).await;
        assert!(!change.whole);
        seen.extend(names(&change));
        removed.extend(change.removed.into_iter().map(|key| key.name));
        live = change.stale.is_none();
    }
    assert_eq!(
        (seen, removed),
        (vec!["new".to_owned()], vec!["goes".to_owned()])
    );
}

#[tokio::test]
async fn a_feed_outlives_a_restart_of_the_api_server() {
    let server = KubeServer::start(&KubeSetup::default());
    let reached = Reached::by(server.kubeconfig(), &[]);
    let client = reached.kubernetes.client(None).await.unwrap();
    let namespace = Some("default");
    for name in ["stays", "goes"] {
        let made = client
            .create::<ConfigMap>(namespace, &config_map(name), false)
            .await;
        made.unwrap();
    }
    let scope = Scope::namespace("default").labels("watched=yes");
    let reader = reached.kubernetes.follow::<ConfigMap>(None, &scope);
    let mut reader = reader.unwrap();
    assert_eq!(names(&next(&mut reader).await), ["goes", "stays"]);

    server.stop_api_server();
    let stale = next(&mut reader).await.stale.expect("nobody listens");
    assert_eq!(stale.problem.code(), ErrorCode::Unavailable);
    server.start_api_server();
    eventually("it deletes again", async || {
        let deleted = client
            .delete::<ConfigMap>(namespace, "goes", Deletion::default())
            .await;
        deleted.ok()
    })
    .await;
    let made = client
        .create::<ConfigMap>(namespace, &config_map("new"), false)
        .await;
    made.unwrap();
    comes_back(&mut reader).await;
    reached.end().await;
}

#[tokio::test]
async fn who_may_see_one_namespace_sees_that_one() {
    let bed = Bed::new().await;
    let (allowed, hidden) = (&bed, Bed::new().await);
    for place in [allowed, &hidden] {
        place.create::<ConfigMap>(config_map("here")).await;
    }
    allowed
        .create::<Role>(json!({
            "metadata": { "name": "looks" },
            "rules": [{ "apiGroups": [""], "resources": ["configmaps"], "verbs": ["list", "watch"] }],
        }))
        .await;
    allowed
        .create::<RoleBinding>(json!({
            "metadata": { "name": "looks" },
            "roleRef": { "apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "looks" },
            "subjects": [{ "apiGroup": "rbac.authorization.k8s.io", "kind": "Group", "name": "readers" }],
        }))
        .await;
    let named = [allowed.namespace.as_str(), hidden.namespace.as_str()];
    let kubeconfig = KubeServer::shared().kubeconfig_of("reader");
    let reached = Reached::by(kubeconfig, &named);
    let scope = Scope::all().labels("watched=yes");
    let mut reader = reached
        .kubernetes
        .follow::<ConfigMap>(None, &scope)
        .unwrap();
    let first = next(&mut reader).await;
    assert!(first.stale.is_none(), "{:?}", first.stale);
    assert_eq!(
        first.namespaces.as_deref(),
        Some(std::slice::from_ref(&allowed.namespace))
    );
    assert_eq!(names(&first), ["here"]);
    allowed.create::<ConfigMap>(config_map("there")).await;
    assert_eq!(names(&next(&mut reader).await), ["there"]);

    let client = reached.kubernetes.client(None).await.unwrap();
    let refused = client
        .create::<ConfigMap>(Some(&allowed.namespace), &config_map("more"), false)
        .await;
    let error = acm_core::ApiError::from(refused.unwrap_err());
    assert_eq!(error.code(), ErrorCode::Forbidden);
    let details = error.details().unwrap();
    assert_eq!(details["cause"], "RIGHT_MISSING");
    assert_eq!(
        (&details["verb"], &details["resource"]),
        (&json!("create"), &json!("configmaps"))
    );
    reached.end().await;
}

#[tokio::test]
async fn a_reader_that_was_slow_is_given_the_newest_state_and_told() {
    let bed = Bed::new().await;
    let reached = Reached::administrator();
    let mut slow = reached
        .kubernetes
        .follow::<ConfigMap>(None, &ours(&bed))
        .unwrap();
    next(&mut slow).await;
    let mut quick = reached
        .kubernetes
        .follow::<ConfigMap>(None, &ours(&bed))
        .unwrap();
    next(&mut quick).await;
    let api = bed.api::<ConfigMap>();
    let made = serde_json::from_value(config_map("busy")).unwrap();
    api.create(&PostParams::default(), &made).await.unwrap();
    for round in 0..20 {
        let patch = Patch::Merge(json!({ "data": { "round": round.to_string() } }));
        api.patch("busy", &PatchParams::default(), &patch)
            .await
            .unwrap();
    }
    let last = |changes: &Changes<ConfigMap>| {
        let data = changes.objects.first()?.data.as_ref()?;
        data.get("round").cloned()
    };
    while last(&next(&mut quick).await).as_deref() != Some("19") {}
    let change = next(&mut slow).await;
    assert!(change.lagged);
    assert_eq!(last(&change).as_deref(), Some("19"));
    reached.end().await;
}

//! The server itself: what the other suites take for granted.

use std::{collections::BTreeSet, net::IpAddr, time::Duration};

use acm_tests::{KubeServer, KubeSetup};
use futures_util::{AsyncBufReadExt, TryStreamExt};
use k8s_openapi::api::{
    apps::v1::StatefulSet,
    core::v1::{ConfigMap, Node, PersistentVolumeClaim, Pod, PodCondition},
};
use kube::{
    Api,
    api::{ApiResource, DynamicObject, GroupVersionKind, ListParams, LogParams, PostParams},
};
use serde_json::{Value, json};

use crate::bed::Bed;

fn stateful_set(replicas: usize) -> Value {
    json!({
        "metadata": { "name": "db" },
        "spec": {
            "replicas": replicas,
            "podManagementPolicy": "Parallel",
            "selector": { "matchLabels": { "app": "db" } },
            "template": {
                "metadata": {
                    "labels": { "app": "db" },
                    "annotations": { "kube-testserver/log-every": "20ms" },
                },
                "spec": {
                    "containers": [{ "name": "main", "image": "db:1", "volumeMounts": [{ "name": "data", "mountPath": "/data" }] }],
                    "topologySpreadConstraints": [{
                        "maxSkew": 1,
                        "topologyKey": "topology.kubernetes.io/zone",
                        "whenUnsatisfiable": "DoNotSchedule",
                        "labelSelector": { "matchLabels": { "app": "db" } },
                    }],
                },
            },
            "volumeClaimTemplates": [{
                "metadata": { "name": "data" },
                "spec": { "accessModes": ["ReadWriteOnce"], "resources": { "requests": { "storage": "1Gi" } } },
            }],
        },
    })
}

/// A pod that is ready.
fn ready(pod: Pod) -> Option<Pod> {
    let conditions = pod.status.as_ref()?.conditions.as_ref()?;
    let is_ready = |one: &&PodCondition| one.type_ == "Ready" && one.status == "True";
    conditions.iter().find(is_ready)?;
    Some(pod)
}

#[tokio::test]
async fn a_stateful_set_is_spread_over_zones_with_volumes_and_addresses() {
    let bed = Bed::new().await;
    bed.create::<StatefulSet>(stateful_set(3)).await;
    let nodes = KubeServer::shared().nodes();
    let (mut zones, mut addresses) = (BTreeSet::new(), BTreeSet::new());
    for ordinal in 0..3 {
        let name = format!("db-{ordinal}");
        let pod = bed.until(&name, "is ready", ready).await;
        let node = pod.spec.unwrap().node_name.unwrap();
        let node = nodes.iter().find(|one| one.name == node).unwrap();
        zones.insert(&node.zone);
        let address: IpAddr = pod.status.unwrap().pod_ip.unwrap().parse().unwrap();
        assert!(address.is_loopback(), "{name} is at {address}");
        addresses.insert(address);
        bed.until(
            &format!("data-{name}"),
            "is bound",
            |claim: PersistentVolumeClaim| (claim.status?.phase? == "Bound").then_some(()),
        )
        .await;
    }
    assert_eq!(zones.len(), 3, "{zones:?}");
    assert_eq!(addresses.len(), 3, "{addresses:?}");
}

#[tokio::test]
async fn logs_are_followed_while_they_are_written() {
    let bed = Bed::new().await;
    bed.create::<StatefulSet>(stateful_set(1)).await;
    bed.until("db-0", "is ready", ready).await;
    let follow = LogParams {
        follow: true,
        tail_lines: Some(0),
        ..LogParams::default()
    };
    let mut lines = bed
        .api::<Pod>()
        .log_stream("db-0", &follow)
        .await
        .unwrap()
        .lines();
    let mut seen = Vec::new();
    while seen.len() < 3 {
        seen.push(lines.try_next().await.unwrap().unwrap());
    }
    let first: usize = seen[0].strip_prefix("line ").unwrap().parse().unwrap();
    assert_eq!(
        seen,
        [first, first + 1, first + 2].map(|number| format!("line {number}"))
    );
}

#[tokio::test]
async fn someone_without_a_role_is_told_which_right_is_missing() {
    let bed = Bed::new().await;
    let client = KubeServer::shared().client_of("reader").await;
    let maps: Api<ConfigMap> = Api::namespaced(client, &bed.namespace);
    let refusal = maps.list(&ListParams::default()).await.unwrap_err();
    let kube::Error::Api(status) = refusal else {
        panic!("{refusal}");
    };
    assert_eq!(status.code, 403);
    assert!(
        status
            .message
            .contains(r#"cannot list resource "configmaps""#),
        "{}",
        status.message
    );
}

#[tokio::test]
async fn our_custom_resources_are_served_and_checked() {
    let bed = Bed::new().await;
    let kind = GroupVersionKind::gvk("acko.io", "v1alpha1", "AerospikeCluster");
    let resource = ApiResource::from_gvk(&kind);
    let clusters: Api<DynamicObject> =
        Api::namespaced_with(bed.client.clone(), &bed.namespace, &resource);
    let cluster = |size: Value| {
        let spec = json!({ "spec": { "size": size, "image": "aerospike:ce-8.1.1.1" } });
        DynamicObject::new("db", &resource).data(spec)
    };
    let dry_run = PostParams {
        dry_run: true,
        ..PostParams::default()
    };
    clusters.create(&dry_run, &cluster(json!(3))).await.unwrap();
    let refusal = clusters.create(&dry_run, &cluster(json!("three"))).await;
    assert!(refusal.is_err(), "a size that is no number was taken");
}

#[tokio::test]
async fn the_api_server_crashes_and_hangs_when_it_is_told_to() {
    let server = KubeServer::start(&KubeSetup::default().with(["-nodes", "3"]));
    let client = server.client().await;
    let nodes: Api<Node> = Api::all(client);
    let all = ListParams::default();
    assert_eq!(nodes.list(&all).await.unwrap().items.len(), 3);
    server.stop_api_server();
    assert!(nodes.list(&all).await.is_err());
    server.start_api_server();
    assert_eq!(nodes.list(&all).await.unwrap().items.len(), 3);
    server.pause_api_server();
    let mut listing = std::pin::pin!(nodes.list(&all));
    let soon = tokio::time::timeout(Duration::from_millis(300), &mut listing).await;
    assert!(soon.is_err(), "a server that hangs answered");
    server.resume_api_server();
    assert_eq!(listing.await.unwrap().items.len(), 3);
}

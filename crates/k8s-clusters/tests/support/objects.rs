//! Objects as a cluster has them.

use serde_json::{Value, json};

/// A cluster of one node that is as it should be.
pub(crate) fn cluster(namespace: &str, name: &str) -> Value {
    json!({
        "apiVersion": "acko.io/v1alpha1", "kind": "AerospikeCluster",
        "metadata": {
            "name": name, "namespace": namespace, "uid": format!("{namespace}-{name}"), "generation": 1,
            "creationTimestamp": "2026-01-01T00:00:00Z",
        },
        "spec": { "size": 1, "image": "aerospike:ce-8.1.2.0", "newer": { "field": true } },
        "status": {
            "phase": "Completed", "health": "1/1", "size": 1, "observedGeneration": 1,
            "pods": { format!("{name}-0-0"): { "podIP": "10.0.0.1", "isRunningAndReady": true } },
        },
    })
}

/// The pod of such a cluster.
pub(crate) fn pod(namespace: &str, cluster: &str) -> Value {
    json!({
        "apiVersion": "v1", "kind": "Pod",
        "metadata": {
            "name": format!("{cluster}-0-0"), "namespace": namespace, "uid": format!("{namespace}-{cluster}-0-0"),
            "creationTimestamp": "2026-01-01T00:00:00Z",
            "labels": {
                "app.kubernetes.io/name": "aerospike-cluster", "app.kubernetes.io/instance": cluster,
                "topology.kubernetes.io/zone": "zone-a",
            },
        },
        "spec": {
            "nodeName": "node-1", "containers": [{ "name": "aerospike-server", "image": "aerospike:ce-8.1.2.0" }],
        },
        "status": {
            "phase": "Running", "conditions": [{ "type": "Ready", "status": "True" }],
            "containerStatuses": [{
                "name": "aerospike-server", "image": "", "imageID": "", "ready": true, "restartCount": 2,
                "started": true, "state": { "running": {} },
            }],
        },
    })
}

/// The stateful set of such a cluster.
pub(crate) fn set(namespace: &str, cluster: &str) -> Value {
    json!({
        "apiVersion": "apps/v1", "kind": "StatefulSet",
        "metadata": {
            "name": format!("{cluster}-0"), "namespace": namespace, "uid": format!("{namespace}-{cluster}-0"),
            "labels": {
                "app.kubernetes.io/name": "aerospike-cluster", "app.kubernetes.io/instance": cluster,
            },
        },
        "spec": {
            "replicas": 1, "serviceName": cluster, "selector": {},
            "template": { "spec": { "containers": [{ "name": "aerospike-server", "image": "aerospike:ce-8.1.2.0" }] } },
        },
    })
}

/// An event of a cluster.
pub(crate) fn event(namespace: &str, cluster: &str, reason: &str, at: &str) -> Value {
    json!({
        "apiVersion": "v1", "kind": "Event",
        "metadata": {
            "name": format!("{cluster}.{reason}"), "namespace": namespace, "uid": format!("{cluster}.{reason}"),
        },
        "involvedObject": { "kind": "AerospikeCluster", "name": cluster, "namespace": namespace },
        "reason": reason, "type": "Normal", "message": "m", "count": 1, "lastTimestamp": at,
    })
}

//! The services: one without an address for all pods, and one for each pod where it is wanted.

use serde_json::{Value, json};

use super::{Cluster, PORTS, compact, labels_with, metadata};
use crate::operator::json::at;

fn ports() -> Value {
    PORTS
        .iter()
        .map(|(name, port)| json!({ "name": name, "protocol": "TCP", "port": port, "targetPort": port }))
        .collect()
}

/// The headless service, through which pods find each other.
pub(in crate::operator) fn headless(cluster: &Cluster, spec: &Value) -> Value {
    let labels = labels_with(cluster, at(spec, "/headlessService/metadata/labels"));
    let mut metadata = metadata(cluster, cluster.name(), labels);
    metadata["annotations"] = at(spec, "/headlessService/metadata/annotations").clone();
    compact(json!({
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": metadata,
        "spec": {
            "type": "ClusterIP",
            "clusterIP": "None",
            "ports": ports(),
            "selector": cluster.selector(),
            "publishNotReadyAddresses": true,
        },
    }))
}

/// The service of one pod.
pub(in crate::operator) fn pod_service(cluster: &Cluster, spec: &Value, pod: &str) -> Value {
    let mut labels = labels_with(cluster, at(spec, "/podService/metadata/labels"));
    labels["acko.io/pod-service"] = json!("true");
    let mut metadata = metadata(cluster, pod, labels);
    metadata["annotations"] = at(spec, "/podService/metadata/annotations").clone();
    compact(json!({
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": metadata,
        "spec": {
            "type": "ClusterIP",
            "ports": [{ "name": "service", "protocol": "TCP", "port": 3000, "targetPort": 3000 }],
            "selector": { "statefulset.kubernetes.io/pod-name": pod },
            "publishNotReadyAddresses": true,
        },
    }))
}

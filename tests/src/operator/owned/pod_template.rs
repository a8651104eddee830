//! What the pods of a rack are made of.

use serde_json::{Value, json};

use super::{
    CONFIG_HASH, Cluster, POD_HASH, PORTS, RACK, Rack, compact, config_hash, labels_with, pod_hash,
    stateful_set::affinity, volumes::Volumes,
};
use crate::operator::json::{at, flag, items, number, overlay};

/// The pod template of a rack.
pub(super) fn pod_template(
    cluster: &Cluster,
    spec: &Value,
    rack: &Rack,
    storage: &Volumes,
) -> Value {
    let mut labels = labels_with(cluster, at(spec, "/podSpec/metadata/labels"));
    labels[RACK] = json!(rack.id.to_string());
    let mut annotations = json!({
        CONFIG_HASH: config_hash(spec, rack),
        POD_HASH: pod_hash(spec, rack),
    });
    overlay(&mut annotations, at(spec, "/podSpec/metadata/annotations"));
    for (part, name) in [
        ("ingress", "kubernetes.io/ingress-bandwidth"),
        ("egress", "kubernetes.io/egress-bandwidth"),
    ] {
        if let Some(limit) = at(spec, "/bandwidthConfig").get(part) {
            annotations[name] = limit.clone();
        }
    }
    json!({
        "metadata": { "labels": labels, "annotations": annotations },
        "spec": pod(cluster, spec, rack, storage),
    })
}

fn pod(cluster: &Cluster, spec: &Value, rack: &Rack, storage: &Volumes) -> Value {
    let part = |pointer: &str| at(spec, pointer).clone();
    let of_rack = |field: &str| match at(&rack.spec, &format!("/podSpec/{field}")) {
        Value::Null => part(&format!("/podSpec/{field}")),
        own => own.clone(),
    };
    let mut volumes = vec![
        json!({ "name": "aerospike-config-map", "configMap": { "name": rack.config_name(cluster) } }),
        json!({ "name": "aerospike-config", "emptyDir": {} }),
    ];
    volumes.extend(storage.volumes.iter().cloned());
    let mut init = vec![init_container(spec)];
    init.extend(items(spec, "/podSpec/initContainers").iter().cloned());
    let mut containers = vec![server(spec, storage)];
    containers.extend(exporter(spec));
    containers.extend(items(spec, "/podSpec/sidecars").iter().cloned());
    let gates = flag(spec, "/podSpec/readinessGateEnabled")
        .then(|| json!([{ "conditionType": "acko.io/aerospike-ready" }]));
    let grace = match number(spec, "/podSpec/terminationGracePeriodSeconds") {
        0 => 60,
        seconds => seconds,
    };
    let mut pod = compact(json!({
        "affinity": affinity(cluster, spec, rack),
        "tolerations": of_rack("tolerations"),
        "nodeSelector": of_rack("nodeSelector"),
        "topologySpreadConstraints": part("/podSpec/topologySpreadConstraints"),
        "securityContext": part("/podSpec/securityContext"),
        "serviceAccountName": part("/podSpec/serviceAccountName"),
        "imagePullSecrets": part("/podSpec/imagePullSecrets"),
        "hostNetwork": part("/podSpec/hostNetwork"),
        "dnsPolicy": part("/podSpec/dnsPolicy"),
        "readinessGates": gates,
        "terminationGracePeriodSeconds": grace,
    }));
    pod["initContainers"] = Value::Array(init);
    pod["containers"] = Value::Array(containers);
    pod["volumes"] = Value::Array(volumes);
    pod
}

fn init_container(spec: &Value) -> Value {
    let field = |name: &str, path: &str| json!({ "name": name, "valueFrom": { "fieldRef": { "fieldPath": path } } });
    compact(json!({
        "name": "aerospike-init",
        "image": at(spec, "/image"),
        "command": ["/bin/bash", "/configmap/aerospike-init.sh"],
        "env": [
            field("POD_IP", "status.podIP"),
            field("POD_NAME", "metadata.name"),
            field("NODE_IP", "status.hostIP"),
        ],
        "volumeMounts": [
            { "name": "aerospike-config-map", "mountPath": "/configmap" },
            { "name": "aerospike-config", "mountPath": "/etc/aerospike" },
        ],
    }))
}

fn server(spec: &Value, storage: &Volumes) -> Value {
    let ports: Value = PORTS
        .iter()
        .map(|(name, port)| json!({ "name": name, "containerPort": port }))
        .collect();
    let mut mounts = vec![json!({ "name": "aerospike-config", "mountPath": "/etc/aerospike" })];
    mounts.extend(storage.mounts.iter().cloned());
    compact(json!({
        "name": "aerospike-server",
        "image": at(spec, "/image"),
        "ports": ports,
        "resources": at(spec, "/podSpec/aerospikeContainer/resources"),
        "securityContext": at(spec, "/podSpec/aerospikeContainer/securityContext"),
        "volumeMounts": mounts,
        "volumeDevices": storage.devices,
    }))
}

fn exporter(spec: &Value) -> Option<Value> {
    flag(spec, "/monitoring/enabled").then(|| {
        compact(json!({
            "name": "aerospike-prometheus-exporter",
            "image": at(spec, "/monitoring/exporterImage"),
            "ports": [{ "name": "metrics", "containerPort": at(spec, "/monitoring/port") }],
            "env": at(spec, "/monitoring/env"),
            "resources": at(spec, "/monitoring/resources"),
        }))
    })
}

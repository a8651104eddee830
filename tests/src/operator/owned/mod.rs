//! What a cluster owns, as it is to be.

mod disruption;
mod extras;
mod pod_template;
mod services;
mod stateful_set;
mod volumes;

use serde_json::{Value, json};

pub(super) use disruption::budget;
pub(super) use extras::{metrics_service, network_policy};
pub(super) use services::{headless, pod_service};
pub(super) use stateful_set::stateful_set;
pub(super) use volumes::claims_to_delete;

use super::{
    cluster::Cluster,
    conf,
    json::{compact, hash, overlay},
    racks::{Rack, pod_part},
};

/// Ports of a server.
pub(super) const PORTS: [(&str, i32); 4] = [
    ("service", 3000),
    ("fabric", 3001),
    ("heartbeat", 3002),
    ("info", 3003),
];

/// The annotation that tells the configuration a pod runs with.
pub(super) const CONFIG_HASH: &str = "acko.io/config-hash";
/// The annotation that tells the pod specification it was made of.
pub(super) const POD_HASH: &str = "acko.io/podspec-hash";
/// The label that tells the rack.
pub(super) const RACK: &str = "acko.io/rack";

/// Puts a rack's configuration on its nodes.
pub(super) fn config_map(cluster: &Cluster, spec: &Value, rack: &Rack) -> Value {
    let mut labels = cluster.labels();
    labels[RACK] = json!(rack.id.to_string());
    json!({
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": metadata(cluster, &rack.config_name(cluster), labels),
        "data": {
            "aerospike-init.sh": "#!/bin/bash\nset -e\ncp /configmap/aerospike.conf /etc/aerospike/aerospike.conf\n",
            "aerospike.conf": conf::render(cluster, spec, rack),
        },
    })
}

/// The hash of the configuration of a rack.
pub(super) fn config_hash(spec: &Value, rack: &Rack) -> String {
    hash(&conf::of_rack(spec, rack))
}

/// The hash of what its pods are made of.
pub(super) fn pod_hash(spec: &Value, rack: &Rack) -> String {
    hash(&pod_part(spec, rack))
}

/// The metadata of an owned object.
fn metadata(cluster: &Cluster, name: &str, labels: Value) -> Value {
    json!({
        "name": name,
        "namespace": cluster.namespace(),
        "labels": labels,
        "ownerReferences": cluster.owner(),
    })
}

/// The labels of a cluster with further ones.
fn labels_with(cluster: &Cluster, further: &Value) -> Value {
    let mut labels = cluster.labels();
    overlay(&mut labels, further);
    labels
}

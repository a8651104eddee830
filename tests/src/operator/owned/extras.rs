//! What is owned on demand: the service of the metrics and the network policy.

use serde_json::{Value, json};

use super::{Cluster, PORTS, metadata};
use crate::operator::json::{flag, number, text};

/// The service the metrics are read at; none when monitoring is off.
pub(in crate::operator) fn metrics_service(cluster: &Cluster, spec: &Value) -> Option<Value> {
    let port = number(spec, "/monitoring/port");
    flag(spec, "/monitoring/enabled").then(|| {
        let mut labels = cluster.labels();
        labels["app.kubernetes.io/component"] = json!("metrics");
        json!({
            "apiVersion": "v1",
            "kind": "Service",
            "metadata": metadata(cluster, &format!("{}-metrics", cluster.name()), labels),
            "spec": {
                "type": "ClusterIP",
                "ports": [{ "name": "metrics", "protocol": "TCP", "port": port, "targetPort": port }],
                "selector": cluster.selector(),
            },
        })
    })
}

/// Who may reach the pods; none when not asked for, or when it is to be one of Cilium.
pub(in crate::operator) fn network_policy(cluster: &Cluster, spec: &Value) -> Option<Value> {
    let is_kubernetes = text(spec, "/networkPolicyConfig/type") != "cilium";
    (flag(spec, "/networkPolicyConfig/enabled") && is_kubernetes).then(|| {
        let port = |(_, port): &(&str, i32)| json!({ "protocol": "TCP", "port": port });
        let outside: Value = PORTS.iter().filter(|(name, _)| *name == "service").map(port).collect();
        let between: Value = PORTS.iter().map(port).collect();
        json!({
            "apiVersion": "networking.k8s.io/v1",
            "kind": "NetworkPolicy",
            "metadata": metadata(cluster, &format!("{}-netpol", cluster.name()), cluster.labels()),
            "spec": {
                "podSelector": { "matchLabels": cluster.selector() },
                "policyTypes": ["Ingress"],
                "ingress": [
                    { "from": [{ "podSelector": { "matchLabels": cluster.selector() } }], "ports": between },
                    { "ports": outside },
                ],
            },
        })
    })
}

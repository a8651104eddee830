//! The `StatefulSet` of a rack.

use serde_json::{Value, json};

use super::{Cluster, Rack, compact, metadata, pod_template::pod_template, volumes::volumes};
use crate::operator::json::{at, text};

/// The `StatefulSet`; its pods are only ever replaced by who deletes them.
pub(in crate::operator) fn stateful_set(
    cluster: &Cluster,
    spec: &Value,
    rack: &Rack,
    replicas: i64,
) -> Value {
    let storage = volumes(cluster, spec, rack);
    let policy = match text(spec, "/podSpec/podManagementPolicy") {
        "" => "Parallel",
        chosen => chosen,
    };
    let mut set = json!({
        "apiVersion": "apps/v1",
        "kind": "StatefulSet",
        "metadata": metadata(cluster, &rack.name(cluster), cluster.labels()),
        "spec": {
            "replicas": replicas,
            "serviceName": cluster.name(),
            "podManagementPolicy": policy,
            "updateStrategy": { "type": "OnDelete" },
            "selector": { "matchLabels": selector(cluster, rack) },
            "template": pod_template(cluster, spec, rack, &storage),
        },
    });
    if !storage.claims.is_empty() {
        set["spec"]["volumeClaimTemplates"] = Value::Array(storage.claims);
    }
    set
}

fn selector(cluster: &Cluster, rack: &Rack) -> Value {
    let mut labels = cluster.selector();
    labels[super::RACK] = json!(rack.id.to_string());
    labels
}

/// Where the pods of a rack may run.
pub(super) fn affinity(cluster: &Cluster, spec: &Value, rack: &Rack) -> Value {
    let own = match at(&rack.spec, "/podSpec/affinity") {
        Value::Null => at(spec, "/podSpec/affinity"),
        own => own,
    };
    let mut affinity = if own.is_null() {
        json!({})
    } else {
        own.clone()
    };
    let wanted =
        |key: &str, value: &str| json!({ "key": key, "operator": "In", "values": [value] });
    let place = [
        ("/zone", "topology.kubernetes.io/zone"),
        ("/region", "topology.kubernetes.io/region"),
        ("/nodeName", "kubernetes.io/hostname"),
        ("/rackLabel", "acko.io/rack"),
    ];
    let mut terms: Vec<Value> = place
        .iter()
        .filter(|(part, _)| !text(&rack.spec, part).is_empty())
        .map(|(part, key)| wanted(key, text(&rack.spec, part)))
        .collect();
    let blocked = at(spec, "/k8sNodeBlockList");
    if blocked.as_array().is_some_and(|names| !names.is_empty()) {
        terms.push(
            json!({ "key": "kubernetes.io/hostname", "operator": "NotIn", "values": blocked }),
        );
    }
    if !terms.is_empty() {
        affinity["nodeAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"]["nodeSelectorTerms"] =
            json!([{ "matchExpressions": terms }]);
    }
    let term = json!({
        "labelSelector": { "matchLabels": cluster.selector() },
        "topologyKey": "kubernetes.io/hostname",
    });
    let level = match at(spec, "/podSpec/multiPodPerHost") {
        Value::Bool(false) => "required",
        _ => text(spec, "/podAntiAffinityLevel"),
    };
    match level {
        "required" => {
            affinity["podAntiAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"] =
                json!([term]);
        }
        "preferred" => {
            affinity["podAntiAffinity"]["preferredDuringSchedulingIgnoredDuringExecution"] =
                json!([{ "weight": 100, "podAffinityTerm": term }]);
        }
        _ => {}
    }
    compact(affinity)
}

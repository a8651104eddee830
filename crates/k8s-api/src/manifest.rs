//! A resource as somebody would write it: without what Kubernetes and the operator add.

use acm_core::ApiError;
use serde_json::{Map, Value};

use crate::yaml;

/// Metadata that belongs to one object in one Kubernetes cluster.
const OWN: &[&str] = &[
    "creationTimestamp",
    "deletionGracePeriodSeconds",
    "deletionTimestamp",
    "finalizers",
    "generation",
    "managedFields",
    "ownerReferences",
    "resourceVersion",
    "selfLink",
    "uid",
];
/// Annotations in which tools keep what they did.
const TRACES: &[&str] = &[
    "acko.io/circuit-breaker-reset",
    "acko.io/force-reconcile",
    "acko.io/resync-template",
    "kubectl.kubernetes.io/last-applied-configuration",
];

/// A resource as YAML: as somebody would write it or, when `whole`, with all that Kubernetes and the operator
/// add.
///
/// # Errors
/// Never for what was JSON.
pub fn text(resource: Value, whole: bool) -> Result<String, ApiError> {
    let resource = if whole { resource } else { clean(resource) };
    yaml::write(&resource).map_err(ApiError::internal)
}

/// A resource without its status and what belongs to this one object.
#[must_use]
pub fn clean(mut resource: Value) -> Value {
    if let Some(resource) = resource.as_object_mut() {
        resource.remove("status");
        if let Some(metadata) = resource.get_mut("metadata").and_then(Value::as_object_mut) {
            OWN.iter().for_each(|key| drop(metadata.remove(*key)));
            without(metadata, "annotations", TRACES);
        }
    }
    resource
}

fn without(metadata: &mut Map<String, Value>, field: &str, keys: &[&str]) {
    if let Some(annotations) = metadata.get_mut(field).and_then(Value::as_object_mut) {
        annotations.retain(|key, _| !keys.contains(&key.as_str()));
        if annotations.is_empty() {
            metadata.remove(field);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_belongs_to_one_object_is_left_out_and_the_rest_stays() {
        let cleaned = clean(json!({
            "apiVersion": "acko.io/v1alpha1", "kind": "AerospikeCluster",
            "metadata": {
                "name": "db", "namespace": "prod", "uid": "u", "resourceVersion": "7", "generation": 3,
                "creationTimestamp": "2026-01-01T00:00:00Z", "managedFields": [{}],
                "finalizers": ["acko.io/storage-finalizer"],
                "labels": { "tier": "gold" },
                "annotations": { "kubectl.kubernetes.io/last-applied-configuration": "{}" },
            },
            "spec": { "size": 3, "newer": { "field": true } },
            "status": { "phase": "Completed" },
        }));
        assert_eq!(
            cleaned,
            json!({
                "apiVersion": "acko.io/v1alpha1", "kind": "AerospikeCluster",
                "metadata": { "name": "db", "namespace": "prod", "labels": { "tier": "gold" } },
                "spec": { "size": 3, "newer": { "field": true } },
            })
        );
    }
}

//! What a cluster is asked to be once its template has filled in what it leaves out.
//!
//! A cluster's own fields go before its `overrides`, and these before the template. Both are those of the
//! recordings of the operator: parts are replaced as a whole but for the configuration, whose sections
//! are merged parameter by parameter, and scheduling, whose fields stand for themselves.

use acm_k8s_api::merge;
use serde_json::{Map, Value, json};

/// Parts that are spelled alike in template and cluster, and filled in as a whole.
const ALIKE: [&str; 4] = ["aerospikeNetworkPolicy", "image", "monitoring", "size"];
/// Fields of scheduling that stand in a cluster's `podSpec` under the same name.
const OF_PODS: [&str; 3] = [
    "podManagementPolicy",
    "tolerations",
    "topologySpreadConstraints",
];
/// What a template says of volumes: the field of a claim, and where the template has it.
const OF_CLAIMS: [(&str, &str); 4] = [
    ("storageClass", "/storageClassName"),
    ("volumeMode", "/volumeMode"),
    ("accessModes", "/accessModes"),
    ("size", "/resources/requests/storage"),
];

/// The specification of a cluster with what a template adds.
pub(crate) fn merged(own: &Value, template: &Value) -> Value {
    let template = overridden(template, &own["overrides"]);
    let mut merged = own.clone();
    if let Some(fields) = merged.as_object_mut() {
        // No size is as good as none.
        let says_nothing = |field: &str, value: &Value| field == "size" && *value == json!(0);
        fields.retain(|field, value| {
            !matches!(field.as_str(), "overrides" | "templateRef") && !says_nothing(field, value)
        });
    }
    for part in ALIKE {
        fill(&mut merged, &[part], &template[part]);
    }
    let scheduling = &template["scheduling"];
    for field in OF_PODS {
        fill(&mut merged, &["podSpec", field], &scheduling[field]);
    }
    let affinity = ["podSpec", "affinity", "nodeAffinity"];
    fill(&mut merged, &affinity, &scheduling["nodeAffinity"]);
    // The operator makes rules of its own from it: it has no place in a cluster.
    let level = "podAntiAffinityLevel";
    fill(&mut merged, &["podSpec", level], &scheduling[level]);
    let resources = ["podSpec", "aerospikeContainer", "resources"];
    fill(&mut merged, &resources, &template["resources"]);
    let racks = "maxRacksPerNode";
    fill(
        &mut merged,
        &["rackConfig", racks],
        &template["rackConfig"][racks],
    );
    configuration(&mut merged, &template["aerospikeConfig"]);
    claims(&mut merged, &template["storage"]);
    merged
}

/// A template with what goes before it.
fn overridden(template: &Value, overrides: &Value) -> Value {
    let mut template = template.clone();
    for (part, value) in overrides.as_object().into_iter().flatten() {
        match part.as_str() {
            "aerospikeConfig" => {
                if let Some(slot) = slot(&mut template, &[part]) {
                    merge::apply(slot, value);
                }
            }
            "scheduling" => {
                for (field, value) in value.as_object().into_iter().flatten() {
                    set(&mut template, &[part, field], value);
                }
            }
            _ => set(&mut template, &[part], value),
        }
    }
    template
}

/// The place of a field, made when it is not there; `None` below what is no object.
fn slot<'a>(target: &'a mut Value, path: &[&str]) -> Option<&'a mut Value> {
    path.iter().try_fold(target, |field, key| {
        (field.is_object() || field.is_null()).then(|| &mut field[*key])
    })
}

fn set(target: &mut Value, path: &[&str], value: &Value) {
    if let Some(slot) = slot(target, path) {
        *slot = value.clone();
    }
}

/// Sets a field that is not there.
fn fill(target: &mut Value, path: &[&str], value: &Value) {
    if value.is_null() {
        return;
    }
    if let Some(slot) = slot(target, path).filter(|slot| slot.is_null()) {
        *slot = value.clone();
    }
}

/// The template's configuration is the base of what the cluster says itself.
fn configuration(merged: &mut Value, template: &Value) {
    for section in ["service", "network"] {
        if let Some(base) = template.get(section).filter(|base| base.is_object())
            && let Some(own) = slot(merged, &["aerospikeConfig", section])
        {
            *own = over(base, own);
        }
    }
    let defaults = &template["namespaceDefaults"];
    let namespaces = merged.pointer_mut("/aerospikeConfig/namespaces");
    let namespaces = namespaces.and_then(Value::as_array_mut);
    if defaults.is_object() {
        for namespace in namespaces.into_iter().flatten() {
            *namespace = over(defaults, namespace);
        }
    }
}

fn over(base: &Value, own: &Value) -> Value {
    let mut base = base.clone();
    let nothing = Value::Object(Map::new());
    merge::apply(&mut base, if own.is_null() { &nothing } else { own });
    base
}

/// Claims leave open what the template then says.
fn claims(merged: &mut Value, template: &Value) {
    let volumes = merged.pointer_mut("/storage/volumes");
    for volume in volumes.and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(claim) = volume.pointer_mut("/source/persistentVolume") {
            for (field, path) in OF_CLAIMS {
                fill(
                    claim,
                    &[field],
                    template.pointer(path).unwrap_or(&Value::Null),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clusters_own_fields_go_before_its_overrides_and_these_before_the_template() {
        let template = json!({
            "description": "for tests", "image": "aerospike:ce-8.1.1.1", "size": 3,
            "monitoring": { "enabled": true, "port": 9145 },
            "resources": { "requests": { "cpu": "1" }, "limits": { "cpu": "2" } },
            "scheduling": { "podManagementPolicy": "Parallel", "tolerations": [{ "key": "a" }] },
            "rackConfig": { "maxRacksPerNode": 1 },
            "storage": { "storageClassName": "fast", "resources": { "requests": { "storage": "5Gi" } } },
            "aerospikeConfig": {
                "service": { "proto-fd-max": 1, "batch-index-threads": 4 },
                "namespaceDefaults": { "replication-factor": 2, "storage-engine": { "type": "memory", "data-size": 1 } },
            },
        });
        let own = json!({
            "templateRef": { "name": "small" },
            "overrides": {
                "size": 2, "monitoring": { "enabled": false }, "resources": { "requests": { "cpu": "3" } },
                "scheduling": { "tolerations": [{ "key": "b" }] },
                "aerospikeConfig": { "service": { "batch-index-threads": 8 } },
            },
            "image": "aerospike:ce-8.1.1.2", "size": 0,
            "aerospikeConfig": {
                "service": { "proto-fd-max": 9 },
                "namespaces": [{ "name": "test", "storage-engine": { "data-size": 7 } }],
            },
            "storage": { "volumes": [
                { "name": "data", "source": { "persistentVolume": { "size": "1Gi" } } },
                { "name": "tmp", "source": { "emptyDir": {} } },
            ] },
        });
        let expected = json!({
            "image": "aerospike:ce-8.1.1.2", "size": 2, "monitoring": { "enabled": false },
            "podSpec": {
                "podManagementPolicy": "Parallel", "tolerations": [{ "key": "b" }],
                "aerospikeContainer": { "resources": { "requests": { "cpu": "3" } } },
            },
            "rackConfig": { "maxRacksPerNode": 1 },
            "aerospikeConfig": {
                "service": { "proto-fd-max": 9, "batch-index-threads": 8 },
                "namespaces": [{
                    "name": "test", "replication-factor": 2,
                    "storage-engine": { "type": "memory", "data-size": 7 },
                }],
            },
            "storage": { "volumes": [
                { "name": "data", "source": { "persistentVolume": { "size": "1Gi", "storageClass": "fast" } } },
                { "name": "tmp", "source": { "emptyDir": {} } },
            ] },
        });
        assert_eq!(merged(&own, &template), expected);
    }
}

//! Volumes of the pods, and which claims go with the cluster.

use serde_json::{Value, json};

use super::{Cluster, Rack, compact};
use crate::operator::{
    json::{at, flag, items, text},
    racks::racks,
};

/// What a pod template and a `StatefulSet` need for the storage of a rack.
#[derive(Default)]
pub(in crate::operator) struct Volumes {
    /// Volumes of the pod.
    pub(in crate::operator) volumes: Vec<Value>,
    /// Where the server sees them.
    pub(in crate::operator) mounts: Vec<Value>,
    /// The same for block devices.
    pub(in crate::operator) devices: Vec<Value>,
    /// Claims made for each pod.
    pub(in crate::operator) claims: Vec<Value>,
}

fn listed<'a>(spec: &'a Value, rack: &'a Rack) -> &'a [Value] {
    match items(&rack.spec, "/storage/volumes") {
        [] => items(spec, "/storage/volumes"),
        own => own,
    }
}

/// The volumes of a rack.
pub(in crate::operator) fn volumes(cluster: &Cluster, spec: &Value, rack: &Rack) -> Volumes {
    let mut found = Volumes::default();
    for volume in listed(spec, rack) {
        let name = text(volume, "/name");
        let claim = at(volume, "/source/persistentVolume");
        if claim.is_null() {
            let mut source = at(volume, "/source").clone();
            source["name"] = json!(name);
            found.volumes.push(source);
        } else {
            found.claims.push(claim_template(cluster, name, claim));
        }
        let path = text(volume, "/aerospike/path");
        if path.is_empty() {
            continue;
        }
        if text(claim, "/volumeMode") == "Block" {
            found
                .devices
                .push(json!({ "name": name, "devicePath": path }));
        } else {
            let part = |pointer| at(volume, pointer).clone();
            found.mounts.push(compact(json!({
                "name": name,
                "mountPath": path,
                "readOnly": part("/aerospike/readOnly"),
                "subPath": part("/aerospike/subPath"),
                "subPathExpr": part("/aerospike/subPathExpr"),
                "mountPropagation": part("/aerospike/mountPropagation"),
            })));
        }
    }
    found
}

fn claim_template(cluster: &Cluster, name: &str, claim: &Value) -> Value {
    let modes = match at(claim, "/accessModes") {
        Value::Null => json!(["ReadWriteOnce"]),
        modes => modes.clone(),
    };
    let mut metadata = at(claim, "/metadata").clone();
    if metadata.is_null() {
        metadata = json!({});
    }
    metadata["name"] = json!(name);
    metadata["labels"] = super::labels_with(cluster, at(claim, "/metadata/labels"));
    compact(json!({
        "metadata": metadata,
        "spec": {
            "accessModes": modes,
            "resources": { "requests": { "storage": at(claim, "/size") } },
            "selector": at(claim, "/selector"),
            "storageClassName": at(claim, "/storageClass"),
            "volumeMode": at(claim, "/volumeMode"),
        },
    }))
}

/// Names of the volumes whose claims are deleted with the cluster.
pub(in crate::operator) fn claims_to_delete(spec: &Value) -> Vec<String> {
    let mut names: Vec<String> = racks(spec)
        .iter()
        .flat_map(|rack| {
            let storage = match at(&rack.spec, "/storage") {
                Value::Null => at(spec, "/storage"),
                own => own,
            };
            listed(spec, rack)
                .iter()
                .filter(|volume| cascades(storage, volume))
                .map(|volume| text(volume, "/name").to_owned())
                .collect::<Vec<_>>()
        })
        .collect();
    names.sort();
    names.dedup();
    names
}

fn cascades(storage: &Value, volume: &Value) -> bool {
    let claim = at(volume, "/source/persistentVolume");
    if claim.is_null() {
        return false;
    }
    match at(volume, "/cascadeDelete") {
        Value::Bool(chosen) => *chosen,
        _ if text(claim, "/volumeMode") == "Block" => {
            flag(storage, "/blockVolumePolicy/cascadeDelete")
        }
        _ => flag(storage, "/filesystemVolumePolicy/cascadeDelete"),
    }
}

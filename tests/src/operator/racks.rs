//! Which racks a specification wants, and how many pods each.

use serde_json::{Value, json};

use super::{
    cluster::Cluster,
    json::{items, number},
};

/// One rack as wanted.
#[derive(Clone, Debug)]
pub(super) struct Rack {
    pub(super) id: i64,
    pub(super) size: i64,
    /// Its part of the specification; null for the rack of a cluster without racks.
    pub(super) spec: Value,
}

impl Rack {
    /// The name of its `StatefulSet`.
    pub(super) fn name(&self, cluster: &Cluster) -> String {
        rack_name(cluster, self.id)
    }

    /// The name of its `ConfigMap`.
    pub(super) fn config_name(&self, cluster: &Cluster) -> String {
        config_name(cluster, self.id)
    }
}

pub(super) fn rack_name(cluster: &Cluster, id: i64) -> String {
    format!("{}-{id}", cluster.name())
}

pub(super) fn config_name(cluster: &Cluster, id: i64) -> String {
    format!("{}-{id}-config", cluster.name())
}

/// The racks, pods spread evenly and the first ones taking what is over.
pub(super) fn racks(spec: &Value) -> Vec<Rack> {
    let size = number(spec, "/size");
    let listed = items(spec, "/rackConfig/racks");
    if listed.is_empty() {
        return vec![Rack {
            id: 0,
            size,
            spec: Value::Null,
        }];
    }
    let count = i64::try_from(listed.len()).unwrap_or(i64::MAX);
    listed
        .iter()
        .zip(0..)
        .map(|(rack, place)| Rack {
            id: number(rack, "/id"),
            size: size / count + i64::from(place < size % count),
            spec: rack.clone(),
        })
        .collect()
}

/// How many of `total` a number or a percentage is; `otherwise` when there is none, and at least one.
pub(super) fn share(value: &Value, total: i64, otherwise: i64) -> i64 {
    let wanted = match value {
        Value::Number(number) => number.as_i64().unwrap_or(otherwise),
        Value::String(text) => text
            .strip_suffix('%')
            .and_then(|percent| percent.parse::<i64>().ok())
            .map_or(otherwise, |percent| total * percent / 100),
        _ => otherwise,
    };
    wanted.max(1)
}

/// How many pods a rolling restart or an operation takes at once.
pub(super) fn restart_batch(spec: &Value, total: i64) -> usize {
    let of_racks = super::json::at(spec, "/rackConfig/rollingUpdateBatchSize");
    let chosen = if of_racks.is_null() {
        super::json::at(spec, "/rollingUpdateBatchSize")
    } else {
        of_racks
    };
    usize::try_from(share(chosen, total, 1)).unwrap_or(1)
}

/// The part of a specification that the hash of a rack's pods stands for.
pub(super) fn pod_part(spec: &Value, rack: &Rack) -> Value {
    let part = |pointer| super::json::at(spec, pointer).clone();
    let mut placed = rack.spec.clone();
    if let Some(fields) = placed.as_object_mut() {
        fields.remove("id");
        fields.remove("aerospikeConfig");
    }
    super::json::compact(json!({
        "image": part("/image"),
        "podSpec": part("/podSpec"),
        "storage": part("/storage"),
        "monitoring": part("/monitoring"),
        "networks": part("/aerospikeNetworkPolicy"),
        "bandwidth": part("/bandwidthConfig"),
        "blocked": part("/k8sNodeBlockList"),
        "apart": part("/podAntiAffinityLevel"),
        "rack": if rack.id == 0 { Value::Null } else { json!([rack.id, placed]) },
    }))
}

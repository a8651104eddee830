//! Racks: what is asked for, and how many of their pods there are.

use std::{collections::BTreeMap, sync::Arc};

use acm_k8s_api::{ResourceExt, objects::StatefulSet, types::K8sRack};

use super::{View, pods::PodView};

/// A rack of a cluster.
#[derive(Clone, Debug, Default)]
pub(crate) struct RackView {
    pub id: i32,
    /// What the cluster says of it; `None` for the one rack of a cluster without racks, and for one
    /// that is on its way out.
    pub spec: Option<K8sRack>,
    /// Pods that its stateful set is to have; `None` while that is not known.
    pub wanted: Option<i32>,
    pub total: usize,
    pub ready: usize,
}

/// The racks of a cluster, by id: those asked for, and those that still have pods.
pub(crate) fn racks(view: &View, pods: &[PodView], sets: &[Arc<StatefulSet>]) -> Vec<RackView> {
    let config = view.spec().and_then(|spec| spec.rack_config.value());
    let asked = config.and_then(|config| config.racks.value());
    let asked = asked.map(Vec::as_slice).unwrap_or_default();
    let mut racks: BTreeMap<i32, RackView> = BTreeMap::new();
    for rack in asked {
        racks.entry(rack.id).or_default().spec = Some(rack.clone());
    }
    if asked.is_empty() {
        racks.entry(0).or_default();
    }
    for pod in pods {
        let rack = racks.entry(pod.rack).or_default();
        rack.total += 1;
        rack.ready += usize::from(pod.is_ready() == Some(true));
    }
    for set in sets {
        if let Some(id) = rack_of(view.name(), set) {
            let wanted = set.spec.replicas;
            racks.entry(id).or_default().wanted = wanted;
        }
    }
    racks
        .into_iter()
        .map(|(id, rack)| RackView { id, ..rack })
        .collect()
}

/// The rack of a stateful set, whose name is that of the cluster and the rack.
pub(crate) fn rack_of(cluster: &str, set: &StatefulSet) -> Option<i32> {
    let name = set.name_any();
    name.strip_prefix(cluster)?.strip_prefix('-')?.parse().ok()
}

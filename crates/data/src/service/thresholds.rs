//! When a namespace refuses writes or evicts, and how far it is from that.

use std::collections::BTreeMap;

use acm_aerospike::info::Pairs;
use acm_graph::{Threshold, ThresholdKind};

use super::{
    facts::{NamespaceFacts, NodeFacts},
    sum::total,
};

/// A threshold's setting on one node.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Setting {
    /// The server's name of it.
    pub name: &'static str,
    /// Percent; 0 switches it off.
    pub percent: f64,
}

/// Settings of servers before 7.0 that mean something only where data is kept on devices.
const LEGACY_DISK: [&str; 2] = ["high-water-disk-pct", "storage-engine.max-used-pct"];
/// Settings of servers before 7.0 that are about memory, wherever the data is.
const LEGACY_MEMORY: [&str; 2] = ["high-water-memory-pct", "stop-writes-pct"];

/// The kinds in the order they are shown, each with the names servers have for its setting, newest
/// first.
const SETTINGS: [(ThresholdKind, &[&str]); 6] = [
    (
        ThresholdKind::StopWritesUsed,
        &[
            "storage-engine.stop-writes-used-pct",
            "stop-writes-used-pct",
            "storage-engine.max-used-pct",
            "stop-writes-pct",
        ],
    ),
    (
        ThresholdKind::StopWritesAvailable,
        &[
            "storage-engine.stop-writes-avail-pct",
            "stop-writes-avail-pct",
            "storage-engine.min-avail-pct",
            "min-avail-pct",
        ],
    ),
    (
        ThresholdKind::StopWritesSystemMemory,
        &["stop-writes-sys-memory-pct"],
    ),
    (
        ThresholdKind::EvictUsed,
        &[
            "storage-engine.evict-used-pct",
            "evict-used-pct",
            "high-water-disk-pct",
            "high-water-memory-pct",
        ],
    ),
    (
        ThresholdKind::EvictIndexesMemory,
        &["evict-indexes-memory-pct"],
    ),
    (ThresholdKind::EvictSystemMemory, &["evict-sys-memory-pct"]),
];

/// The settings in a reply to `namespace/<name>`.
#[must_use]
pub(super) fn settings(pairs: &Pairs<'_>) -> BTreeMap<ThresholdKind, Setting> {
    let on_devices = pairs
        .u64("device_total_bytes")
        .is_some_and(|bytes| bytes > 0);
    let find = |names: &[&'static str]| {
        let asked = names
            .iter()
            .filter(|name| on_devices || !LEGACY_DISK.contains(name));
        asked.copied().find_map(|name| {
            let percent = pairs.f64(name)?;
            Some(Setting { name, percent })
        })
    };
    SETTINGS
        .iter()
        .filter_map(|(kind, names)| Some((*kind, find(names)?)))
        .collect()
}

/// The thresholds of a namespace, each as it stands on the node nearest to it. A threshold no node
/// has a setting for is left out.
#[must_use]
pub(super) fn worst<'a>(
    nodes: impl Iterator<Item = (&'a NodeFacts, &'a NamespaceFacts)> + Clone,
) -> Vec<Threshold> {
    let nearest = |kind| {
        nodes
            .clone()
            .filter_map(|(node, namespace)| on_node(kind, node, namespace))
            .min_by(|a, b| nearness(a).total_cmp(&nearness(b)))
    };
    SETTINGS
        .iter()
        .filter_map(|(kind, _)| nearest(*kind))
        .collect()
}

/// Unknown distances count as farther than every known one.
fn nearness(threshold: &Threshold) -> f64 {
    threshold.distance.unwrap_or(f64::INFINITY)
}

/// A threshold as it stands on one node; `None` without a setting.
#[must_use]
pub(super) fn on_node(
    kind: ThresholdKind,
    node: &NodeFacts,
    namespace: &NamespaceFacts,
) -> Option<Threshold> {
    let setting = namespace.thresholds.get(&kind)?;
    let from_below = kind == ThresholdKind::StopWritesAvailable;
    let current = if LEGACY_MEMORY.contains(&setting.name) {
        memory_percent(namespace)
    } else {
        current_percent(kind, node, namespace)
    };
    let disabled = setting.percent == 0.0;
    let distance = current.filter(|_| !disabled).map(|current| {
        if from_below {
            current - setting.percent
        } else {
            setting.percent - current
        }
    });
    let past = |distance: f64| distance < 0.0 || (distance == 0.0 && !from_below);
    Some(Threshold {
        kind,
        setting: setting.name.to_owned(),
        limit: Some(setting.percent / 100.0),
        current: current.map(|percent| percent / 100.0),
        distance: distance.map(|percent| percent / 100.0),
        breached: if disabled {
            Some(false)
        } else {
            distance.map(past)
        },
        disabled,
    })
}

/// What the server compares with the setting, at present.
fn current_percent(
    kind: ThresholdKind,
    node: &NodeFacts,
    namespace: &NamespaceFacts,
) -> Option<f64> {
    let stats = &namespace.stats;
    match kind {
        ThresholdKind::StopWritesUsed | ThresholdKind::EvictUsed => stats.storage.used_pct,
        ThresholdKind::StopWritesAvailable => stats.storage.avail_pct,
        ThresholdKind::StopWritesSystemMemory | ThresholdKind::EvictSystemMemory => {
            node.stats.system_free_mem_pct.map(|free| 100.0 - free)
        }
        ThresholdKind::EvictIndexesMemory => {
            let memory = &stats.memory;
            let budget = memory.indexes_memory_budget.filter(|budget| *budget > 0)?;
            let parts = [
                memory.index_used_bytes,
                memory.set_index_used_bytes,
                memory.sindex_used_bytes,
            ];
            let used = total(parts.into_iter())?;
            Some(used as f64 * 100.0 / budget as f64)
        }
    }
}

/// What servers before 7.0 compare with their settings about memory.
fn memory_percent(namespace: &NamespaceFacts) -> Option<f64> {
    let memory = &namespace.stats.memory;
    let room = memory.memory_total_bytes.filter(|bytes| *bytes > 0)?;
    Some(memory.memory_used_bytes? as f64 * 100.0 / room as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(free_percent: f64) -> NodeFacts {
        let mut node = NodeFacts::default();
        node.stats.system_free_mem_pct = Some(free_percent);
        node
    }

    #[track_caller]
    fn check(
        replies: &[&str],
        kind: ThresholdKind,
        expected: Option<(&str, f64, Option<f64>, Option<bool>)>,
    ) {
        let node = node(84.0);
        let namespaces: Vec<_> = replies
            .iter()
            .map(|reply| NamespaceFacts::parse(reply))
            .collect();
        let all = worst(namespaces.iter().map(|namespace| (&node, namespace)));
        let found = all
            .iter()
            .find(|threshold| threshold.kind == kind)
            .map(|threshold| {
                let distance = threshold
                    .distance
                    .map(|distance| (distance * 1e6).round() / 1e6);
                (
                    threshold.setting.as_str(),
                    threshold.limit.unwrap(),
                    distance,
                    threshold.breached,
                )
            });
        assert_eq!(found, expected, "{replies:?}");
    }

    #[test]
    fn the_node_nearest_to_the_limit_is_shown() {
        let replies = [
            "data_used_pct=10;storage-engine.stop-writes-used-pct=70",
            "data_used_pct=65;storage-engine.stop-writes-used-pct=70",
        ];
        let name = "storage-engine.stop-writes-used-pct";
        check(
            &replies,
            ThresholdKind::StopWritesUsed,
            Some((name, 0.7, Some(0.05), Some(false))),
        );
    }

    #[test]
    fn a_limit_from_below_counts_downwards() {
        let reply = ["data_avail_pct=4;storage-engine.stop-writes-avail-pct=5"];
        let name = "storage-engine.stop-writes-avail-pct";
        check(
            &reply,
            ThresholdKind::StopWritesAvailable,
            Some((name, 0.05, Some(-0.01), Some(true))),
        );
    }

    #[test]
    fn zero_switches_a_threshold_off_and_no_setting_leaves_it_out() {
        let reply = ["data_used_pct=90;storage-engine.evict-used-pct=0"];
        let name = "storage-engine.evict-used-pct";
        check(
            &reply,
            ThresholdKind::EvictUsed,
            Some((name, 0.0, None, Some(false))),
        );
        check(&reply, ThresholdKind::StopWritesUsed, None);
    }

    #[test]
    fn older_servers_names_are_understood() {
        let reply = ["memory_used_bytes=70;memory-size=100;high-water-memory-pct=60"];
        let name = "high-water-memory-pct";
        check(
            &reply,
            ThresholdKind::EvictUsed,
            Some((name, 0.6, Some(-0.1), Some(true))),
        );
    }

    #[test]
    fn older_servers_compare_memory_with_memory_and_devices_with_devices() {
        let devices = "device_total_bytes=1000;device_used_bytes=800;device_free_pct=20;\
                       memory-size=100;memory_used_bytes=30;high-water-disk-pct=50;stop-writes-pct=90";
        let (used, evict) = (ThresholdKind::StopWritesUsed, ThresholdKind::EvictUsed);
        let stop = Some(("stop-writes-pct", 0.9, Some(0.6), Some(false)));
        check(&[devices], used, stop);
        let full = Some(("high-water-disk-pct", 0.5, Some(-0.3), Some(true)));
        check(&[devices], evict, full);
        let newer = format!("{devices};storage-engine.max-used-pct=70");
        let name = "storage-engine.max-used-pct";
        check(&[&newer], used, Some((name, 0.7, Some(-0.1), Some(true))));
    }

    #[test]
    fn memory_of_the_machine_is_compared_by_what_is_not_free() {
        let reply = ["stop-writes-sys-memory-pct=90"];
        let name = "stop-writes-sys-memory-pct";
        check(
            &reply,
            ThresholdKind::StopWritesSystemMemory,
            Some((name, 0.9, Some(0.74), Some(false))),
        );
    }

    #[test]
    fn index_memory_without_a_budget_is_unknown() {
        let with = ["index_used_bytes=50;indexes-memory-budget=100;evict-indexes-memory-pct=80"];
        let without = ["index_used_bytes=50;indexes-memory-budget=0;evict-indexes-memory-pct=80"];
        let (name, kind) = (
            "evict-indexes-memory-pct",
            ThresholdKind::EvictIndexesMemory,
        );
        check(&with, kind, Some((name, 0.8, Some(0.3), Some(false))));
        check(&without, kind, Some((name, 0.8, None, None)));
    }
}

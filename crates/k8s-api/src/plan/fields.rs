//! What follows from the change of each field, but for the configuration.

use std::collections::BTreeSet;

use super::{Effect, Step};
use crate::{changes::Change, types::AerospikeClusterSpec};

/// What follows from the change of a field, by the beginning of its path. The first that fits counts.
const EFFECTS: [(&str, Effect); 31] = [
    ("metadata.", Effect::Settings),
    ("spec.aerospikeAccessControl", Effect::AccessControl),
    ("spec.aerospikeNetworkPolicy", Effect::Unknown),
    ("spec.bandwidthConfig", Effect::NotUntilRestart),
    ("spec.disablePDB", Effect::Objects),
    ("spec.enableDynamicConfigUpdate", Effect::Settings),
    ("spec.enableRackIDOverride", Effect::Unknown),
    ("spec.headlessService", Effect::Objects),
    ("spec.image", Effect::NotUntilRestart),
    ("spec.k8sNodeBlockList", Effect::NotUntilRestart),
    ("spec.maxUnavailable", Effect::Objects),
    ("spec.monitoring.prometheusRule", Effect::Objects),
    ("spec.monitoring.serviceMonitor", Effect::Objects),
    ("spec.monitoring", Effect::NotUntilRestart),
    ("spec.networkPolicyConfig", Effect::Objects),
    ("spec.operations", Effect::Operation),
    ("spec.overrides", Effect::NotUntilRestart),
    ("spec.paused", Effect::Pause),
    ("spec.podService", Effect::Objects),
    ("spec.podSpec", Effect::NotUntilRestart),
    ("spec.rackConfig.maxIgnorablePods", Effect::Settings),
    ("spec.rackConfig.rollingUpdateBatchSize", Effect::Settings),
    ("spec.rackConfig.scaleDownBatchSize", Effect::Settings),
    ("spec.rollingUpdateBatchSize", Effect::Settings),
    ("spec.seedsFinderServices", Effect::Objects),
    ("spec.storage.cleanupThreads", Effect::Settings),
    ("spec.storage.deleteLocalStorageOnRestart", Effect::Settings),
    ("spec.storage.localStorageClasses", Effect::Settings),
    ("spec.storage", Effect::NotUntilRestart),
    ("spec.templateRef", Effect::Unknown),
    ("spec.validationPolicy", Effect::Settings),
];
/// The configuration, of which the values say what follows.
const CONFIGURATION: &str = "aerospikeConfig";
const SIZE: &str = "spec.size";
const RACKS: &str = "spec.rackConfig.racks";

pub(super) fn steps(changes: &[Change]) -> Vec<Step> {
    let effect = |change: &Change| {
        let path = change.path.as_str();
        if path.split(['.', '[']).any(|part| part == CONFIGURATION) {
            return None;
        }
        if path == SIZE {
            return Some(resized(change));
        }
        if let Some(of_rack) = path.strip_prefix(RACKS) {
            return Some(racked(of_rack));
        }
        let known = EFFECTS.iter().find(|(start, _)| path.starts_with(start));
        Some(known.map_or(Effect::Unknown, |(_, effect)| *effect))
    };
    let steps = changes.iter().filter_map(|change| {
        Some(Step {
            effect: effect(change)?,
            fields: vec![change.path.clone()],
        })
    });
    steps.collect()
}

fn resized(change: &Change) -> Effect {
    let number =
        |value: &Option<serde_json::Value>| value.as_ref().and_then(serde_json::Value::as_i64);
    match (number(&change.before), number(&change.after)) {
        (Some(before), Some(after)) if before > 0 && after > 0 && after < before => {
            Effect::ScaleDown
        }
        (Some(before), Some(after)) if before > 0 && after > before => Effect::ScaleUp,
        _ => Effect::Unknown,
    }
}

/// A rack that comes, goes or is another one moves pods; where its pods run waits for a restart.
fn racked(of_rack: &str) -> Effect {
    match of_rack.split_once("].") {
        Some((_, field)) if field != "id" => Effect::NotUntilRestart,
        _ => Effect::Racks,
    }
}

/// Whether a rack that has pods is there no more.
pub(super) fn rack_goes(
    before: Option<&AerospikeClusterSpec>,
    after: Option<&AerospikeClusterSpec>,
) -> bool {
    let ids = |spec: Option<&AerospikeClusterSpec>| -> BTreeSet<i32> {
        let racks = spec.and_then(|spec| spec.rack_config.value()?.racks.value());
        racks.into_iter().flatten().map(|rack| rack.id).collect()
    };
    !ids(before).is_subset(&ids(after))
}

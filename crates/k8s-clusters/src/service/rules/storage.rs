//! Volumes.

use acm_k8s_api::{
    Quantity,
    types::{AerospikeClusterSpec, K8sStorage, K8sVolume},
};

use super::Faults;

const STORAGE: &str = "spec.storage";

pub(super) fn check(spec: &AerospikeClusterSpec, faults: &mut Faults) {
    if let Some(storage) = spec.storage.value() {
        of(STORAGE, storage, faults);
    }
}

/// The rules of a storage section, wherever it stands.
pub(super) fn of(field: &str, storage: &K8sStorage, faults: &mut Faults) {
    let volumes = storage.volumes.value().map_or(&[][..], Vec::as_slice);
    for (index, volume) in volumes.iter().enumerate() {
        self::volume(&format!("{field}.volumes[{index}]"), volume, faults);
    }
    let names = volumes.iter().enumerate();
    let names =
        names.map(|(index, volume)| (format!("{field}.volumes[{index}].name"), &volume.name));
    faults.refuse_repeated(names, |name| format!("there are two volumes \"{name}\""));
    let classes = storage.local_storage_classes.value();
    if storage.delete_local_storage_on_restart.value() == Some(&true)
        && classes.is_none_or(Vec::is_empty)
    {
        faults.refuse(
            format!("{field}.deleteLocalStorageOnRestart"),
            "localStorageClasses must say which storage classes are local",
        );
    }
    if storage
        .cleanup_threads
        .value()
        .is_some_and(|threads| *threads < 1)
    {
        faults.refuse(
            format!("{field}.cleanupThreads"),
            "at least one thread is needed",
        );
    }
}

fn volume(field: &str, volume: &K8sVolume, faults: &mut Faults) {
    let source = &volume.source;
    let sources = [
        source.config_map.value().is_some(),
        source.empty_dir.value().is_some(),
        source.host_path.value().is_some(),
        source.persistent_volume.value().is_some(),
        source.secret.value().is_some(),
    ];
    match sources.iter().filter(|given| **given).count() {
        1 => {}
        0 => faults.refuse(format!("{field}.source"), "a volume needs a source"),
        _ => faults.refuse(format!("{field}.source"), "a volume has one source only"),
    }
    if let Some(claim) = source.persistent_volume.value() {
        let size = claim.size.as_str();
        let is_positive = Quantity::new(size).is_ok()
            && !size.starts_with('-')
            && size.bytes().any(|byte| (b'1'..=b'9').contains(&byte));
        if !is_positive {
            faults.refuse(
                format!("{field}.source.persistentVolume.size"),
                "an amount above zero is wanted, such as \"10Gi\"",
            );
        }
    }
    if let Some(mount) = volume.aerospike.value() {
        if !mount.path.starts_with('/') {
            faults.refuse(
                format!("{field}.aerospike.path"),
                "a path begins with a slash",
            );
        }
        let given = |part: Option<&String>| part.is_some_and(|part| !part.is_empty());
        if given(mount.sub_path.value()) && given(mount.sub_path_expr.value()) {
            faults.refuse(
                format!("{field}.aerospike.subPathExpr"),
                "either subPath or subPathExpr can be set",
            );
        }
    }
}

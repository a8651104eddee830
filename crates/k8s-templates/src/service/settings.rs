//! Fields of templates under the names people know them by: where each has its place, or why it has none.

use serde_json::Value;

use super::rules::{Fault, Severity};

/// Where a field has its place in the specification.
const PLACES: [(&str, &[&str]); 5] = [
    (
        "/serviceConfig/protoFdMax",
        &["aerospikeConfig", "service", "proto-fd-max"],
    ),
    (
        "/networkConfig/heartbeatMode",
        &["aerospikeConfig", "network", "heartbeat", "mode"],
    ),
    (
        "/networkConfig/heartbeatInterval",
        &["aerospikeConfig", "network", "heartbeat", "interval"],
    ),
    (
        "/networkConfig/heartbeatTimeout",
        &["aerospikeConfig", "network", "heartbeat", "timeout"],
    ),
    (
        "/storageSize",
        &["storage", "resources", "requests", "storage"],
    ),
];
/// Fields that have no place, and why.
const NOWHERE: [(&str, &str, &str); 4] = [
    (
        "/serviceConfig/featureKeyFile",
        "serviceConfig.featureKeyFile",
        "feature keys are of the Enterprise Edition: a Community Edition does not start with one",
    ),
    (
        "/networkConfig/heartbeatPort",
        "networkConfig.heartbeatPort",
        "a template has no place for it: set network.heartbeat.port in the cluster's aerospikeConfig",
    ),
    (
        "/localStorageClasses",
        "localStorageClasses",
        "a template has no place for it: set storage.localStorageClasses in the cluster",
    ),
    (
        "/deleteLocalStorageOnRestart",
        "deleteLocalStorageOnRestart",
        "a template has no place for it: set storage.deleteLocalStorageOnRestart in the cluster",
    ),
];

/// Puts each setting at its place in a patch of the specification; null stays null, and so removes.
///
/// # Errors
/// The settings that have no place.
pub(crate) fn place(settings: &Value, spec: &mut Value) -> Result<(), Vec<Fault>> {
    let given = |pointer| {
        settings
            .pointer(pointer)
            .filter(|value: &&Value| !value.is_null())
    };
    let faults: Vec<Fault> = NOWHERE
        .iter()
        .filter(|(pointer, ..)| given(pointer).is_some())
        .map(|(_, name, reason)| {
            Fault::new(
                &format!("input.settings.{name}"),
                Severity::Unsupported,
                *reason,
            )
        })
        .collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    for (pointer, path) in PLACES {
        if let Some(value) = settings.pointer(pointer) {
            put(spec, path, value);
        }
    }
    let extra = settings.pointer("/serviceConfig/extraParams");
    for (key, value) in extra.and_then(Value::as_object).into_iter().flatten() {
        put(spec, &["aerospikeConfig", "service", key], value);
    }
    Ok(())
}

fn put(spec: &mut Value, path: &[&str], value: &Value) {
    let wrapped = path.iter().rev().fold(
        value.clone(),
        |inner, key| serde_json::json!({ (*key): inner }),
    );
    overlay(spec, wrapped);
}

/// Lays a patch over a patch: unlike a patch of an object, null stays.
fn overlay(target: &mut Value, with: Value) {
    match with {
        Value::Object(fields) => {
            if !target.is_object() {
                *target = serde_json::json!({});
            }
            for (key, value) in fields {
                overlay(&mut target[key], value);
            }
        }
        value => *target = value,
    }
}

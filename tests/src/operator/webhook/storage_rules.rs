//! Which volumes can be.

use std::collections::HashSet;

use serde_json::Value;

use crate::operator::json::{at, flag, items, text};

const SOURCES: [&str; 5] = [
    "persistentVolume",
    "emptyDir",
    "secret",
    "configMap",
    "hostPath",
];

/// Checks the storage of a cluster or of a rack.
pub(super) fn check(storage: &Value, faults: &mut Vec<String>) {
    let mut names = HashSet::new();
    for (place, volume) in items(storage, "/volumes").iter().enumerate() {
        let name = text(volume, "/name");
        if !names.insert(name) {
            faults.push(format!("storage.volumes: duplicate volume name \"{name}\""));
        }
        let head = format!("storage.volumes[{place}] \"{name}\"");
        one(&head, volume, faults);
    }
    let classes = items(storage, "/localStorageClasses");
    if flag(storage, "/deleteLocalStorageOnRestart") && classes.is_empty() {
        faults.push(
            "storage.deleteLocalStorageOnRestart is true but storage.localStorageClasses is empty; specify \
             which storage classes are local"
                .to_owned(),
        );
    }
}

fn one(head: &str, volume: &Value, faults: &mut Vec<String>) {
    let source = at(volume, "/source");
    let sources = SOURCES.iter().filter(|name| source.get(**name).is_some());
    match sources.count() {
        0 => faults.push(format!(
            "{head}: exactly one volume source must be specified"
        )),
        1 => {}
        count => faults.push(format!(
            "{head}: only one volume source can be specified (found {count})"
        )),
    }
    if let Some(size) = at(source, "/persistentVolume/size").as_str()
        && !is_quantity(size)
    {
        faults.push(format!(
            "{head}: persistentVolume.size \"{size}\" is not a valid Kubernetes quantity: quantities must match \
             the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
        ));
    }
    let mount = at(volume, "/aerospike");
    let path = text(mount, "/path");
    if !mount.is_null() && !path.starts_with('/') {
        faults.push(format!(
            "{head}: aerospike.path \"{path}\" must be an absolute path"
        ));
    }
    if mount.get("subPath").is_some() && mount.get("subPathExpr").is_some() {
        faults.push(format!(
            "{head}: subPath and subPathExpr are mutually exclusive"
        ));
    }
}

/// Whether a text is a number with a suffix that Kubernetes knows.
fn is_quantity(text: &str) -> bool {
    let unsigned = text.trim_start_matches(['+', '-']);
    let end = unsigned
        .find(|sign: char| !sign.is_ascii_digit() && sign != '.')
        .unwrap_or(unsigned.len());
    let (number, suffix) = unsigned.split_at(end);
    let exponent = suffix.strip_prefix(['e', 'E']).map(str::parse::<i32>);
    let suffixes = [
        "", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei",
    ];
    number.parse::<f64>().is_ok() && (suffixes.contains(&suffix) || matches!(exponent, Some(Ok(_))))
}

//! What the configuration may hold in the Community edition.

use serde_json::Value;

use crate::operator::json::{at, flag, items, number, text};

/// Keys of a namespace that need the Enterprise edition, and why.
const REFUSED: [(&str, &str); 11] = [
    ("compression", "data compression is Enterprise-only"),
    ("compression-level", "data compression is Enterprise-only"),
    ("durable-delete", "durable deletes are Enterprise-only"),
    ("fast-restart", "fast restart is Enterprise-only"),
    ("index-type", "flash and pmem indexes are Enterprise-only"),
    ("sindex-type", "flash and pmem indexes are Enterprise-only"),
    (
        "rack-id",
        "rack awareness in aerospike.conf is managed by the operator",
    ),
    (
        "strong-consistency",
        "strong consistency is Enterprise-only",
    ),
    ("tomb-raider-eligible-age", "tomb raider is Enterprise-only"),
    ("tomb-raider-period", "tomb raider is Enterprise-only"),
    ("tomb-raider-sleep", "tomb raider is Enterprise-only"),
];

/// Checks the configuration of a cluster.
pub(super) fn check(spec: &Value, faults: &mut Vec<String>, warnings: &mut Vec<String>) {
    let config = at(spec, "/aerospikeConfig");
    let sections = [("xdr", "XDR"), ("tls", "TLS")];
    for (section, feature) in sections {
        if config.get(section).is_some() {
            faults.push(format!(
                "aerospikeConfig must not contain '{section}' section ({feature} is Enterprise-only)"
            ));
        }
    }
    for key in ["tls", "ldap", "log", "syslog"] {
        if at(config, "/security").get(key).is_some() {
            faults.push(format!(
                "aerospikeConfig.security must not contain '{key}' ({key} is Enterprise-only)"
            ));
        }
    }
    heartbeat(config, faults);
    let namespaces = items(config, "/namespaces");
    if namespaces.len() > 2 {
        faults.push(format!(
            "aerospikeConfig.namespaces count {} exceeds CE maximum of 2",
            namespaces.len()
        ));
    }
    for (place, namespace) in namespaces.iter().enumerate() {
        refused_keys(place, namespace, faults);
        copies_in_range(place, namespace, faults);
        if flag(namespace, "/storage-engine/data-in-memory") {
            let name = text(namespace, "/name");
            warnings.push(format!(
                "namespace \"{name}\": data-in-memory=true doubles memory usage (data stored in both memory and \
                 disk); ensure sufficient memory-size"
            ));
        }
    }
    for namespace in namespaces {
        copies_fit(namespace, number(spec, "/size"), faults);
    }
}

fn heartbeat(config: &Value, faults: &mut Vec<String>) {
    let mode = text(config, "/network/heartbeat/mode");
    if !matches!(mode, "" | "mesh") {
        faults.push(format!(
            "aerospikeConfig.network.heartbeat.mode must be 'mesh' for CE (got \"{mode}\"); multicast is \
             Enterprise-only"
        ));
    }
}

fn refused_keys(place: usize, namespace: &Value, faults: &mut Vec<String>) {
    let name = text(namespace, "/name");
    for (key, why) in REFUSED {
        if namespace.get(key).is_some() {
            faults.push(format!(
                "namespace[{place}] \"{name}\": '{key}' is not allowed ({why})"
            ));
        }
    }
}

fn copies_in_range(place: usize, namespace: &Value, faults: &mut Vec<String>) {
    let Some(copies) = namespace.get("replication-factor").and_then(Value::as_i64) else {
        return;
    };
    if !(1..=4).contains(&copies) {
        let name = text(namespace, "/name");
        faults.push(format!(
            "namespace[{place}] \"{name}\": replication-factor must be between 1 and 4 (got {copies})"
        ));
    }
}

fn copies_fit(namespace: &Value, size: i64, faults: &mut Vec<String>) {
    let name = text(namespace, "/name");
    let Some(written) = namespace.get("replication-factor") else {
        return;
    };
    match written.as_i64() {
        None => faults.push(format!(
            "namespace \"{name}\": replication-factor must be a positive integer, got {written}"
        )),
        Some(copies) if copies < 1 => faults.push(format!(
            "namespace \"{name}\": replication-factor must be >= 1, got {copies}"
        )),
        Some(copies) if copies > size => faults.push(format!(
            "namespace \"{name}\": replication-factor {copies} exceeds cluster size {size}"
        )),
        Some(_) => {}
    }
}

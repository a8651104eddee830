//! `aerospike.conf`, as written into the `ConfigMap` of each rack.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::{
    cluster::Cluster,
    json::{overlay, text},
    racks::{Rack, rack_name, racks},
};

/// The configuration of a rack: the cluster's, with what the rack changes.
pub(super) fn of_rack(spec: &Value, rack: &Rack) -> Value {
    let mut config = super::json::at(spec, "/aerospikeConfig").clone();
    overlay(&mut config, super::json::at(&rack.spec, "/aerospikeConfig"));
    config
}

/// The whole file.
pub(super) fn render(cluster: &Cluster, spec: &Value, rack: &Rack) -> String {
    let config = of_rack(spec, rack);
    let mut out = String::new();
    for (key, value) in sorted(&config) {
        match (key.as_str(), value) {
            ("namespaces", Value::Array(namespaces)) => {
                for namespace in namespaces {
                    section(&mut out, 0, "namespace", namespace);
                }
            }
            ("logging", Value::Array(logs)) => logging(&mut out, logs),
            ("network", network) => {
                let mut lines = String::new();
                write(&mut lines, 1, network);
                let seeds = seeds(cluster, spec, &config);
                let _ = write!(out, "network {{\n{}}}\n", with_seeds(&lines, &seeds));
            }
            (key, value) => block(&mut out, 0, key, value),
        }
    }
    out
}

fn logging(out: &mut String, logs: &[Value]) {
    out.push_str("logging {\n");
    for log in logs {
        let name = text(log, "/name");
        let head = if name == "console" {
            "console".to_owned()
        } else {
            format!("file {name}")
        };
        let mut rest = log.clone();
        if let Some(fields) = rest.as_object_mut() {
            fields.remove("name");
        }
        block(out, 1, &head, &rest);
    }
    out.push_str("}\n");
}

/// An object whose `name` or `type` stands before its braces.
fn section(out: &mut String, depth: usize, key: &str, value: &Value) {
    let Some(fields) = value.as_object() else {
        return block(out, depth, key, value);
    };
    let mut rest: Map<String, Value> = fields.clone();
    let word = rest.remove("name").or_else(|| rest.remove("type"));
    let head = match word.as_ref().and_then(Value::as_str) {
        Some(word) => format!("{key} {word}"),
        None => key.to_owned(),
    };
    block(out, depth, &head, &Value::Object(rest));
}

fn block(out: &mut String, depth: usize, head: &str, value: &Value) {
    let indent = "\t".repeat(depth);
    match value {
        Value::Object(_) => {
            let _ = writeln!(out, "{indent}{head} {{");
            write(out, depth + 1, value);
            let _ = writeln!(out, "{indent}}}");
        }
        Value::Array(items) => {
            for item in items {
                block(out, depth, head, item);
            }
        }
        Value::String(word) => {
            let _ = writeln!(out, "{indent}{head} {word}");
        }
        scalar => {
            let _ = writeln!(out, "{indent}{head} {scalar}");
        }
    }
}

fn write(out: &mut String, depth: usize, value: &Value) {
    for (key, value) in sorted(value) {
        if key == "storage-engine" || key == "index-type" || key == "sindex-type" {
            section(out, depth, key, value);
        } else {
            block(out, depth, key, value);
        }
    }
}

/// The addresses every node looks for the others at.
fn seeds(cluster: &Cluster, spec: &Value, config: &Value) -> Vec<String> {
    let port = match super::json::number(config, "/network/heartbeat/port") {
        0 => 3002,
        port => port,
    };
    let (name, namespace) = (cluster.name(), cluster.namespace());
    racks(spec)
        .iter()
        .flat_map(|rack| {
            let set = rack_name(cluster, rack.id);
            (0..rack.size).map(move |place| {
                format!(
                    "mesh-seed-address-port {set}-{place}.{name}.{namespace}.svc.cluster.local {port}"
                )
            })
        })
        .collect()
}

fn with_seeds(network: &str, seeds: &[String]) -> String {
    let mut out = String::new();
    let mut in_heartbeat = false;
    for line in network.lines() {
        if in_heartbeat && line == "\t}" {
            for seed in seeds {
                let _ = writeln!(out, "\t\t{seed}");
            }
            in_heartbeat = false;
        }
        in_heartbeat |= line == "\theartbeat {";
        out.push_str(line);
        out.push('\n');
    }
    out
}

fn sorted(value: &Value) -> Vec<(&String, &Value)> {
    let mut fields: Vec<_> = value
        .as_object()
        .map(|fields| fields.iter().collect())
        .unwrap_or_default();
    fields.sort_by_key(|(key, _)| *key);
    fields
}

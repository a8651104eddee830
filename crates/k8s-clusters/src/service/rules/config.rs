//! The configuration of Aerospike.

use acm_k8s_api::types::AerospikeClusterSpec;
use serde_json::{Map, Value};

use super::Faults;

const CONFIG: &str = "spec.aerospikeConfig";
/// Namespaces of a Community Edition cluster.
const MAX_NAMESPACES: usize = 2;
/// Copies of each record the operator accepts.
const MAX_REPLICATION: i64 = 4;

/// Sections of the Enterprise Edition.
const ENTERPRISE_SECTIONS: [&str; 2] = ["xdr", "tls"];
/// Parts of `security` of the Enterprise Edition.
const ENTERPRISE_SECURITY: [&str; 4] = ["ldap", "log", "syslog", "tls"];
/// Sections with parameters, as the operator reads them.
const SECTIONS: [&str; 2] = ["network", "service"];
/// Parameters of a namespace that the Community Edition has not, or no longer.
const REFUSED_OF_NAMESPACE: [&str; 8] = [
    "compression",
    "compression-level",
    "durable-delete",
    "fast-restart",
    "index-type",
    "rack-id",
    "sindex-type",
    "strong-consistency",
];

pub(super) fn check(spec: &AerospikeClusterSpec, faults: &mut Faults) {
    if let Some(config) = spec.aerospike_config.value() {
        let size = i64::from(spec.size.value().copied().unwrap_or(0));
        let config = config.json();
        if let Some(config) = config.as_object() {
            section_shapes(CONFIG, config, faults);
            sections(CONFIG, config, faults);
            namespaces(CONFIG, config, size, faults);
        }
    }
}

/// The same of a part that applies to some nodes only.
pub(super) fn of_rack(field: &str, config: &Value, faults: &mut Faults) {
    if let Some(config) = config.as_object() {
        section_shapes(field, config, faults);
        sections(field, config, faults);
    }
}

fn section_shapes(field: &str, config: &Map<String, Value>, faults: &mut Faults) {
    for section in SECTIONS {
        if config
            .get(section)
            .is_some_and(|given| !given.is_object() && !given.is_null())
        {
            faults.refuse(
                format!("{field}.{section}"),
                "a section is an object of parameters",
            );
        }
    }
}

fn sections(field: &str, config: &Map<String, Value>, faults: &mut Faults) {
    for section in ENTERPRISE_SECTIONS {
        if config.contains_key(section) {
            faults.refuse(
                format!("{field}.{section}"),
                "this section needs the Enterprise Edition",
            );
        }
    }
    for part in ENTERPRISE_SECURITY {
        if config
            .get("security")
            .is_some_and(|security| security.get(part).is_some())
        {
            faults.refuse(
                format!("{field}.security.{part}"),
                "this needs the Enterprise Edition",
            );
        }
    }
    if config
        .get("security")
        .is_some_and(|security| !security.is_null())
    {
        faults.warn(
            format!("{field}.security"),
            "a Community Edition has no security: the operator leaves this section out",
        );
    }
    let mode = config
        .get("network")
        .and_then(|network| network.pointer("/heartbeat/mode"));
    if mode.is_some_and(|mode| mode != "mesh") {
        faults.refuse(
            format!("{field}.network.heartbeat.mode"),
            "nodes in Kubernetes find each other by \"mesh\" only",
        );
    }
}

fn namespaces(field: &str, config: &Map<String, Value>, size: i64, faults: &mut Faults) {
    let field = format!("{field}.namespaces");
    let namespaces = match config.get("namespaces") {
        None | Some(Value::Null) => return,
        Some(Value::Array(namespaces)) => namespaces,
        Some(_) => return faults.refuse(field, "namespaces are a list, each with a name"),
    };
    if namespaces.len() > MAX_NAMESPACES {
        faults.refuse(
            &field,
            format!("a Community Edition has at most {MAX_NAMESPACES} namespaces"),
        );
    }
    for (index, namespace) in namespaces.iter().enumerate() {
        self::namespace(&format!("{field}[{index}]"), namespace, size, faults);
    }
}

fn namespace(field: &str, namespace: &Value, size: i64, faults: &mut Faults) {
    let Some(parameters) = namespace.as_object() else {
        return faults.refuse(field, "a namespace is an object with a name");
    };
    for name in parameters.keys() {
        if REFUSED_OF_NAMESPACE.contains(&name.as_str()) || name.starts_with("tomb-raider-") {
            faults.refuse(
                format!("{field}.{name}"),
                "this needs the Enterprise Edition",
            );
        }
    }
    if let Some(factor) = parameters.get("replication-factor") {
        replication(&format!("{field}.replication-factor"), factor, size, faults);
    }
    let in_memory = [
        namespace.get("data-in-memory"),
        namespace.pointer("/storage-engine/data-in-memory"),
    ];
    if in_memory.contains(&Some(&Value::Bool(true))) {
        faults.warn(
            format!("{field}.data-in-memory"),
            "records are kept twice, in memory and on the device; see that memory suffices",
        );
    }
}

fn replication(field: &str, factor: &Value, size: i64, faults: &mut Faults) {
    match factor.as_i64() {
        None => faults.refuse(field, "a whole number of copies is wanted"),
        Some(copies) if !(1..=MAX_REPLICATION).contains(&copies) => {
            faults.refuse(field, format!("1 to {MAX_REPLICATION} copies can be kept"));
        }
        Some(copies) if copies > size => faults.refuse(
            field,
            match size {
                0 => "the operator compares this with spec.size, which is not set: set both or neither".to_owned(),
                _ => format!("{copies} copies need {copies} nodes, and the cluster has {size}"),
            },
        ),
        Some(_) => {}
    }
}

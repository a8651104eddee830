//! What is set where a cluster leaves it open.

use serde_json::{Value, json};

use super::Verdict;
use crate::operator::json::{at, flag, text};

/// Whether a value has a type.
type Fits = fn(&Value) -> bool;

/// Fields whose type must be right for the resource to be read at all.
const TYPES: [(&str, &str, Fits); 3] = [
    ("size", "int32", |value| value.is_i64() || value.is_u64()),
    ("image", "string", Value::is_string),
    ("paused", "bool", Value::is_boolean),
];

/// The specification with what it leaves open.
pub(super) fn fill(object: &Value) -> Result<Value, Verdict> {
    let mut spec = at(object, "/spec").clone();
    for (field, wanted, fits) in TYPES {
        let value = at(&spec, "").get(field).unwrap_or(&Value::Null);
        if !value.is_null() && !fits(value) {
            let message = format!(
                "json: cannot unmarshal {} into Go struct field AerospikeClusterSpec.spec.{field} of type \
                 {wanted}",
                kind(value)
            );
            return Err(Verdict::refused(400, message));
        }
    }
    if let Some(config) = spec
        .get_mut("aerospikeConfig")
        .filter(|config| config.is_object())
    {
        fill_config(config, text(object, "/metadata/name"))?;
    }
    if flag(&spec, "/monitoring/enabled") {
        fill_monitoring(&mut spec["monitoring"]);
    }
    if flag(&spec, "/podSpec/hostNetwork") {
        let pod = &mut spec["podSpec"];
        set(pod, "multiPodPerHost", json!(false));
        set(pod, "dnsPolicy", json!("ClusterFirstWithHostNet"));
    }
    Ok(spec)
}

fn fill_config(config: &mut Value, name: &str) -> Result<(), Verdict> {
    for section in ["service", "network"] {
        let value = config.get(section).unwrap_or(&Value::Null);
        if !value.is_null() && !value.is_object() {
            let message = format!(
                "config key \"{section}\" has type {}, expected map",
                kind(value)
            );
            return Err(Verdict::refused(403, message));
        }
    }
    set(&mut config["service"], "cluster-name", json!(name));
    set(&mut config["service"], "proto-fd-max", json!(15000));
    let network = &mut config["network"];
    set(&mut network["service"], "port", json!(3000));
    set(&mut network["fabric"], "port", json!(3001));
    set(&mut network["heartbeat"], "mode", json!("mesh"));
    set(&mut network["heartbeat"], "port", json!(3002));
    Ok(())
}

fn fill_monitoring(monitoring: &mut Value) {
    let image = json!("aerospike/aerospike-prometheus-exporter:1.16.1");
    set(monitoring, "exporterImage", image);
    set(monitoring, "port", json!(9145));
    if flag(monitoring, "/serviceMonitor/enabled") {
        set(&mut monitoring["serviceMonitor"], "interval", json!("30s"));
    }
}

/// Sets a field that is not there.
fn set(object: &mut Value, field: &str, value: Value) {
    if object.is_null() {
        *object = json!({});
    }
    if let Some(fields) = object.as_object_mut() {
        fields.entry(field).or_insert(value);
    }
}

/// The type of a value, as Go's JSON calls it.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "string",
        Value::Number(_) => "number",
        Value::Bool(_) => "bool",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
        Value::Null => "null",
    }
}

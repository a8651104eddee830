//! Specifications the stories begin with.

use serde_json::{Value, json};

/// A cluster in memory with one namespace.
pub(crate) fn in_memory(size: u32, copies: u32) -> Value {
    json!({
        "size": size,
        "image": "aerospike:ce-8.1.1.1",
        "aerospikeConfig": {
            "service": { "proto-fd-max": 15000 },
            "network": {
                "service": { "address": "any", "port": 3000 },
                "fabric": { "address": "any", "port": 3001 },
                "heartbeat": { "mode": "mesh", "port": 3002 },
            },
            "namespaces": [{
                "name": "test",
                "replication-factor": copies,
                "storage-engine": { "type": "memory", "data-size": 1_073_741_824 },
            }],
            "logging": [{ "name": "/var/log/aerospike/aerospike.log", "context": "any info" }],
        },
    })
}

/// The same with something changed.
pub(crate) fn with(mut spec: Value, part: &str, value: Value) -> Value {
    spec[part] = value;
    spec
}

/// A patch of one parameter of the section `service`.
pub(crate) fn service(parameters: Value) -> Value {
    json!({ "spec": { "aerospikeConfig": { "service": parameters } } })
}

/// A patch that asks for an operation.
pub(crate) fn operation(kind: &str, id: &str, pods: &[&str]) -> Value {
    let mut operation = json!({ "kind": kind, "id": id });
    if !pods.is_empty() {
        operation["podList"] = json!(pods);
    }
    json!({ "spec": { "operations": [operation] } })
}

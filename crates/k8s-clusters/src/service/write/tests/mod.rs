//! Writes, over an API server in memory.

mod actions;
mod claims;
mod making;
mod operations;
mod updates;

use std::sync::Arc;

use acm_core::{ApiError, Clock, ErrorCode};
use acm_graph::ParameterPort;
use acm_k8s_api::testing::Server;
use serde_json::{Value, json};

use super::{Mode, Place, Writer, error::Error};

const CLUSTERS: &str = "/apis/acko.io/v1alpha1/namespaces/aero/aerospikeclusters";

/// Every parameter restarts.
struct Static;

impl ParameterPort for Static {
    fn is_dynamic(&self, _: &str, _: &str) -> Option<bool> {
        Some(false)
    }
}

/// A writer, the server it writes to, and one cluster there.
fn setup(patch: &Value) -> (Writer, Server) {
    let server = Server::new();
    let mut object = json!({
        "apiVersion": "acko.io/v1alpha1", "kind": "AerospikeCluster",
        "metadata": { "labels": { "team": "a", "tier": "data" } },
        "spec": {
            "size": 3, "image": "aerospike:ce-8.1.1.1",
            "aerospikeConfig": { "service": { "cluster-name": "one" }, "namespaces": [{ "name": "test" }] },
            "unknownField": { "kept": true },
        },
    });
    acm_k8s_api::merge::apply(&mut object, patch);
    server.put(&at("one"), object);
    for pod in ["one-0-0", "one-0-1", "one-0-2"] {
        put_labelled(
            &server,
            &format!("/api/v1/namespaces/aero/pods/{pod}"),
            json!({}),
        );
    }
    let writer = Writer::new(server.contexts(), Arc::new(Static), Clock::fixed(0));
    (writer, server)
}

/// Puts an object that carries the labels of the cluster's own.
fn put_labelled(server: &Server, path: &str, mut object: Value) {
    object["metadata"]["labels"] = json!({
        "app.kubernetes.io/name": "aerospike-cluster", "app.kubernetes.io/instance": "one",
    });
    server.put(path, object);
}

fn at(name: &str) -> String {
    format!("{CLUSTERS}/{name}")
}

fn place(name: &str) -> Place {
    Place {
        context: None,
        namespace: "aero".to_owned(),
        name: name.to_owned(),
    }
}

fn spec(server: &Server) -> Value {
    server.object(&at("one")).unwrap()["spec"].clone()
}

const TRY: Mode = Mode {
    dry_run: true,
    skip_checks: false,
};
const REAL: Mode = Mode {
    dry_run: false,
    skip_checks: false,
};

/// An error as a client reads it.
fn told(error: Error) -> (ErrorCode, Value) {
    let error = ApiError::from(error);
    let details = error.details().cloned().unwrap_or_default();
    (error.code(), Value::Object(details))
}

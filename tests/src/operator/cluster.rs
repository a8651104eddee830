//! One custom resource, as the operator reads it.

use std::fmt;

use serde_json::{Value, json};

use super::json::{at, flag, number, text};

/// Where a cluster is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Its namespace.
    pub namespace: String,
    /// Its name.
    pub name: String,
}

impl Key {
    /// The cluster of that name in that namespace.
    pub fn new(namespace: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            namespace: namespace.into(),
            name: name.into(),
        }
    }

    /// Where an object is.
    pub(super) fn of(object: &Value) -> Self {
        Self::new(
            text(object, "/metadata/namespace"),
            text(object, "/metadata/name"),
        )
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.namespace, self.name)
    }
}

/// The resource as last read or written.
pub(super) struct Cluster {
    pub(super) key: Key,
    pub(super) object: Value,
}

impl Cluster {
    pub(super) fn new(object: Value) -> Self {
        Self {
            key: Key::of(&object),
            object,
        }
    }

    pub(super) fn name(&self) -> &str {
        &self.key.name
    }

    pub(super) fn namespace(&self) -> &str {
        &self.key.namespace
    }

    /// The specification as it is written, without what a template adds.
    pub(super) fn spec(&self) -> &Value {
        at(&self.object, "/spec")
    }

    pub(super) fn status(&self) -> &Value {
        at(&self.object, "/status")
    }

    pub(super) fn generation(&self) -> i64 {
        number(&self.object, "/metadata/generation")
    }

    pub(super) fn uid(&self) -> &str {
        text(&self.object, "/metadata/uid")
    }

    pub(super) fn annotation(&self, name: &str) -> &str {
        at(&self.object, "/metadata/annotations")
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
    }

    pub(super) fn has_finalizer(&self, name: &str) -> bool {
        super::json::texts(&self.object, "/metadata/finalizers").contains(&name)
    }

    pub(super) fn is_deleting(&self) -> bool {
        !text(&self.object, "/metadata/deletionTimestamp").is_empty()
    }

    pub(super) fn is_paused(&self) -> bool {
        flag(self.spec(), "/paused")
    }

    pub(super) fn failures(&self) -> i64 {
        number(self.status(), "/failedReconcileCount")
    }

    /// Whether the present specification was once applied whole.
    pub(super) fn is_observed(&self) -> bool {
        number(self.status(), "/observedGeneration") == self.generation()
    }

    /// Labels of everything that belongs to the cluster.
    pub(super) fn labels(&self) -> Value {
        json!({
            "app.kubernetes.io/component": "database",
            "app.kubernetes.io/instance": self.name(),
            "app.kubernetes.io/managed-by": super::MANAGED_BY,
            "app.kubernetes.io/name": "aerospike-cluster",
        })
    }

    /// The labels its pods are found by.
    pub(super) fn selector(&self) -> Value {
        json!({
            "app.kubernetes.io/instance": self.name(),
            "app.kubernetes.io/name": "aerospike-cluster",
        })
    }

    /// The same in one line.
    pub(super) fn selector_text(&self) -> String {
        format!(
            "app.kubernetes.io/instance={},app.kubernetes.io/name=aerospike-cluster",
            self.name()
        )
    }

    /// What makes garbage collection delete an object with the cluster.
    pub(super) fn owner(&self) -> Value {
        json!([{
            "apiVersion": "acko.io/v1alpha1",
            "kind": "AerospikeCluster",
            "name": self.name(),
            "uid": self.uid(),
            "controller": true,
            "blockOwnerDeletion": true,
        }])
    }
}

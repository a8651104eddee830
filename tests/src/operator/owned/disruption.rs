//! How many pods may be taken away at once.

use serde_json::{Value, json};

use super::{Cluster, metadata};
use crate::operator::json::at;

/// The disruption budget.
pub(in crate::operator) fn budget(cluster: &Cluster, spec: &Value) -> Value {
    let allowed = match at(spec, "/maxUnavailable") {
        Value::Null => json!(1),
        chosen => chosen.clone(),
    };
    json!({
        "apiVersion": "policy/v1",
        "kind": "PodDisruptionBudget",
        "metadata": metadata(cluster, &format!("{}-pdb", cluster.name()), cluster.labels()),
        "spec": {
            "selector": { "matchLabels": cluster.selector() },
            "maxUnavailable": allowed,
        },
    })
}

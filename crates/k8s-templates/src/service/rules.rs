//! What the operator refuses of a template, told by field; and what no Community Edition can do.

use acm_k8s_api::Quantity;
use serde_json::Value;

/// Characters of a description.
const MAX_DESCRIPTION: usize = 500;

/// How grave it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Severity {
    /// It is wrong.
    Refused,
    /// It cannot be had.
    Unsupported,
    /// It is accepted.
    Warned,
}

/// Something about a field.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Fault {
    /// The field, as in `spec.size`.
    pub field: String,
    /// What about it.
    pub message: String,
    /// How grave it is.
    pub severity: Severity,
}

impl Fault {
    pub(crate) fn new(field: &str, severity: Severity, message: impl Into<String>) -> Self {
        Self {
            field: field.to_owned(),
            message: message.into(),
            severity,
        }
    }
}

/// Judges what a template would hold.
pub(crate) fn check(spec: &Value) -> Vec<Fault> {
    use Severity::{Refused, Unsupported, Warned};
    let mut faults = Vec::new();
    let mut add = |field: &str, severity, message: &str| {
        faults.push(Fault::new(&format!("spec.{field}"), severity, message));
    };
    let at = |path: &str| spec.pointer(path).filter(|value| !value.is_null());
    let text = |path: &str| at(path).and_then(Value::as_str);
    let number = |path: &str| at(path).and_then(Value::as_i64);

    if text("/description").is_some_and(|text| text.chars().count() > MAX_DESCRIPTION) {
        add(
            "description",
            Refused,
            "a description has at most 500 characters",
        );
    }
    if number("/size").is_some_and(|size| !(1..=8).contains(&size)) {
        add("size", Refused, "a cluster has 1 to 8 nodes");
    }
    if number("/rackConfig/maxRacksPerNode").is_some_and(|racks| racks < 0) {
        add("rackConfig.maxRacksPerNode", Refused, "it is not negative");
    }
    let heartbeat = "aerospikeConfig.network.heartbeat";
    if text("/aerospikeConfig/network/heartbeat/mode")
        .is_some_and(|mode| !matches!(mode, "" | "mesh"))
    {
        let reason =
            "Kubernetes carries no multicast and the operator refuses it: the mode is mesh";
        add(&format!("{heartbeat}.mode"), Unsupported, reason);
    }
    if number("/aerospikeConfig/network/heartbeat/interval").is_some_and(|every| every < 50) {
        add(
            &format!("{heartbeat}.interval"),
            Refused,
            "it is 50 milliseconds or more",
        );
    }
    if number("/aerospikeConfig/network/heartbeat/timeout").is_some_and(|missed| missed < 1) {
        add(
            &format!("{heartbeat}.timeout"),
            Refused,
            "at least one heartbeat is missed",
        );
    }
    if at("/aerospikeConfig/service/feature-key-file").is_some() {
        let reason = "feature keys are of the Enterprise Edition: a Community Edition does not start with one";
        add(
            "aerospikeConfig.service.feature-key-file",
            Unsupported,
            reason,
        );
    }
    if text("/scheduling/podManagementPolicy")
        .is_some_and(|one| !matches!(one, "" | "OrderedReady" | "Parallel"))
    {
        add(
            "scheduling.podManagementPolicy",
            Refused,
            "it is OrderedReady or Parallel",
        );
    }
    if text("/storage/volumeMode").is_some_and(|mode| !matches!(mode, "Filesystem" | "Block")) {
        add("storage.volumeMode", Refused, "it is Filesystem or Block");
    }
    if let Some(size) = text("/storage/resources/requests/storage")
        && let Err(reason) = Quantity::new(size)
    {
        add("storage.resources.requests.storage", Refused, reason);
    }
    if at("/storage/localPVRequired") == Some(&Value::Bool(true))
        && text("/storage/storageClassName")
            .unwrap_or_default()
            .is_empty()
    {
        let reason = "a local volume wants a storage class that waits for its first pod: name it in storageClassName";
        add("storage.localPVRequired", Warned, reason);
    }
    if at("/resources/requests") != at("/resources/limits") {
        add(
            "resources",
            Warned,
            "pods are evicted last only when requests equal limits",
        );
    }
    faults
}

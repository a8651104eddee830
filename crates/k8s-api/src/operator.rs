//! What the operator heeds, and what makes it deaf.

use crate::{AerospikeCluster, Known, Resource, types::K8sPhase};

/// The annotation by which the operator is asked to take the present template into a cluster; it takes the annotation
/// away once it has copied the template.
pub const RESYNC: &str = "acko.io/resync-template";

/// So many attempts that fail in a row, and the operator gives up on a cluster.
pub const BREAKER_THRESHOLD: i32 = 10;

/// Why the operator does nothing about a cluster, whatever is asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Deaf {
    /// It was asked to leave the cluster alone.
    Paused,
    /// It has given up after so many failures.
    BreakerOpen(i32),
}

impl Deaf {
    /// The cause, for programs.
    #[must_use]
    pub fn cause(self) -> &'static str {
        match self {
            Self::Paused => "PAUSED",
            Self::BreakerOpen(_) => "BREAKER_OPEN",
        }
    }

    /// Why and what to do, for people.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::Paused => {
                "The operator leaves this cluster alone, for it is paused: resume it first."
            }
            Self::BreakerOpen(_) => {
                "The operator has given up on this cluster after too many failures and heeds nothing: reset its circuit breaker first."
            }
        }
    }
}

/// What keeps the operator from a cluster, if anything does.
#[must_use]
pub fn deaf(cluster: &AerospikeCluster) -> Option<Deaf> {
    let spec = cluster.spec().ok();
    if spec.is_some_and(|spec| spec.paused.value() == Some(&true)) {
        return Some(Deaf::Paused);
    }
    let failures = failures(cluster);
    (failures >= BREAKER_THRESHOLD).then_some(Deaf::BreakerOpen(failures))
}

/// Whether the operator is asked to take the present template into a cluster.
#[must_use]
pub fn resync_is_asked(cluster: &AerospikeCluster) -> bool {
    let annotations = cluster.meta().annotations.as_ref();
    let asked = annotations.and_then(|all| all.get(RESYNC));
    asked.is_some_and(|one| one == "true")
}

/// The template a cluster is made from. Read as it came: one that cannot be read still refers.
#[must_use]
pub fn template_of(cluster: &AerospikeCluster) -> Option<String> {
    match cluster.spec() {
        Ok(spec) => spec.template_ref.value().map(|of| of.name.clone()),
        Err(_) => cluster.json()["spec"]["templateRef"]["name"]
            .as_str()
            .map(str::to_owned),
    }
}

/// How often the operator failed since it last succeeded.
#[must_use]
pub fn failures(cluster: &AerospikeCluster) -> i32 {
    let status = cluster.status().ok().flatten();
    let failures = status.and_then(|status| status.failed_reconcile_count.value());
    failures.copied().unwrap_or(0)
}

/// Whether the operator is at an operation.
#[must_use]
pub fn operation_runs(cluster: &AerospikeCluster) -> bool {
    let status = cluster.status().ok().flatten();
    let operation = status.and_then(|status| status.operation_status.value());
    let phase = operation.and_then(|operation| operation.phase.value());
    phase.and_then(Known::word) == Some(K8sPhase::InProgress)
}

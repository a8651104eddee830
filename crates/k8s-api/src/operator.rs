//! What the operator heeds, and what makes it deaf.

use crate::AerospikeCluster;

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

/// How often the operator failed since it last succeeded.
#[must_use]
pub fn failures(cluster: &AerospikeCluster) -> i32 {
    let status = cluster.status().ok().flatten();
    let failures = status.and_then(|status| status.failed_reconcile_count.value());
    failures.copied().unwrap_or(0)
}

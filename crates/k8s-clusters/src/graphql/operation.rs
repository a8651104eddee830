//! How operations are shown.

use acm_k8s_api::types::{K8sOperation, K8sOperationStatus};
use async_graphql::{Enum, SimpleObject};

use crate::service::{OperationView, Progress};

/// A restart that was asked for, and how far it is.
#[derive(Clone, Debug, PartialEq, SimpleObject)]
pub(super) struct K8sClusterOperation {
    /// What tells it from others.
    id: String,
    /// `WarmRestart` or `PodRestart`.
    kind: String,
    /// How it fares.
    progress: K8sOperationProgress,
    /// What the spec asks for; null when that was taken out again.
    spec: Option<K8sOperation>,
    /// What the operator says of it; null until it says anything.
    status: Option<K8sOperationStatus>,
    /// Pods it is done with.
    completed: Vec<String>,
    /// Pods it failed on.
    failed: Vec<K8sOperationFailure>,
    /// Pods it is still to come to.
    pending: Vec<String>,
    /// Pods it failed on and is asked for no more, as `dropK8sOperationPods` takes them out: it goes on or
    /// ended without them, and did not restart them.
    dropped: Vec<String>,
    /// Pods it names that are none of this cluster's.
    unknown: Vec<String>,
    /// How many pods it is for.
    total: i32,
    /// How much of it is done, 0 to 100; null when it is for no pod.
    percent: Option<f64>,
    /// Why it does not go on as it should, and what helps; null when it does.
    trouble: Option<String>,
}

/// How an operation fares.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
pub(super) enum K8sOperationProgress {
    /// The operator has not begun.
    Asked,
    /// It goes on.
    Running,
    /// It fails on a pod again and again.
    Stuck,
    /// It has ended: every pod it is asked for was restarted. The operator says `Error` of one that failed on a pod on
    /// the way, or on one that was taken out of it.
    Done,
    /// It has ended, and some pods it is asked for were not restarted.
    Failed,
    /// The operator leaves it alone: one of the same id has ended before.
    Ignored,
}

/// A pod an operation failed on.
#[derive(Clone, Debug, Eq, PartialEq, SimpleObject)]
pub(super) struct K8sOperationFailure {
    /// The pod.
    pod: String,
    /// How often it failed.
    attempts: i32,
    /// Whether it succeeded after all.
    recovered: bool,
}

impl From<OperationView> for K8sClusterOperation {
    fn from(operation: OperationView) -> Self {
        let count = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
        let failed = operation.failed.iter().map(|failure| K8sOperationFailure {
            pod: failure.pod.clone(),
            attempts: count(failure.attempts),
            recovered: operation.completed.contains(&failure.pod),
        });
        Self {
            failed: failed.collect(),
            percent: operation.percent(),
            trouble: operation.trouble(),
            progress: match operation.progress {
                Progress::Asked => K8sOperationProgress::Asked,
                Progress::Running => K8sOperationProgress::Running,
                Progress::Stuck => K8sOperationProgress::Stuck,
                Progress::Done => K8sOperationProgress::Done,
                Progress::Failed => K8sOperationProgress::Failed,
                Progress::Ignored => K8sOperationProgress::Ignored,
            },
            id: operation.id,
            kind: operation.kind,
            spec: operation.asked,
            status: operation.status,
            completed: operation.completed,
            pending: operation.pending,
            dropped: operation.dropped,
            unknown: operation.unknown,
            total: count(operation.total),
        }
    }
}

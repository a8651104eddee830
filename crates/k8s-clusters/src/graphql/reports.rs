//! How what is worked out of a cluster is shown: reconciliation, health, drift.

use acm_core::ApiError;
use acm_graph::scalars::DateTime;
use acm_k8s_api::operator::BREAKER_THRESHOLD;
use async_graphql::{Json, Object, SimpleObject};

use super::pods::K8sClusterRack;
use crate::service::{
    Change, Clusters, Drift, Group, Health, RackDrift, Reconciliation, Reference,
};

/// How the operator gets on with a cluster.
pub(super) struct K8sReconciliation {
    pub(super) reconciliation: Reconciliation,
    pub(super) reference: Reference,
    pub(super) clusters: Clusters,
}

/// How the operator gets on with a cluster.
#[Object]
impl K8sReconciliation {
    /// Attempts that failed in a row.
    async fn failures(&self) -> i32 {
        self.reconciliation.failures
    }

    /// After so many failures in a row the operator stops trying.
    async fn threshold(&self) -> i32 {
        BREAKER_THRESHOLD
    }

    /// Whether the operator has stopped trying. It does not begin again by itself, whatever is changed.
    async fn breaker_open(&self) -> bool {
        self.reconciliation.is_open()
    }

    /// Seconds the operator waits after the last failure: 2 to the power of the failures, at most 256. Null
    /// without failures.
    async fn back_off_seconds(&self) -> Option<i32> {
        let seconds = self.reconciliation.back_off_seconds()?;
        i32::try_from(seconds).ok()
    }

    /// When the operator tries again, by when it last wrote the status: a time of this server's clock, however
    /// that of Kubernetes goes. Null when it does not, or that is not known.
    async fn next_attempt_at(&self) -> Option<DateTime> {
        let ahead = self.clusters.ahead(&self.reference.context);
        let next = self.reconciliation.next_attempt()?;
        Some(DateTime(next - ahead))
    }

    /// Why the last attempt failed, in the operator's words; it stays at times after attempts that succeeded.
    async fn last_error(&self) -> Option<&str> {
        self.reconciliation.last_error.as_deref()
    }

    /// When an attempt last succeeded.
    async fn last_success_at(&self) -> Option<DateTime> {
        self.reconciliation.last_success.map(DateTime)
    }

    /// When the operator last wrote the status.
    async fn last_report_at(&self) -> Option<DateTime> {
        self.reconciliation.last_report.map(DateTime)
    }

    /// The version of the operator, where it tells.
    async fn operator_version(&self) -> Option<&str> {
        self.reconciliation.operator_version.as_deref()
    }

    /// What makes the operator try again; null unless the breaker is open.
    async fn reset(&self) -> Option<K8sBreakerReset> {
        self.reconciliation.is_open().then(|| K8sBreakerReset {
            reference: self.reference.clone(),
            clusters: self.clusters.clone(),
        })
    }
}

/// What makes an operator try again that has stopped.
pub(super) struct K8sBreakerReset {
    reference: Reference,
    clusters: Clusters,
}

/// What makes an operator try again that has stopped.
#[Object]
impl K8sBreakerReset {
    /// What has to be done, in order.
    async fn steps(&self) -> &[&str] {
        &[
            "Take away the cause, which lastError tells of.",
            "Set failedReconcileCount of the status to 0: by itself that does nothing.",
            "Change an annotation of the resource, so that the operator looks again.",
        ]
    }

    /// The right in Kubernetes that this needs.
    async fn right(&self) -> &str {
        "patch aerospikeclusters.acko.io/status"
    }

    /// Whether this server has it.
    async fn allowed(&self) -> Option<Result<bool, ApiError>> {
        Some(self.clusters.may_reset(&self.reference).await)
    }
}

/// The numbers of a cluster at a glance. A condition the operator does not report is null.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sClusterHealth {
    /// Pods there are.
    total_pods: i32,
    /// Pods that are ready, as Kubernetes sees it.
    ready_pods: i32,
    /// Pods that are wanted; null while that is not known.
    wanted_pods: Option<i32>,
    /// Pods the operator is still to restart.
    pending_restarts: i32,
    /// Whether data is moving; null when nobody looked.
    migrating: Option<bool>,
    /// The operator's condition `Available`.
    available: Option<bool>,
    /// The operator's condition `ConfigApplied`.
    config_applied: Option<bool>,
    /// The operator's condition `ACLSynced`; null where the cluster asks for no users.
    acl_synced: Option<bool>,
    /// The racks, by number.
    racks: Vec<K8sClusterRack>,
}

impl From<Health> for K8sClusterHealth {
    fn from(health: Health) -> Self {
        let count = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
        Self {
            total_pods: count(health.total_pods),
            ready_pods: count(health.ready_pods),
            wanted_pods: health.wanted_pods,
            pending_restarts: count(health.pending_restarts),
            migrating: health.migrating,
            available: health.available,
            config_applied: health.config_applied,
            acl_synced: health.acl_synced,
            racks: health.racks.into_iter().map(Into::into).collect(),
        }
    }
}

/// What differs from what is asked for.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sDrift {
    /// Whether nothing differs, as far as is known.
    in_sync: bool,
    /// Whether the operator is on its way to bring the pods up to date: what differs then is no drift.
    in_rollout: bool,
    /// Fields of the spec that the operator has not applied, at most 200; null until it has applied any spec. A
    /// restart that is asked for, a pause, and what a template fills in are no differences.
    changes: Option<Vec<K8sDriftChange>>,
    /// Each rack with its pods, grouped by what they run with. Racks are not compared with each other: each has a
    /// configuration of its own.
    racks: Vec<K8sRackDrift>,
}

/// A field that differs from what the operator has applied.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sDriftChange {
    /// The field of the spec, dots between parts.
    path: String,
    /// What is asked for; null when it was taken out.
    wanted: Option<Json<serde_json::Value>>,
    /// What is applied; null when it is new.
    applied: Option<Json<serde_json::Value>>,
}

/// The pods of a rack, by what they run with.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sRackDrift {
    /// The number of the rack.
    rack: i32,
    /// The hash of the configuration that new pods would run with; null while that is not known.
    wanted_config_hash: Option<String>,
    /// Whether every pod runs with what is wanted; null while that is not known.
    in_sync: Option<bool>,
    /// The pods, in groups.
    groups: Vec<K8sPodGroup>,
}

/// Pods that run with the same.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sPodGroup {
    /// The hash of their configuration.
    config_hash: Option<String>,
    /// The hash of the pod's own settings.
    pod_spec_hash: Option<String>,
    /// Their image.
    image: Option<String>,
    /// The pods.
    pods: Vec<String>,
    /// Whether that is what new pods would run with; null while that is not known.
    current: Option<bool>,
}

impl From<Drift> for K8sDrift {
    fn from(drift: Drift) -> Self {
        Self {
            in_sync: drift.is_in_sync(),
            in_rollout: drift.in_rollout,
            changes: drift
                .changes
                .map(|changes| changes.into_iter().map(Into::into).collect()),
            racks: drift.racks.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<Change> for K8sDriftChange {
    fn from(change: Change) -> Self {
        Self {
            path: change.path,
            wanted: change.wanted.map(Json),
            applied: change.applied.map(Json),
        }
    }
}

impl From<RackDrift> for K8sRackDrift {
    fn from(drift: RackDrift) -> Self {
        let mut groups = drift.groups.iter();
        let in_sync = drift
            .wanted
            .as_ref()
            .map(|_| groups.all(|group| group.current == Some(true)));
        Self {
            rack: drift.rack,
            in_sync,
            wanted_config_hash: drift.wanted.and_then(|wanted| wanted.config),
            groups: drift.groups.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<Group> for K8sPodGroup {
    fn from(group: Group) -> Self {
        Self {
            config_hash: group.hashes.config,
            pod_spec_hash: group.hashes.pod,
            image: group.hashes.image,
            pods: group.pods,
            current: group.current,
        }
    }
}

//! What a change leads to, as it is shown.

use async_graphql::{Enum, SimpleObject};

use super::data_plan::K8sDataPlan;
use crate::service::write::plan::{Effect, Obstacle, Plan, Step};

/// What follows from a change of some fields, the gravest last.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(remote = "Effect")]
pub(super) enum K8sEffect {
    /// Only what the operator heeds later: no object changes.
    Settings,
    /// Objects beside the pods change: services, budgets, policies.
    Objects,
    /// Users and roles are synchronised.
    AccessControl,
    /// Running nodes take the new configuration; none restarts.
    DynamicConfiguration,
    /// The server restarts within each pod, one batch after the other.
    WarmRestart,
    /// Each pod is replaced, one batch after the other. The operator does not wait for the one before to be ready:
    /// all may be down at once.
    RollingRestart,
    /// Pods keep what they have until somebody restarts them; `startK8sOperation` does.
    NotUntilRestart,
    /// Pods are added.
    ScaleUp,
    /// Pods are removed, all at once.
    ScaleDown,
    /// The pods are spread over other racks.
    Racks,
    /// A restart is asked for.
    Operation,
    /// The operator stops, or goes on.
    Pause,
    /// The operator decides; it is not known before.
    Unknown,
}

/// What follows from a change of some fields.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sPlanStep {
    /// What follows.
    effect: K8sEffect,
    /// The fields, as in `spec.image`.
    fields: Vec<String>,
}

/// What stands in the way of a change, or goes with it.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
pub(super) enum K8sObstacleKind {
    /// The operator leaves the cluster alone until it is resumed.
    Paused,
    /// The operator has given up after too many failures: nothing happens until the circuit breaker is reset.
    BreakerOpen,
    /// A horizontal pod autoscaler sets the size, and will set it back or anew.
    Autoscaler,
    /// Records are on the move: pods are removed once they have arrived.
    Migrating,
    /// An operation runs, and is finished first.
    OperationRuns,
    /// The claims of existing pods keep their size and class.
    ClaimsAreFixed,
    /// The pods of a rack that goes are removed at once, without waiting for their records to be copied.
    RackGoesAtOnce,
}

/// Something that stands in the way of a change, or goes with it.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sObstacle {
    /// What it is.
    kind: K8sObstacleKind,
    /// The autoscaler, where it is one.
    autoscaler: Option<String>,
    /// The size an autoscaler sets at once; null when its metrics decide.
    autoscaled_size: Option<i32>,
}

/// What will happen when a change is applied. Told from recordings of the operator; a newer one may do otherwise.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sPlan {
    /// What follows from which fields, the gravest last. Empty when nothing changes, and for a new cluster.
    steps: Vec<K8sPlanStep>,
    /// What stands in the way, or goes with it.
    obstacles: Vec<K8sObstacle>,
    /// The pods that restart by themselves.
    restarting_pods: Vec<String>,
    /// The pods that keep their old image or specification until somebody restarts them.
    outdated_pods: Vec<String>,
    /// Of a dry run that changes the size: what each node holds now, and would hold.
    pub data: Option<K8sDataPlan>,
}

impl From<Step> for K8sPlanStep {
    fn from(step: Step) -> Self {
        Self {
            effect: step.effect.into(),
            fields: step.fields,
        }
    }
}

impl From<Obstacle> for K8sObstacle {
    fn from(obstacle: Obstacle) -> Self {
        use K8sObstacleKind as Kind;
        let kind = match &obstacle {
            Obstacle::Paused => Kind::Paused,
            Obstacle::BreakerOpen => Kind::BreakerOpen,
            Obstacle::Autoscaler { .. } => Kind::Autoscaler,
            Obstacle::Migrating => Kind::Migrating,
            Obstacle::OperationRuns => Kind::OperationRuns,
            Obstacle::ClaimsAreFixed => Kind::ClaimsAreFixed,
            Obstacle::RackGoesAtOnce => Kind::RackGoesAtOnce,
        };
        let (autoscaler, autoscaled_size) = match obstacle {
            Obstacle::Autoscaler { name, sets } => (Some(name), sets),
            _ => (None, None),
        };
        Self {
            kind,
            autoscaler,
            autoscaled_size,
        }
    }
}

impl From<Plan> for K8sPlan {
    fn from(plan: Plan) -> Self {
        Self {
            steps: plan.steps.into_iter().map(Into::into).collect(),
            obstacles: plan.obstacles.into_iter().map(Into::into).collect(),
            restarting_pods: plan.restarts,
            outdated_pods: plan.outdated,
            data: None,
        }
    }
}

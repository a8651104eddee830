//! Autoscalers, as they are shown.

use acm_graph::scalars::DateTime;
use acm_k8s_api::{api::autoscaling::v2::HorizontalPodAutoscalerCondition, objects::millis};
use async_graphql::SimpleObject;

use crate::service::write::autoscaler::Autoscaler;

/// A horizontal pod autoscaler that sets the size of a cluster.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sAutoscaler {
    /// Its name.
    name: String,
    /// The least number of nodes.
    min_replicas: i32,
    /// The greatest number of nodes.
    max_replicas: i32,
    /// Percent of the CPU that pods request to aim at; null when it does not heed CPU.
    cpu_target_percent: Option<i32>,
    /// Percent of the memory that pods request to aim at; null when it does not heed memory.
    memory_target_percent: Option<i32>,
    /// How many metrics of other kinds it heeds.
    other_metrics: i32,
    /// Pods there are, as it sees them; null until it has looked.
    current_replicas: Option<i32>,
    /// Pods it wants; null until it has looked.
    desired_replicas: Option<i32>,
    /// What it says of itself: whether it can scale, why it does not.
    conditions: Vec<K8sAutoscalerCondition>,
}

/// What an autoscaler says of itself.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sAutoscalerCondition {
    /// What of: `AbleToScale`, `ScalingActive`, `ScalingLimited`.
    kind: String,
    /// `True`, `False` or `Unknown`.
    status: String,
    /// Why, in one word.
    reason: Option<String>,
    /// Why, for people.
    message: Option<String>,
    /// Since when.
    since: Option<DateTime>,
}

/// The autoscaler that was made or changed.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct PutK8sAutoscalerPayload {
    /// The autoscaler as it is now or, of a dry run, would be.
    pub autoscaler: K8sAutoscaler,
}

/// What became of an autoscaler that was to be deleted.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct DeleteK8sAutoscalerPayload {
    /// Whether there was one.
    pub removed: bool,
}

impl From<Autoscaler> for K8sAutoscaler {
    fn from(autoscaler: Autoscaler) -> Self {
        Self {
            name: autoscaler.name,
            min_replicas: autoscaler.min,
            max_replicas: autoscaler.max,
            cpu_target_percent: autoscaler.cpu_percent,
            memory_target_percent: autoscaler.memory_percent,
            other_metrics: i32::try_from(autoscaler.other_metrics).unwrap_or(i32::MAX),
            current_replicas: autoscaler.current,
            desired_replicas: autoscaler.desired,
            conditions: autoscaler.conditions.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<HorizontalPodAutoscalerCondition> for K8sAutoscalerCondition {
    fn from(condition: HorizontalPodAutoscalerCondition) -> Self {
        let since = condition.last_transition_time.as_ref().map(millis);
        Self {
            kind: condition.type_,
            status: condition.status,
            reason: condition.reason,
            message: condition.message,
            since: since.map(DateTime),
        }
    }
}

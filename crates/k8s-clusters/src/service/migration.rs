//! Data on the move, as the operator and its pods tell of it.

use acm_core::UnixMillis;
use acm_k8s_api::types::K8sPhase;

use super::{View, pods::PodView};

/// Data on the move.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Migration {
    /// `None` when nobody looked.
    pub in_progress: Option<bool>,
    pub remaining_partitions: Option<i64>,
    /// When the nodes were asked; `None` when this is of the pods.
    pub checked: Option<UnixMillis>,
    /// Whether the operator holds something back until it is over.
    pub is_waited_for: bool,
}

impl Migration {
    pub(crate) fn of(view: &View, pods: &[PodView]) -> Self {
        let status = view.status();
        let phase = status.and_then(|status| status.phase.value()?.word());
        let is_waited_for = phase == Some(K8sPhase::WaitingForMigration);
        let told = status.and_then(|status| status.migration_status.value());
        if let Some(told) = told {
            return Self {
                in_progress: Some(told.in_progress || is_waited_for),
                remaining_partitions: Some(told.remaining_partitions),
                checked: told.last_checked.millis(),
                is_waited_for,
            };
        }
        let of_pods: Vec<i64> = pods
            .iter()
            .filter_map(|pod| pod.operator.as_ref()?.migrating_partitions.value().copied())
            .collect();
        let remaining = (!of_pods.is_empty()).then(|| of_pods.iter().sum::<i64>());
        Self {
            in_progress: match remaining {
                _ if is_waited_for => Some(true),
                Some(remaining) => Some(remaining > 0),
                None => None,
            },
            remaining_partitions: remaining,
            checked: None,
            is_waited_for,
        }
    }
}

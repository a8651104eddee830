//! Data on the move, as the operator and its pods tell of it, and as the nodes do.

use acm_core::UnixMillis;
use acm_graph::{AerospikeNode, Cluster};
use acm_k8s_api::types::K8sPhase;

use super::{
    View,
    pace::{Pace, Paces},
    pods::PodView,
};

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

/// Data on the move, as the nodes tell of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NodesMigration {
    /// Partitions to be moved, those to be sent and those to come; `None` unless every node told.
    pub left: Option<i64>,
    /// When the nodes were asked.
    pub sampled: UnixMillis,
    /// How fast it goes; `None` until that is measured.
    pub pace: Option<Pace>,
}

/// Why it is not known when data will have moved.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum EtaGap {
    /// A node did not tell what is left.
    NodesSilent,
    /// It was counted once only.
    NotMeasured,
    /// Nothing moved while it was measured.
    Still,
}

impl NodesMigration {
    /// What the nodes say, and how much that differs from what they said before.
    pub(crate) fn of(cluster: &Cluster, paces: &Paces) -> Self {
        let sampled = cluster.sampled_at.0;
        let all_answered = cluster.nodes_answered == cluster.nodes_total;
        let each: Option<Vec<i64>> = cluster.nodes.iter().map(left).collect();
        let left = each
            .filter(|each| all_answered && !each.is_empty())
            .map(|each| each.iter().sum());
        Self {
            left,
            sampled,
            pace: left.and_then(|left| paces.note(&cluster.connection_id, sampled, left)),
        }
    }

    /// Seconds until everything has moved, if it goes on as it did.
    pub(crate) fn eta_seconds(&self) -> Result<f64, EtaGap> {
        let left = self.left.ok_or(EtaGap::NodesSilent)?;
        if left == 0 {
            return Ok(0.0);
        }
        let pace = self.pace.ok_or(EtaGap::NotMeasured)?;
        #[expect(clippy::cast_precision_loss, reason = "partitions are few")]
        let seconds = left as f64 / pace.per_second;
        (pace.per_second > 0.0)
            .then_some(seconds)
            .ok_or(EtaGap::Still)
    }
}

/// Partitions still to be moved to or from a node.
pub(crate) fn left(node: &AerospikeNode) -> Option<i64> {
    let status = node.status.as_ref()?.as_ref().ok()?;
    status.migrations_remaining.map(|left| left.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(left: Option<i64>, per_second: Option<f64>) -> NodesMigration {
        NodesMigration {
            left,
            sampled: 0,
            pace: per_second.map(|per_second| Pace {
                per_second,
                seconds: 5.0,
            }),
        }
    }

    #[test]
    fn the_end_is_told_where_it_is_known_and_why_not_elsewhere() {
        for (migration, eta) in [
            (told(Some(500), Some(50.0)), Ok(10.0)),
            (told(Some(0), None), Ok(0.0)),
            (told(None, None), Err(EtaGap::NodesSilent)),
            (told(Some(500), None), Err(EtaGap::NotMeasured)),
            (told(Some(500), Some(0.0)), Err(EtaGap::Still)),
        ] {
            assert_eq!(migration.eta_seconds(), eta, "{migration:?}");
        }
    }
}

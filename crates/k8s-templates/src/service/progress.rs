//! How far a resync of clusters is.

use acm_k8s_api::{AerospikeCluster, Known, Time, operator, types::K8sPhase};

use super::{Use, View};

/// How far the resync of a cluster is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Stage {
    /// The copy is not the template, and nobody has asked for a resync.
    Behind,
    /// The operator is asked.
    Asked,
    /// The operator is asked, or has the copy, and heeds nothing of this cluster.
    Held,
    /// The operator has the copy and works on what it brings.
    Applying,
    /// The copy is the template and the operator has done with it.
    Done,
}

/// Clusters by how far they are.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Progress {
    pub behind: usize,
    pub asked: usize,
    pub held: usize,
    pub applying: usize,
    pub done: usize,
}

impl Use {
    /// How far it is; `None` when it is not made from the template.
    pub(crate) fn stage(&self, template: &View) -> Option<Stage> {
        let cluster = self.cluster.as_ref().filter(|_| self.refers)?;
        let is_deaf = operator::deaf(cluster).is_some();
        if operator::resync_is_asked(cluster) {
            return Some(if is_deaf { Stage::Held } else { Stage::Asked });
        }
        let is_copied = self.drift(template).is_some_and(|drift| drift.is_empty());
        Some(match (is_copied, self.is_settled(cluster), is_deaf) {
            (false, ..) => Stage::Behind,
            (true, true, _) => Stage::Done,
            (true, false, true) => Stage::Held,
            (true, false, false) => Stage::Applying,
        })
    }

    /// Whether the operator has succeeded since it made the copy, and says so.
    fn is_settled(&self, cluster: &AerospikeCluster) -> bool {
        let Some(status) = cluster.status().ok().flatten() else {
            return false;
        };
        let phase = status.phase.value();
        let copied = self
            .snapshot()
            .and_then(|one| one.snapshot_timestamp.value());
        let succeeded = status.last_reconcile_time.value().and_then(Time::millis);
        phase.and_then(Known::word) == Some(K8sPhase::Completed)
            && copied.and_then(Time::millis) <= succeeded
    }
}

impl Progress {
    /// Of these stages.
    pub(crate) fn of(stages: impl Iterator<Item = Stage>) -> Self {
        let mut progress = Self::default();
        for stage in stages {
            *match stage {
                Stage::Behind => &mut progress.behind,
                Stage::Asked => &mut progress.asked,
                Stage::Held => &mut progress.held,
                Stage::Applying => &mut progress.applying,
                Stage::Done => &mut progress.done,
            } += 1;
        }
        progress
    }

    pub(crate) fn total(self) -> usize {
        self.behind + self.asked + self.held + self.applying + self.done
    }

    /// How much is done, in percent, rounded down; all of nothing.
    pub(crate) fn percent(self) -> usize {
        (self.done * 100).checked_div(self.total()).unwrap_or(100)
    }
}

//! The restart that was asked for last: how far it is, and why it does not end.

use std::collections::{BTreeMap, BTreeSet};

use acm_k8s_api::types::{K8sOperation, K8sOperationStatus, K8sPhase};

use super::View;

/// How an operation fares.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Progress {
    /// The operator has not begun.
    Asked,
    /// It goes on.
    Running,
    /// It goes on and fails on a pod again and again.
    Stuck,
    /// It has ended.
    Done,
    /// It has ended, and pods it is still asked for never succeeded.
    Failed,
    /// The operator leaves it alone, since it has done one of the same id.
    Ignored,
}

/// A pod an operation failed on.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Failure {
    pub pod: String,
    /// So often.
    pub attempts: usize,
}

/// An operation: what was asked, and what the operator says of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OperationView {
    pub id: String,
    pub kind: String,
    pub asked: Option<K8sOperation>,
    pub status: Option<K8sOperationStatus>,
    pub progress: Progress,
    pub completed: Vec<String>,
    pub failed: Vec<Failure>,
    pub pending: Vec<String>,
    /// Pods it failed on and is asked for no more: they were taken out of it.
    pub dropped: Vec<String>,
    /// Pods that are named and are none of this cluster's.
    pub unknown: Vec<String>,
    /// Pods it is for; none of the unknown.
    pub total: usize,
}

impl OperationView {
    /// The operation that is asked for, or else the last one there was; `pods` are the pods there are.
    pub(crate) fn of(view: &View, pods: &[String]) -> Option<Self> {
        let asked = view.spec()?.operations.value();
        let asked = asked.and_then(|operations| operations.first());
        let status = view
            .status()
            .and_then(|status| status.operation_status.value());
        let told = status.and_then(|status| status.id.value());
        let (id, status) = match (asked, told) {
            (Some(asked), Some(told)) if asked.id != *told => (asked.id.clone(), None),
            (Some(asked), _) => (asked.id.clone(), status),
            (None, Some(told)) => (told.clone(), status),
            (None, None) => return None,
        };
        let kind = match asked {
            Some(asked) => asked.kind.text().to_owned(),
            None => status?.kind.value()?.text().to_owned(),
        };
        let lists = |list: Option<&Vec<String>>| list.cloned().unwrap_or_default();
        let completed = lists(status.and_then(|status| status.completed_pods.value()));
        let attempts = lists(status.and_then(|status| status.failed_pods.value()));
        let named = asked.and_then(|asked| asked.pod_list.value());
        let named = named.filter(|named| !named.is_empty());
        let phase = status.and_then(|status| status.phase.value()?.word());
        let has_ended = matches!(phase, Some(K8sPhase::Completed | K8sPhase::Error));
        let targets = match (asked, named) {
            (_, Some(named)) => named.clone(),
            // Pods that came after it are none of its.
            (Some(_), None) if has_ended => {
                let there = attempts.iter().filter(|pod| pods.contains(pod));
                completed.iter().chain(there).cloned().collect()
            }
            (Some(_), None) => pods.to_vec(),
            // Whom an operation was for that is asked for no more is not told. It had ended, and the
            // operator ends none while a pod that it is asked for fails.
            (None, None) => completed.clone(),
        };
        let is_there = |pod: &String| pods.contains(pod);
        let unknown: Vec<String> = targets
            .iter()
            .filter(|pod| !is_there(pod))
            .cloned()
            .collect();
        let targets: BTreeSet<&String> = targets.iter().filter(|pod| is_there(pod)).collect();
        let pending: Vec<String> = targets
            .iter()
            .filter(|pod| !completed.contains(pod))
            .map(|pod| (*pod).clone())
            .collect();
        let failed = count(&attempts);
        let (unsolved, dropped): (Vec<&Failure>, Vec<&Failure>) = failed
            .iter()
            .filter(|failure| !completed.contains(&failure.pod) && is_there(&failure.pod))
            .partition(|failure| targets.contains(&failure.pod));
        let progress = match phase {
            None => Progress::Asked,
            Some(K8sPhase::Completed | K8sPhase::Error)
                if !pending.is_empty() && unsolved.is_empty() =>
            {
                Progress::Ignored
            }
            Some(K8sPhase::Completed) => Progress::Done,
            Some(K8sPhase::Error) if !unsolved.is_empty() => Progress::Failed,
            Some(K8sPhase::Error) => Progress::Done,
            Some(_) if unsolved.iter().any(|failure| failure.attempts > 1) => Progress::Stuck,
            Some(_) => Progress::Running,
        };
        Some(Self {
            id,
            kind,
            asked: asked.cloned(),
            status: status.cloned(),
            progress,
            total: targets.len(),
            dropped: dropped.iter().map(|failure| failure.pod.clone()).collect(),
            completed,
            failed,
            pending,
            unknown,
        })
    }

    /// The share of its pods it is done with, in percent; `None` when it is for none.
    pub(crate) fn percent(&self) -> Option<f64> {
        let done = self.total.checked_sub(self.pending.len())?;
        #[expect(clippy::cast_precision_loss, reason = "a cluster has few pods")]
        let percent = |done: usize, total: usize| 100.0 * done as f64 / total as f64;
        (self.total > 0).then(|| percent(done, self.total))
    }

    /// Why it does not go on as it should, and what helps; `None` when it does.
    pub(crate) fn trouble(&self) -> Option<String> {
        let failing: Vec<&str> = self
            .failed
            .iter()
            .map(|failure| &failure.pod)
            .filter(|pod| !self.completed.contains(pod) && !self.dropped.contains(pod))
            .map(String::as_str)
            .collect();
        match self.progress {
            Progress::Stuck => Some(format!(
                "It fails on {} again and again and is retried for ever; until it ends, the operator's webhook refuses \
                 another one. Take what fails off the operation's list of pods, which is allowed meanwhile.",
                failing.join(", ")
            )),
            Progress::Failed => Some(format!(
                "It ended without {}. Ask for another operation, with a new id, once the cause is gone.",
                failing.join(", ")
            )),
            Progress::Ignored => Some(
                "An operation of this id has ended before, so the operator does nothing. Ask for it with a new id."
                    .to_owned(),
            ),
            _ if self.total == 0 && !self.unknown.is_empty() => Some(format!(
                "It names no pod of this cluster ({}): the operator says it is done and has done nothing.",
                self.unknown.join(", ")
            )),
            _ => None,
        }
    }
}

/// How often each pod is named, in the order of their names.
fn count(attempts: &[String]) -> Vec<Failure> {
    let mut counted: BTreeMap<&String, usize> = BTreeMap::new();
    attempts
        .iter()
        .for_each(|pod| *counted.entry(pod).or_default() += 1);
    let failures = counted.into_iter().map(|(pod, attempts)| Failure {
        pod: pod.clone(),
        attempts,
    });
    failures.collect()
}

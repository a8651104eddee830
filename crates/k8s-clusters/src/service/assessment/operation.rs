//! The restart that was asked for.

use super::{Code, Facts, Finding, State};
use crate::service::{OperationView, Progress};

pub(super) fn operation(facts: &Facts<'_>) -> Option<Finding> {
    let pods: Vec<String> = facts.pods.iter().map(|pod| pod.name.clone()).collect();
    let operation = OperationView::of(facts.view, &pods)?;
    let empty = operation.total == 0 && !operation.unknown.is_empty();
    let (code, state) = match operation.progress {
        _ if empty => (Code::OperationWithoutPods, None),
        Progress::Stuck => (Code::OperationStuck, Some(State::Stuck)),
        Progress::Failed => (Code::OperationFailed, Some(State::Degraded)),
        Progress::Ignored => (Code::OperationIgnored, Some(State::Waiting)),
        Progress::Asked | Progress::Running => (Code::OperationRunning, Some(State::Changing)),
        Progress::Done => return None,
    };
    let title = match code {
        Code::OperationWithoutPods => "The operation names no pod of this cluster.",
        Code::OperationStuck => "The operation fails on a pod again and again.",
        Code::OperationFailed => "The operation ended without some of its pods.",
        Code::OperationIgnored => {
            "The operator does nothing about the operation that is asked for."
        }
        _ => "Pods are being restarted, as asked.",
    };
    let phase = operation
        .status
        .as_ref()
        .and_then(|status| status.phase.value());
    let finding = Finding::new(code, state, title)
        .told(facts, "spec.operations.id", Some(&operation.id))
        .told(
            facts,
            "status.operationStatus.phase",
            phase.map(|phase| phase.text().to_owned()),
        );
    let failed = operation.failed.iter();
    let failed: Vec<String> = failed
        .map(|failure| format!("{} ({}×)", failure.pod, failure.attempts))
        .collect();
    let failed = (!failed.is_empty()).then(|| failed.join(", "));
    let action = operation.trouble();
    let action = action.unwrap_or_else(|| "Wait for it to end.".to_owned());
    Some(
        finding
            .told(facts, "status.operationStatus.failedPods", failed)
            .act(action),
    )
}

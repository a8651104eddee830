//! Clusters that are deleted or left alone.

use super::{Code, Facts, Finding, State};

/// How long a deletion may take before something holds it, in milliseconds.
const DELETION: i64 = 600_000;

pub(super) fn deleting(facts: &Facts<'_>) -> Option<Finding> {
    let since = facts.view.deleting_since()?;
    let finalizers = facts.view.meta().finalizers.clone().unwrap_or_default();
    let held = facts.now - since > DELETION && !finalizers.is_empty();
    let finding = if held {
        Finding::new(Code::DeletionHeld, State::Stuck, "The deletion does not come to its end.")
            .act("See whether the operator runs: it takes its finalizer off once volumes are cleaned up.")
    } else {
        Finding::new(
            Code::BeingDeleted,
            State::Deleting,
            "The cluster is being deleted.",
        )
        .act("Wait: its pods and services go afterwards.")
    };
    Some(finding.told(facts, "metadata.finalizers", Some(finalizers.join(", "))))
}

/// Goes by what is asked for: the condition's text says "is paused by user" also when it is not.
pub(super) fn paused(facts: &Facts<'_>) -> Option<Finding> {
    let view = facts.view;
    if !view.is_paused() {
        return None;
    }
    let seen = view
        .status()
        .and_then(|status| status.observed_generation.value());
    let waits = match (view.meta().generation, seen) {
        (Some(generation), Some(seen)) if generation > *seen => "Changes wait until it is resumed.",
        _ => "Nothing is changed or mended until it is resumed.",
    };
    let finding = Finding::new(
        Code::PausedByUser,
        State::Paused,
        "The operator leaves the cluster alone, as asked.",
    );
    Some(finding.told(facts, "spec.paused", Some(true)).act(waits))
}

//! What the operator does, or does not.

use acm_k8s_api::{operator::resync_is_asked, types::K8sPhase};

use super::{Code, Facts, Finding, SETTLE, State};
use crate::service::Reconciliation;

/// So many failures in a row are no accident: the first look at a template always costs one.
const NO_ACCIDENT: i32 = 3;
/// Phases of newer operators.
const CONFIG_DEGRADED: &str = "ConfigDegraded";
const BACK_OFF: &str = "BackoffActive";

pub(super) fn silent(facts: &Facts<'_>) -> Option<Finding> {
    let reconciliation = Reconciliation::of(facts.view);
    if facts.view.phase().is_some() || reconciliation.last_error.is_some() {
        return None;
    }
    let age = facts.now - facts.view.created()?;
    let finding = match age > SETTLE {
        true => Finding::new(
            Code::OperatorSilent,
            State::Stuck,
            "The operator has not said anything about the cluster.",
        ),
        false => Finding::new(
            Code::OperatorSilent,
            State::Changing,
            "The operator has not looked at the cluster yet.",
        ),
    };
    Some(
        finding
            .on(facts.subject(), "status.phase", "none")
            .act("See whether the operator runs and watches this namespace."),
    )
}

pub(super) fn gave_up(facts: &Facts<'_>) -> Option<Finding> {
    let reconciliation = Reconciliation::of(facts.view);
    let title = "The operator has stopped trying after failures in a row, and does not begin again by itself.";
    reconciliation.is_open().then(|| {
        Finding::new(Code::OperatorGaveUp, State::Stuck, title)
            .told(facts, "status.failedReconcileCount", Some(reconciliation.failures))
            .told(facts, "status.lastReconcileError", reconciliation.last_error)
            .act(
                "Take away the cause, then reset the count: pausing, resuming, edits and the annotation for it alone \
                 do nothing.",
            )
    })
}

pub(super) fn failing(facts: &Facts<'_>) -> Option<Finding> {
    let reconciliation = Reconciliation::of(facts.view);
    if reconciliation.failures == 0 || reconciliation.is_open() {
        return None;
    }
    let state = match reconciliation.failures >= NO_ACCIDENT {
        true => State::Degraded,
        false => State::Changing,
    };
    let wait = reconciliation.back_off_seconds().unwrap_or_default();
    let title = format!("The operator fails, and tries again {wait} s after the last time.");
    Some(
        Finding::new(Code::ReconcileFailing, state, title)
            .told(
                facts,
                "status.failedReconcileCount",
                Some(reconciliation.failures),
            )
            .told(
                facts,
                "status.lastReconcileError",
                reconciliation.last_error,
            )
            .act("Take away the cause; after ten failures in a row the operator stops trying."),
    )
}

/// An error that is not counted comes of templates. It stays after it is over.
pub(super) fn uncounted_error(facts: &Facts<'_>) -> Option<Finding> {
    let reconciliation = Reconciliation::of(facts.view);
    let error = reconciliation
        .last_error
        .filter(|_| reconciliation.failures == 0)?;
    let asks = resync_is_asked(&facts.view.object);
    let finding = if asks || facts.view.phase().is_none() {
        Finding::new(
            Code::TemplateUnresolved,
            State::Stuck,
            "The operator cannot work out what the cluster is to be.",
        )
        .act("See whether the template it names exists; the operator tries again and again and counts nothing.")
    } else {
        Finding::new(
            Code::OldError,
            None,
            "The operator shows an error it had before, although attempts have succeeded since.",
        )
        .act("Nothing has to be done.")
    };
    Some(finding.told(facts, "status.lastReconcileError", Some(error)))
}

pub(super) fn at_work(facts: &Facts<'_>) -> Option<Finding> {
    let view = facts.view;
    let phase = view.status()?.phase.value()?;
    let (state, title, action) = match phase.word() {
        Some(K8sPhase::Completed | K8sPhase::Deleting | K8sPhase::WaitingForMigration) => {
            return None;
        }
        Some(K8sPhase::Paused) if view.is_paused() => return None,
        Some(K8sPhase::Error) => (
            State::Degraded,
            "The operator says that it failed.",
            "See the error and the events.",
        ),
        Some(_) => (
            State::Changing,
            "The operator is at work.",
            "Wait for it to end.",
        ),
        None if phase.text() == CONFIG_DEGRADED => (
            State::Stuck,
            "The operator does not apply the configuration, and waits for a person.",
            "Correct the configuration.",
        ),
        None if phase.text() == BACK_OFF => (
            State::Waiting,
            "The operator waits before it tries again.",
            "Take away the cause of the last error.",
        ),
        None => (
            State::Changing,
            "The operator is in a phase that this version does not know.",
            "See its reason.",
        ),
    };
    let reason = view.status().and_then(|status| status.phase_reason.value());
    Some(
        Finding::new(Code::OperatorAtWork, state, title)
            .told(facts, "status.phase", Some(phase.text()))
            .told(facts, "status.phaseReason", reason)
            .act(action),
    )
}

pub(super) fn unseen_change(facts: &Facts<'_>) -> Option<Finding> {
    let generation = facts.view.meta().generation?;
    let seen = *facts.view.status()?.observed_generation.value()?;
    (generation > seen && !facts.view.is_paused()).then(|| {
        Finding::new(
            Code::ChangeUnseen,
            State::Changing,
            "The last change of the cluster has not been carried out yet.",
        )
        .told(facts, "metadata.generation", Some(generation))
        .told(facts, "status.observedGeneration", Some(seen))
        .act("Wait; if it stays so, see what the operator says.")
    })
}

pub(super) fn changed_template(facts: &Facts<'_>) -> Option<Finding> {
    let snapshot = facts.view.status()?.template_snapshot.value()?;
    (!snapshot.synced).then(|| {
        Finding::new(
            Code::TemplateChanged,
            None,
            "The template has changed, or is gone, since the cluster was made from it.",
        )
        .told(facts, "status.templateSnapshot.name", Some(&snapshot.name))
        .told(facts, "status.templateSnapshot.synced", Some(false))
        .act("The cluster stays as it is. Ask for a resync to take the changes over.")
    })
}

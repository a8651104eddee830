//! Pods that run with something else than is asked for.

use acm_k8s_api::types::K8sPhase;

use super::{Code, Facts, Finding, State, list};
use crate::service::{Drift, Migration, PodView};

/// Whether the operator brings pods up to date at this moment.
fn rolls(facts: &Facts<'_>) -> bool {
    let status = facts.view.status();
    let phase = status.and_then(|status| status.phase.value()?.word());
    phase.is_some_and(|phase| phase != K8sPhase::Completed && phase != K8sPhase::Paused)
}

/// An image restarts nothing: the operator compares the configuration alone, and then says that all
/// is done.
pub(super) fn old_image(facts: &Facts<'_>) -> Option<Finding> {
    let wanted = facts.view.wanted_image()?;
    let is_old =
        |pod: &&PodView| !pod.is_going() && pod.image().is_some_and(|image| image != wanted);
    let old: Vec<&PodView> = facts.pods.iter().filter(is_old).collect();
    if old.is_empty() {
        return None;
    }
    let state = match rolls(facts) {
        true => State::Changing,
        false => State::Waiting,
    };
    let title = format!(
        "Pods run another image than the one asked for: {}.",
        list(old.iter().copied())
    );
    let finding =
        Finding::new(Code::OldImage, state, title).told(facts, "spec.image", Some(wanted));
    let finding = old.iter().fold(finding, |finding, pod| {
        finding.on(
            format!("Pod {}", pod.name),
            "image",
            pod.image().unwrap_or_default(),
        )
    });
    Some(
        finding
            .act("The operator does not restart pods for a new image. Restart them (PodRestart)."),
    )
}

pub(super) fn old_configuration(facts: &Facts<'_>) -> Option<Finding> {
    outdated(
        facts,
        Code::OldConfiguration,
        "Pods run with another configuration than the one asked for",
        "Restart them (WarmRestart is enough).",
        |wanted, runs| differ(&wanted.config, &runs.config),
    )
}

pub(super) fn old_settings(facts: &Facts<'_>) -> Option<Finding> {
    outdated(
        facts,
        Code::OldPodSettings,
        "Pods run with other settings of the pod than those asked for",
        "The operator does not restart pods for them. Restart them (PodRestart).",
        |wanted, runs| differ(&wanted.pod, &runs.pod) && !differ(&wanted.image, &runs.image),
    )
}

type Hashes = crate::service::drift::Hashes;

fn differ(one: &Option<String>, other: &Option<String>) -> bool {
    one.is_some() && other.is_some() && one != other
}

/// Pods that differ from what their rack's stateful set would make.
fn outdated(
    facts: &Facts<'_>,
    code: Code,
    title: &str,
    action: &str,
    is_old: impl Fn(&Hashes, &Hashes) -> bool,
) -> Option<Finding> {
    let drift = Drift::of(facts.view, facts.pods, Some(facts.sets)).ok()?;
    let mut pods: Vec<String> = Vec::new();
    for rack in &drift.racks {
        let Some(wanted) = &rack.wanted else { continue };
        let old = rack
            .groups
            .iter()
            .filter(|group| is_old(wanted, &group.hashes));
        pods.extend(old.flat_map(|group| group.pods.iter().cloned()));
    }
    if pods.is_empty() {
        return None;
    }
    let state = match rolls(facts) {
        true => State::Changing,
        false => State::Waiting,
    };
    let finding = Finding::new(code, state, format!("{title}: {}.", pods.join(", ")));
    let finding = pods.iter().fold(finding, |finding, pod| {
        finding.on(
            format!("Pod {pod}"),
            "metadata.annotations",
            "older than its StatefulSet's",
        )
    });
    Some(finding.act(action))
}

pub(super) fn dynamic_config(facts: &Facts<'_>) -> Option<Finding> {
    let has_failed = |pod: &&PodView| {
        let told = pod
            .operator
            .as_ref()
            .and_then(|told| told.dynamic_config_status.value());
        told.is_some_and(|status| status == "Failed")
    };
    let failed: Vec<&PodView> = facts.pods.iter().filter(has_failed).collect();
    (!failed.is_empty()).then(|| {
        let title = format!(
            "A change without a restart failed on {}.",
            list(failed.iter().copied())
        );
        let finding = Finding::new(Code::DynamicConfigFailed, State::Degraded, title);
        let finding = failed.iter().fold(finding, |finding, pod| {
            finding.on(format!("Pod {}", pod.name), "dynamicConfigStatus", "Failed")
        });
        finding.act("Restart them (WarmRestart), so that they start with the new configuration.")
    })
}

pub(super) fn migration(facts: &Facts<'_>) -> Option<Finding> {
    let migration = Migration::of(facts.view, facts.pods);
    let moves = migration.in_progress == Some(true) && !migration.is_waited_for;
    moves.then(|| {
        Finding::new(
            Code::DataMoving,
            State::Changing,
            "Data moves between the nodes.",
        )
        .told(
            facts,
            "status.migrationStatus.remainingPartitions",
            migration.remaining_partitions,
        )
        .act("Wait before taking nodes away.")
    })
}

//! Pods that do not run, although the operator says that all is done.

use acm_k8s_api::types::K8sPhase;

use super::{Code, Facts, Finding, SETTLE, State, list};
use crate::service::PodView;

const CRASHING: &str = "CrashLoopBackOff";
/// Reasons that are part of every start.
const STARTING: &[&str] = &["ContainerCreating", "PodInitializing"];

/// Pods whose containers have never run, for a reason that does not pass or for longer than it takes.
fn never_started<'a>(facts: &'a Facts<'_>) -> Vec<&'a PodView> {
    let is_stuck = |pod: &&PodView| {
        let known = pod.pod.is_some() && !pod.is_going() && !pod.has_started();
        let waiting = pod.waiting().map(|waiting| waiting.reason);
        let refused = waiting
            .is_some_and(|reason| reason != CRASHING && !STARTING.contains(&reason.as_str()));
        known && pod.is_ready() == Some(false) && (refused || is_old(facts, pod))
    };
    facts.pods.iter().filter(is_stuck).collect()
}

fn is_old(facts: &Facts<'_>, pod: &PodView) -> bool {
    let unstable = pod
        .operator
        .as_ref()
        .and_then(|told| told.unstable_since.value()?.millis())
        // By another clock, what was to come says nothing.
        .filter(|since| *since <= facts.now);
    let since = unstable.max(pod.created());
    since.is_some_and(|since| facts.now - since > SETTLE)
}

fn is_crashing(pod: &PodView) -> bool {
    pod.waiting()
        .is_some_and(|waiting| waiting.reason == CRASHING)
}

fn with_reasons<'a>(finding: Finding, pods: impl IntoIterator<Item = &'a PodView>) -> Finding {
    pods.into_iter().fold(finding, |finding, pod| {
        let object = format!("Pod {}", pod.name);
        match pod.waiting() {
            Some(waiting) => finding.on(object, "status.waiting.reason", waiting.reason),
            None => finding.on(object, "status.phase", pod.phase().unwrap_or("none")),
        }
    })
}

pub(super) fn not_starting(facts: &Facts<'_>) -> Option<Finding> {
    let stuck = never_started(facts);
    if stuck.is_empty() {
        return None;
    }
    let title = format!("Pods have never started: {}.", list(stuck.iter().copied()));
    let finding = Finding::new(Code::PodsNotStarting, State::Stuck, title).told(
        facts,
        "status.phase",
        facts.view.phase(),
    );
    Some(with_reasons(finding, stuck).act(
        "Take away the reason. The operator does not replace a pod that never started, even when the image has been \
         corrected: restart the pods (PodRestart) or delete them.",
    ))
}

pub(super) fn crashing(facts: &Facts<'_>) -> Option<Finding> {
    let pods: Vec<&PodView> = facts.pods.iter().filter(|pod| is_crashing(pod)).collect();
    if pods.is_empty() {
        return None;
    }
    let title = format!(
        "Aerospike, or another container, ends again and again in {}.",
        list(pods.iter().copied())
    );
    let finding = Finding::new(Code::PodsCrashing, State::Degraded, title);
    Some(
        with_reasons(finding, pods)
            .act("See the logs of the container that ran before (previous)."),
    )
}

pub(super) fn not_ready(facts: &Facts<'_>) -> Option<Finding> {
    let stuck = never_started(facts);
    let told = |pod: &PodView| stuck.iter().any(|other| other.name == pod.name) || is_crashing(pod);
    let pods: Vec<&PodView> = facts
        .pods
        .iter()
        .filter(|pod| pod.is_ready() == Some(false) && !told(pod))
        .collect();
    if pods.is_empty() {
        return None;
    }
    let none = facts.pods.iter().all(|pod| pod.is_ready() != Some(true));
    let old = pods.iter().any(|pod| is_old(facts, pod));
    // At the start none is ready, and that is no trouble.
    let served = facts
        .view
        .status()
        .is_some_and(|status| status.observed_generation.value().is_some());
    let state = match old || (none && served) {
        true => State::Degraded,
        false => State::Changing,
    };
    let title = match none {
        true => "No pod is ready: the cluster serves nobody.".to_owned(),
        false => format!("Pods are not ready: {}.", list(pods.iter().copied())),
    };
    let finding = Finding::new(Code::PodsNotReady, state, title);
    Some(with_reasons(finding, pods).act("Wait for a while; then see the pods' events and logs."))
}

pub(super) fn missing(facts: &Facts<'_>) -> Option<Finding> {
    let wanted = usize::try_from(facts.view.wanted_size()?).ok()?;
    let there = facts.pods.iter().filter(|pod| pod.pod.is_some()).count();
    let phase = facts.view.status()?.phase.value()?.word();
    let done = phase == Some(K8sPhase::Completed) && !facts.view.is_paused();
    (facts.pods_known && done && there != wanted).then(|| {
        let (title, action) = match there < wanted {
            true => (
                "There are fewer pods than are wanted, although the operator says that all is done.",
                "Wait for a while; then see the events of the stateful sets: a quota may forbid the pods.",
            ),
            false => ("Pods that are wanted no more are still there.", "Wait for them to end."),
        };
        Finding::new(Code::PodsMissing, State::Changing, title)
            .told(facts, "spec.size", Some(wanted))
            .on(facts.subject(), "pods", there)
            .act(action)
    })
}

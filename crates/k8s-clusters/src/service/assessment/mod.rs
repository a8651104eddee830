//! What is so, beside what the operator says: a state with its evidence and what to do.
//!
//! Each rule looks at the facts and finds one thing or nothing. Rules never go by events, which the
//! operator rations, nor by the words of messages.

mod access;
mod lifecycle;
mod nodes;
mod operation;
mod operator;
mod pods;
mod rollout;
mod scale;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use acm_core::{ApiError, UnixMillis};
use acm_k8s_api::objects::{HorizontalPodAutoscaler, StatefulSet};

pub(crate) use nodes::Nodes;

use super::{Look, PodView, View, join};

/// How long pods may take before it is no longer a matter of time, in milliseconds.
const SETTLE: UnixMillis = 120_000;

/// In which state a cluster is; of several the greatest counts.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum State {
    Healthy,
    Changing,
    Waiting,
    Paused,
    Unknown,
    Degraded,
    Stuck,
    Deleting,
}

/// What was found.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Code {
    BeingDeleted,
    DeletionHeld,
    PausedByUser,
    OperatorSilent,
    OperatorAtWork,
    OperatorGaveUp,
    ChangeUnseen,
    ReconcileFailing,
    TemplateUnresolved,
    OldError,
    TemplateChanged,
    PodsNotStarting,
    PodsCrashing,
    PodsNotReady,
    PodsMissing,
    OldImage,
    OldConfiguration,
    OldPodSettings,
    DynamicConfigFailed,
    OperationRunning,
    OperationStuck,
    OperationFailed,
    OperationIgnored,
    OperationWithoutPods,
    AclNotSynced,
    ScaleDownDeferred,
    AutoscalerSetsSize,
    AutoscalerWillUndo,
    SizedByTemplate,
    ScaledToZero,
    DataMoving,
    NodesDisagree,
    NodesApart,
    WritesRefused,
    NodesMoving,
}

/// Something found, with what it rests on and what to do.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Finding {
    pub code: Code,
    /// The state it puts the cluster in; `None` for what is only worth knowing.
    pub state: Option<State>,
    pub title: String,
    pub evidence: Vec<Evidence>,
    pub action: String,
}

/// A fact a finding rests on.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Evidence {
    /// The object, as `Kind name`.
    pub object: String,
    pub field: &'static str,
    pub value: String,
}

/// What is known of a cluster.
pub(crate) struct Facts<'a> {
    pub view: &'a View,
    pub pods: &'a [PodView],
    /// Whether Kubernetes tells of pods.
    pub pods_known: bool,
    pub sets: &'a [Arc<StatefulSet>],
    pub autoscalers: &'a [Arc<HorizontalPodAutoscaler>],
    /// What the Aerospike nodes say, where they were asked.
    pub nodes: Option<Nodes>,
    pub now: UnixMillis,
}

/// The state of a cluster, and all that was found.
#[derive(Debug)]
pub(crate) struct Assessment {
    pub state: State,
    /// The gravest first.
    pub findings: Vec<Finding>,
    /// What could not be looked at.
    pub problems: Vec<ApiError>,
}

type Rule = fn(&Facts<'_>) -> Option<Finding>;

const RULES: &[Rule] = &[
    lifecycle::deleting,
    lifecycle::paused,
    operator::silent,
    operator::gave_up,
    operator::failing,
    operator::uncounted_error,
    operator::at_work,
    operator::unseen_change,
    operator::changed_template,
    pods::not_starting,
    pods::crashing,
    pods::not_ready,
    pods::missing,
    rollout::old_image,
    rollout::old_configuration,
    rollout::old_settings,
    rollout::dynamic_config,
    rollout::migration,
    operation::operation,
    access::acl,
    scale::deferred,
    scale::autoscaler,
    scale::by_template,
    scale::to_zero,
    nodes::split,
    nodes::apart,
    nodes::refusing,
    nodes::moving,
];

impl Finding {
    fn new(code: Code, state: impl Into<Option<State>>, title: impl Into<String>) -> Self {
        Self {
            code,
            state: state.into(),
            title: title.into(),
            evidence: Vec::new(),
            action: String::new(),
        }
    }

    fn on(mut self, object: impl Into<String>, field: &'static str, value: impl ToString) -> Self {
        self.evidence.push(Evidence {
            object: object.into(),
            field,
            value: value.to_string(),
        });
        self
    }

    /// The same on the cluster itself, where there is a value.
    fn told(self, facts: &Facts<'_>, field: &'static str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.on(facts.subject(), field, value),
            None => self,
        }
    }

    fn act(mut self, action: impl Into<String>) -> Self {
        self.action = action.into();
        self
    }
}

impl Facts<'_> {
    fn subject(&self) -> String {
        format!("AerospikeCluster {}", self.view.name())
    }

    /// Finds what is so.
    pub(crate) fn assess(&self, problems: Vec<ApiError>) -> Assessment {
        let mut findings: Vec<Finding> = RULES.iter().filter_map(|rule| rule(self)).collect();
        findings.sort_by_key(|finding| (std::cmp::Reverse(finding.state), finding.code));
        let readable = self.view.object.spec().is_ok() && self.view.object.status().is_ok();
        let least = match self.pods_known && readable {
            true => State::Healthy,
            false => State::Unknown,
        };
        let states = findings.iter().filter_map(|finding| finding.state);
        Assessment {
            state: states.max().unwrap_or(least).max(least),
            findings,
            problems,
        }
    }
}

impl Look {
    /// What is so of a cluster, from all that can be looked at; `nodes` is what they say themselves, where
    /// they were asked.
    pub(crate) async fn assess(
        &self,
        view: &View,
        nodes: Option<Result<Nodes, ApiError>>,
    ) -> Assessment {
        let mut problems = Vec::new();
        let nodes = nodes.and_then(|nodes| keep(nodes, &mut problems));
        let pods = keep(self.pods(view).await, &mut problems);
        let sets = keep(self.sets(view).await, &mut problems);
        let autoscalers = keep(self.autoscalers(view).await, &mut problems);
        let joined = join(view, pods.as_deref().unwrap_or_default());
        let joined = keep(
            joined.map_err(|error| ApiError::from(&error)),
            &mut problems,
        );
        let facts = Facts {
            view,
            pods: joined.as_deref().unwrap_or_default(),
            pods_known: pods.is_some() && joined.is_some(),
            sets: sets.as_deref().unwrap_or_default(),
            autoscalers: autoscalers.as_deref().unwrap_or_default(),
            nodes,
            now: self.clusters.clock.now() + self.clusters.ahead(&view.context),
        };
        facts.assess(problems)
    }
}

fn keep<T>(part: Result<T, ApiError>, problems: &mut Vec<ApiError>) -> Option<T> {
    part.map_err(|problem| problems.push(problem)).ok()
}

/// Names in a sentence.
fn list<'a>(pods: impl IntoIterator<Item = &'a PodView>) -> String {
    let names: Vec<&str> = pods.into_iter().map(|pod| pod.name.as_str()).collect();
    names.join(", ")
}

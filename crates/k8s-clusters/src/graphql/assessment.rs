//! How assessments are shown.

use acm_graph::Problem;
use async_graphql::{Enum, SimpleObject};

use crate::service::assessment::{Assessment, Code, Evidence, Finding, State};

/// In which state a cluster is; of several the last in this order counts.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(remote = "State")]
pub(super) enum K8sClusterState {
    /// It is as it is asked to be, and serves.
    Healthy,
    /// It is on its way, without anybody's help.
    Changing,
    /// It goes on once something else has happened; the findings say what.
    Waiting,
    /// The operator leaves it alone, as asked.
    Paused,
    /// Not enough can be looked at to tell.
    Unknown,
    /// A part of it does not work.
    Degraded,
    /// It does not get on without somebody's help.
    Stuck,
    /// It is being deleted.
    Deleting,
}

/// What was found.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(remote = "Code")]
pub(super) enum K8sFindingCode {
    /// The cluster is being deleted.
    BeingDeleted,
    /// The deletion does not come to its end.
    DeletionHeld,
    /// The operator leaves the cluster alone, as asked.
    PausedByUser,
    /// The operator has said nothing about the cluster.
    OperatorSilent,
    /// The operator is in a phase that is not its last.
    OperatorAtWork,
    /// The operator has stopped trying after ten failures in a row.
    OperatorGaveUp,
    /// The last change has not been carried out yet.
    ChangeUnseen,
    /// The operator fails and tries again.
    ReconcileFailing,
    /// The operator cannot read the template.
    TemplateUnresolved,
    /// The operator shows an error that is over.
    OldError,
    /// The template has changed, or is gone, since the cluster was made from it.
    TemplateChanged,
    /// Pods have never started.
    PodsNotStarting,
    /// Containers end again and again.
    PodsCrashing,
    /// Pods are not ready.
    PodsNotReady,
    /// There are fewer or more pods than are wanted.
    PodsMissing,
    /// Pods run another image than the one asked for.
    OldImage,
    /// Pods run with another configuration than the one asked for.
    OldConfiguration,
    /// Pods run with other settings of the pod than those asked for.
    OldPodSettings,
    /// A change without a restart failed.
    DynamicConfigFailed,
    /// Pods are being restarted, as asked.
    OperationRunning,
    /// The operation fails on a pod again and again.
    OperationStuck,
    /// The operation ended without some of its pods.
    OperationFailed,
    /// The operator does nothing about the operation: one of its id has ended before.
    OperationIgnored,
    /// The operation names no pod of the cluster.
    OperationWithoutPods,
    /// Users and roles could not be brought to the nodes.
    AclNotSynced,
    /// Nodes are not taken away yet.
    ScaleDownDeferred,
    /// An autoscaler sets the number of nodes.
    AutoscalerSetsSize,
    /// The number of nodes is outside of what the autoscaler allows.
    AutoscalerWillUndo,
    /// The template sets the number of nodes, so the operator's own health is wrong.
    SizedByTemplate,
    /// The cluster is to have no node.
    ScaledToZero,
    /// Data moves between the nodes, as the operator says.
    DataMoving,
    /// The Aerospike nodes do not agree about the cluster: it is split, or forming.
    NodesDisagree,
    /// Fewer Aerospike nodes are in the cluster than pods are ready.
    NodesApart,
    /// A namespace refuses writes.
    WritesRefused,
    /// Data moves between the nodes, as they say themselves.
    NodesMoving,
}

/// What is so of a cluster, worked out of what is asked for, what the operator says, and the pods, stateful sets
/// and autoscalers themselves.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sAssessment {
    /// The state.
    state: K8sClusterState,
    /// All that was found, the gravest first.
    findings: Vec<K8sFinding>,
    /// What could not be looked at, so that the findings may be incomplete.
    problems: Vec<Problem>,
}

/// Something found, with what it rests on and what to do.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sFinding {
    /// What it is.
    code: K8sFindingCode,
    /// The state it puts the cluster in; null for what is only worth knowing.
    state: Option<K8sClusterState>,
    /// What is so, in a sentence.
    title: String,
    /// The facts it rests on.
    evidence: Vec<K8sEvidence>,
    /// What to do.
    action: String,
}

/// A fact a finding rests on.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sEvidence {
    /// The object, kind and name.
    object: String,
    /// The field of it.
    field: String,
    /// Its value.
    value: String,
}

impl From<Assessment> for K8sAssessment {
    fn from(assessment: Assessment) -> Self {
        Self {
            state: assessment.state.into(),
            findings: assessment.findings.into_iter().map(Into::into).collect(),
            problems: assessment.problems.iter().map(Problem::from).collect(),
        }
    }
}

impl From<Finding> for K8sFinding {
    fn from(finding: Finding) -> Self {
        Self {
            code: finding.code.into(),
            state: finding.state.map(Into::into),
            title: finding.title,
            evidence: finding.evidence.into_iter().map(Into::into).collect(),
            action: finding.action,
        }
    }
}

impl From<Evidence> for K8sEvidence {
    fn from(evidence: Evidence) -> Self {
        Self {
            object: evidence.object,
            field: evidence.field.to_owned(),
            value: evidence.value,
        }
    }
}

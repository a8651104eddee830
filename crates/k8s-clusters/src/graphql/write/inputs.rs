//! What mutations are given.

use acm_core::ApiError;
use acm_k8s_api::{
    Embedded, merge_patch,
    shapes::StringMap,
    types::{AerospikeClusterSpec, K8sOperationKind},
    yaml,
};
use async_graphql::{Enum, InputObject};
use serde_json::Value;

use crate::service::write::{
    ClaimDeletion, Cloning, Draft, Edit, Import, Mode, Operation, Place, Removal, Scaling, Update,
    autoscaler::AutoscalerDraft,
};

/// Which cluster.
#[derive(Clone, Debug, InputObject)]
pub(super) struct K8sClusterTarget {
    /// The context; may be left out when there is one.
    context: Option<String>,
    /// The Kubernetes namespace.
    namespace: String,
    /// The name.
    name: String,
}

impl From<K8sClusterTarget> for Place {
    fn from(target: K8sClusterTarget) -> Self {
        Self {
            context: target.context,
            namespace: target.namespace,
            name: target.name,
        }
    }
}

/// How a change is made.
#[derive(Clone, Copy, Debug, InputObject)]
pub(super) struct K8sWriteMode {
    /// Checks everything, here and in Kubernetes, tells what would be, and keeps nothing. What is refused is
    /// then in `refusals` and not an error.
    #[graphql(default = false)]
    dry_run: bool,
    /// Leaves out the checks of this server, for an operator that takes what they refuse. Those of Kubernetes stay.
    #[graphql(default = false)]
    skip_checks: bool,
}

impl From<K8sWriteMode> for Mode {
    fn from(mode: K8sWriteMode) -> Self {
        Self {
            dry_run: mode.dry_run,
            skip_checks: mode.skip_checks,
        }
    }
}

/// Whether a cluster that is made gets a connection.
#[derive(Clone, Copy, Debug, InputObject)]
pub(super) struct K8sConnecting {
    /// Makes a connection for the cluster too, unless it has one: its host is the name of the cluster's service, its
    /// labels name the cluster. That it cannot be made is a warning; the cluster stands.
    #[graphql(default = true)]
    pub auto_connect: bool,
}

/// A cluster to be made.
#[derive(Clone, Debug, InputObject)]
pub(super) struct CreateK8sClusterInput {
    #[graphql(flatten)]
    pub cluster: K8sClusterTarget,
    /// What the cluster is asked to be. What is left out the template fills in, or the operator.
    spec: AerospikeClusterSpec,
    /// Its labels.
    labels: Option<Embedded<StringMap>>,
    /// Its annotations.
    annotations: Option<Embedded<StringMap>>,
    #[graphql(flatten)]
    pub connecting: K8sConnecting,
    #[graphql(flatten)]
    pub mode: K8sWriteMode,
}

impl CreateK8sClusterInput {
    pub(super) fn draft(&self) -> Result<Draft, ApiError> {
        Ok(Draft {
            spec: merge_patch(&self.spec).map_err(ApiError::internal)?,
            labels: self.labels.as_ref().map(Embedded::json),
            annotations: self.annotations.as_ref().map(Embedded::json),
        })
    }
}

/// A change of a cluster: what is absent stays, null removes.
#[derive(Clone, Debug, InputObject)]
pub(super) struct UpdateK8sClusterInput {
    #[graphql(flatten)]
    pub cluster: K8sClusterTarget,
    /// Fields of the specification. A list replaces the one before as a whole.
    spec: Option<AerospikeClusterSpec>,
    /// Labels by name: null removes one, those that are not named stay.
    labels: Option<Embedded<StringMap>>,
    /// Annotations by name: null removes one, those that are not named stay.
    annotations: Option<Embedded<StringMap>>,
    /// `metadata.resourceVersion` as the caller saw it; `CONFLICT` when it is another one by now. Absent for any. Operators
    /// write status all the time, which makes new versions: give `seenYaml` as well.
    expected_resource_version: Option<String>,
    /// `yaml` as the caller saw it. With it, another version is a `CONFLICT` only when a field that is to change is no
    /// more what was seen; and the `CONFLICT` shows what was seen beside what is and what is wanted.
    seen_yaml: Option<String>,
    #[graphql(flatten)]
    pub mode: K8sWriteMode,
}

impl UpdateK8sClusterInput {
    pub(super) fn update(&self) -> Result<Update, ApiError> {
        let spec = self.spec.as_ref().map(merge_patch).transpose();
        Ok(Update {
            spec: spec.map_err(ApiError::internal)?,
            labels: self.labels.as_ref().map(Embedded::json),
            annotations: self.annotations.as_ref().map(Embedded::json),
            expected: self.expected_resource_version.clone(),
            seen: seen(self.seen_yaml.as_deref())?,
        })
    }
}

/// A cluster as the caller saw it.
fn seen(text: Option<&str>) -> Result<Option<Value>, ApiError> {
    text.map(yaml::read)
        .transpose()
        .map_err(|bad| ApiError::from(bad).with_detail("field", "input.seenYaml"))
}

/// A cluster as its text is to be.
#[derive(Clone, Debug, InputObject)]
pub(super) struct EditK8sClusterInput {
    #[graphql(flatten)]
    pub cluster: K8sClusterTarget,
    /// The whole cluster as YAML or JSON, as `yaml` shows it. What it leaves out is removed.
    yaml: String,
    /// `metadata.resourceVersion` as the caller saw it; `CONFLICT` when it is another one by now. Absent for the
    /// one in the text, or any. Operators write status all the time, which makes new versions: give `seenYaml` as well.
    expected_resource_version: Option<String>,
    /// `yaml` as the caller saw it, before it was edited. With it, only what the text does otherwise is changed, and
    /// what others changed elsewhere stays; another version is a `CONFLICT` only when a field that is to change is no
    /// more what was seen; and the `CONFLICT` shows what was seen beside what is and what is wanted.
    seen_yaml: Option<String>,
    #[graphql(flatten)]
    pub mode: K8sWriteMode,
}

impl EditK8sClusterInput {
    pub(super) fn edit(&self) -> Result<Edit, ApiError> {
        Ok(Edit {
            yaml: self.yaml.clone(),
            expected: self.expected_resource_version.clone(),
            seen: seen(self.seen_yaml.as_deref())?,
        })
    }
}

/// A size for a cluster.
#[derive(Clone, Debug, InputObject)]
pub(super) struct ScaleK8sClusterInput {
    #[graphql(flatten)]
    pub cluster: K8sClusterTarget,
    /// The number of nodes, 1 to 8.
    size: i32,
    /// `metadata.resourceVersion` as the caller saw it; `CONFLICT` when it is another one by now. Absent for any.
    expected_resource_version: Option<String>,
    /// Sets it although an autoscaler sets the size, which may set it back.
    #[graphql(default = false)]
    even_if_autoscaled: bool,
    #[graphql(flatten)]
    pub mode: K8sWriteMode,
}

impl From<&ScaleK8sClusterInput> for Scaling {
    fn from(input: &ScaleK8sClusterInput) -> Self {
        Self {
            size: input.size,
            expected: input.expected_resource_version.clone(),
            even_if_autoscaled: input.even_if_autoscaled,
        }
    }
}

/// Inputs that say which cluster, and no more.
macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident,)+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, InputObject)]
            pub(super) struct $name {
                #[graphql(flatten)]
                pub cluster: K8sClusterTarget,
                #[graphql(flatten)]
                pub mode: K8sWriteMode,
            }
        )+
    };
}

actions! {
    /// A cluster the operator is to leave alone.
    PauseK8sClusterInput,
    /// A cluster the operator is to go on with.
    ResumeK8sClusterInput,
    /// A cluster the operator is to look at now.
    ReconcileK8sClusterInput,
    /// A cluster whose circuit breaker is to be reset.
    ResetK8sCircuitBreakerInput,
    /// A cluster whose finished restart is to be removed.
    ClearK8sOperationInput,
}

/// A cluster to be deleted.
#[derive(Clone, Debug, InputObject)]
pub(super) struct DeleteK8sClusterInput {
    #[graphql(flatten)]
    pub cluster: K8sClusterTarget,
    /// The name again, so that none goes by accident. Not wanted for a dry run.
    confirm_name: Option<String>,
    /// Keeps the connections whose labels name the cluster. Otherwise they are removed with it.
    #[graphql(default = false)]
    pub keep_connection: bool,
    /// Tells what would go, and deletes nothing.
    #[graphql(default = false)]
    dry_run: bool,
}

impl From<&DeleteK8sClusterInput> for Removal {
    fn from(input: &DeleteK8sClusterInput) -> Self {
        Self {
            confirm: input.confirm_name.clone().unwrap_or_default(),
            dry_run: input.dry_run,
        }
    }
}

/// A copy of a cluster to be made.
#[derive(Clone, Debug, InputObject)]
pub(super) struct CloneK8sClusterInput {
    #[graphql(flatten)]
    pub cluster: K8sClusterTarget,
    /// The name of the copy.
    new_name: String,
    /// The Kubernetes namespace of the copy; that of the source when left out.
    new_namespace: Option<String>,
    /// Makes the copy from the same template too. Otherwise it gets what the template gave the source.
    #[graphql(default = false)]
    keep_template: bool,
    #[graphql(flatten)]
    pub connecting: K8sConnecting,
    #[graphql(flatten)]
    pub mode: K8sWriteMode,
}

impl From<&CloneK8sClusterInput> for Cloning {
    fn from(input: &CloneK8sClusterInput) -> Self {
        Self {
            namespace: input.new_namespace.clone(),
            name: input.new_name.clone(),
            keep_template: input.keep_template,
        }
    }
}

/// A cluster to be made from its text.
#[derive(Clone, Debug, InputObject)]
pub(super) struct ImportK8sClusterInput {
    /// The context; may be left out when there is one.
    context: Option<String>,
    /// The Kubernetes namespace; that of the text when left out.
    namespace: Option<String>,
    /// The name; that of the text when left out.
    name: Option<String>,
    /// One `AerospikeCluster` as YAML or JSON, at most 1,500,000 bytes. What a cluster had of its own there, such as
    /// its status and versions, is left out.
    yaml: String,
    #[graphql(flatten)]
    pub connecting: K8sConnecting,
    #[graphql(flatten)]
    pub mode: K8sWriteMode,
}

impl From<&ImportK8sClusterInput> for Import {
    fn from(input: &ImportK8sClusterInput) -> Self {
        Self {
            context: input.context.clone(),
            namespace: input.namespace.clone(),
            name: input.name.clone(),
            yaml: input.yaml.clone(),
        }
    }
}

/// Kubernetes nodes that are to run no pod of a cluster.
#[derive(Clone, Debug, InputObject)]
pub(super) struct SetK8sNodeBlockListInput {
    #[graphql(flatten)]
    pub cluster: K8sClusterTarget,
    /// The nodes by name, at most 1,000; they replace those before. Empty for none.
    pub node_names: Vec<String>,
    #[graphql(flatten)]
    pub mode: K8sWriteMode,
}

/// How pods are restarted.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
pub(super) enum K8sRestart {
    /// The server restarts within its pod, and keeps what is in the pod's memory.
    Warm,
    /// The pod is replaced, and takes on the image and the pod specification that are asked for.
    Pod,
}

/// A restart of pods.
#[derive(Clone, Debug, InputObject)]
pub(super) struct StartK8sOperationInput {
    #[graphql(flatten)]
    pub cluster: K8sClusterTarget,
    /// How they are restarted.
    restart: K8sRestart,
    /// The pods, at least one; all when left out.
    pods: Option<Vec<String>>,
    /// An id of 1 to 20 characters that was not used before; a new one when left out.
    id: Option<String>,
    #[graphql(flatten)]
    pub mode: K8sWriteMode,
}

impl From<&StartK8sOperationInput> for Operation {
    fn from(input: &StartK8sOperationInput) -> Self {
        Self {
            kind: match input.restart {
                K8sRestart::Warm => K8sOperationKind::WarmRestart,
                K8sRestart::Pod => K8sOperationKind::PodRestart,
            },
            pods: input.pods.clone(),
            id: input.id.clone(),
        }
    }
}

/// Pods to be taken out of the restart that runs.
#[derive(Clone, Debug, InputObject)]
pub(super) struct DropK8sOperationPodsInput {
    #[graphql(flatten)]
    pub cluster: K8sClusterTarget,
    /// The pods; at least one other must be left.
    pub pods: Vec<String>,
    #[graphql(flatten)]
    pub mode: K8sWriteMode,
}

/// The autoscaler that a cluster is to have.
#[derive(Clone, Debug, InputObject)]
pub(super) struct PutK8sAutoscalerInput {
    #[graphql(flatten)]
    pub cluster: K8sClusterTarget,
    /// The least number of nodes, 1 to 8.
    min_replicas: i32,
    /// The greatest number of nodes, `minReplicas` to 8.
    max_replicas: i32,
    /// Percent of the CPU that pods request to aim at, 1 to 100. This or a target for memory is wanted.
    cpu_target_percent: Option<i32>,
    /// Percent of the memory that pods request to aim at, 1 to 100.
    memory_target_percent: Option<i32>,
    /// Lets Kubernetes check it, and keeps nothing.
    #[graphql(default = false)]
    pub dry_run: bool,
}

impl From<&PutK8sAutoscalerInput> for AutoscalerDraft {
    fn from(input: &PutK8sAutoscalerInput) -> Self {
        Self {
            min: input.min_replicas,
            max: input.max_replicas,
            cpu_percent: input.cpu_target_percent,
            memory_percent: input.memory_target_percent,
        }
    }
}

/// The cluster whose autoscaler is to be deleted.
#[derive(Clone, Debug, InputObject)]
pub(super) struct DeleteK8sAutoscalerInput {
    #[graphql(flatten)]
    pub cluster: K8sClusterTarget,
    /// Lets Kubernetes check it, and keeps everything.
    #[graphql(default = false)]
    pub dry_run: bool,
}

/// A claim of a cluster to be deleted, with the data on its volume.
#[derive(Clone, Debug, InputObject)]
pub(super) struct DeleteK8sClaimInput {
    #[graphql(flatten)]
    pub cluster: K8sClusterTarget,
    /// The claim.
    claim: String,
    /// The claim's name again, so that no data goes by accident. Not wanted for a dry run.
    confirm_name: Option<String>,
    /// Checks whether it could be deleted, and deletes nothing.
    #[graphql(default = false)]
    pub dry_run: bool,
}

impl From<&DeleteK8sClaimInput> for ClaimDeletion {
    fn from(input: &DeleteK8sClaimInput) -> Self {
        Self {
            claim: input.claim.clone(),
            confirm: input.confirm_name.clone().unwrap_or_default(),
            dry_run: input.dry_run,
        }
    }
}

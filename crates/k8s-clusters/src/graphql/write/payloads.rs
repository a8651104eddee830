//! What mutations answer.

use std::sync::Arc;

use acm_core::ApiError;
use acm_graph::Connection;
use acm_k8s_api::{
    graphql::{K8sFieldChange, K8sKept, K8sPlan, K8sRefusal, K8sWarning},
    refusals::Warning,
};
use async_graphql::SimpleObject;

use super::data_plan::K8sDataPlan;
use crate::{
    graphql::{cluster::K8sCluster, owned::K8sAutoscaler},
    service::{
        Clusters, Look, View,
        write::{Doomed, DoomedClaim, DoomedObject, Outcome, forecast::Forecast},
    },
};

/// What became of a change, or would.
#[derive(SimpleObject)]
pub(super) struct K8sClusterWritten {
    /// The cluster as it is now or, of a dry run, would be; null when it would be refused.
    cluster: Option<K8sCluster>,
    /// Whether something was kept: not of a dry run, and not when nothing changes.
    applied: bool,
    /// The cluster as YAML, with the defaults of Kubernetes and the operator; null when it would be refused.
    yaml: Option<String>,
    /// What differs, at most 1,000 fields. Of a new cluster: what was filled in.
    changes: Vec<K8sFieldChange>,
    /// What will happen.
    plan: K8sPlan,
    /// Of a dry run of an update, an edit or a scaling that changes the size: what each node holds now, and would hold.
    data_plan: Option<K8sDataPlan>,
    /// What is refused. Only of a dry run; otherwise it is an error, with the same in `details.causes`.
    refusals: Vec<K8sRefusal>,
    /// What is accepted and warned of.
    warnings: Vec<K8sWarning>,
    /// Tools that keep the cluster and may set fields back.
    keepers: Vec<K8sKept>,
}

/// Payloads that are what became of a change.
macro_rules! written {
    ($($(#[$doc:meta])* $name:ident,)+) => {
        $(
            $(#[$doc])*
            #[derive(SimpleObject)]
            pub(super) struct $name {
                #[graphql(flatten)]
                written: K8sClusterWritten,
            }

            impl From<K8sClusterWritten> for $name {
                fn from(written: K8sClusterWritten) -> Self {
                    Self { written }
                }
            }
        )+
    };
}

written! {
    /// The cluster that was made, or would be.
    CreateK8sClusterPayload,
    /// The cluster that was made from a text, or would be.
    ImportK8sClusterPayload,
    /// The copy that was made, or would be.
    CloneK8sClusterPayload,
    /// The cluster that was changed, or would be.
    UpdateK8sClusterPayload,
    /// The cluster that was edited, or would be.
    EditK8sClusterPayload,
    /// The cluster whose size was set, or would be.
    ScaleK8sClusterPayload,
    /// The cluster that is left alone, or would be.
    PauseK8sClusterPayload,
    /// The cluster that is gone on with, or would be.
    ResumeK8sClusterPayload,
    /// The cluster whose block-list was set, or would be.
    SetK8sNodeBlockListPayload,
    /// The cluster that is looked at, or would be.
    ReconcileK8sClusterPayload,
    /// The cluster whose template is taken in anew, or would be.
    ResyncK8sClusterPayload,
    /// The cluster whose circuit breaker was reset, or would be.
    ResetK8sCircuitBreakerPayload,
    /// The cluster whose pods restart, or would.
    StartK8sOperationPayload,
    /// The cluster whose restart has fewer pods, or would have.
    DropK8sOperationPodsPayload,
    /// The cluster without its finished restart.
    ClearK8sOperationPayload,
}

/// What goes with a cluster, and what stays.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct DeleteK8sClusterPayload {
    /// Whether the deletion is under way: not of a dry run. The cluster stays until its finalizers are done.
    applied: bool,
    /// What the operator made for it, which goes.
    objects: Vec<K8sDoomedObject>,
    /// Its volumes.
    claims: Vec<K8sDoomedClaim>,
    /// Its autoscaler, which stays without anything to scale; `deleteK8sAutoscaler` deletes it.
    autoscaler: Option<String>,
    /// The connections whose labels name it, which are removed unless `keepConnection` is set.
    connections: Vec<Connection>,
    /// Kinds this server could not look at.
    unseen_kinds: Vec<String>,
    /// What Kubernetes warned of, and why connections stay.
    warnings: Vec<String>,
}

/// An object that goes.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sDoomedObject {
    /// Its kind.
    kind: String,
    /// Its name.
    name: String,
}

/// A volume of a cluster that goes.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sDoomedClaim {
    /// The name of its claim.
    name: String,
    /// How much it holds, as Kubernetes writes amounts.
    capacity: Option<String>,
    /// Whether it goes with the cluster; null when the cluster no longer says.
    is_deleted: Option<bool>,
}

/// What became of a claim.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct DeleteK8sClaimPayload {
    /// Whether it is deleted: not of a dry run.
    applied: bool,
}

/// The autoscaler that was made or changed.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct PutK8sAutoscalerPayload {
    /// The autoscaler as it is now or, of a dry run, would be.
    pub autoscaler: K8sAutoscaler,
    /// Whether the cluster had none before.
    pub created: bool,
}

/// What became of an autoscaler that was to be deleted.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct DeleteK8sAutoscalerPayload {
    /// Whether there was one.
    pub removed: bool,
}

impl K8sClusterWritten {
    pub(super) fn new(outcome: Outcome, clusters: &Clusters) -> Result<Self, ApiError> {
        let yaml = outcome.yaml()?;
        let context: Arc<str> = outcome.context.into();
        let cluster = outcome.cluster.map(|object| K8sCluster {
            view: View::new(context, object),
            look: Look::new(clusters.clone()),
        });
        Ok(Self {
            cluster,
            applied: outcome.applied,
            yaml,
            changes: outcome.changes.into_iter().map(Into::into).collect(),
            plan: outcome.plan.into(),
            data_plan: None,
            refusals: outcome.refusals.into_iter().map(Into::into).collect(),
            warnings: outcome.warnings.into_iter().map(Into::into).collect(),
            keepers: outcome.keepers.into_iter().map(Into::into).collect(),
        })
    }
}

impl K8sClusterWritten {
    /// Adds what each node would hold, and warns of what comes of it.
    pub(super) fn forecast(&mut self, size: i32, forecast: Result<Forecast, ApiError>) {
        self.data_plan = Some(match forecast {
            Ok(forecast) => {
                let warnings = forecast.warnings().into_iter().map(|message| Warning {
                    field: Some("spec.size".to_owned()),
                    message,
                });
                self.warnings.extend(warnings.map(K8sWarning::from));
                forecast.into()
            }
            Err(error) => K8sDataPlan::unknown(size, &error),
        });
    }
}

impl DeleteK8sClusterPayload {
    pub(super) fn new(doomed: Doomed, connections: Vec<Connection>, applied: bool) -> Self {
        Self {
            applied,
            objects: doomed.objects.into_iter().map(Into::into).collect(),
            claims: doomed.claims.into_iter().map(Into::into).collect(),
            autoscaler: doomed.autoscaler,
            connections,
            unseen_kinds: doomed.unseen.into_iter().map(str::to_owned).collect(),
            warnings: doomed.warnings,
        }
    }
}

impl From<DoomedObject> for K8sDoomedObject {
    fn from(object: DoomedObject) -> Self {
        Self {
            kind: object.kind.to_owned(),
            name: object.name,
        }
    }
}

impl From<DoomedClaim> for K8sDoomedClaim {
    fn from(claim: DoomedClaim) -> Self {
        Self {
            name: claim.name,
            capacity: claim.capacity,
            is_deleted: claim.is_deleted,
        }
    }
}

impl DeleteK8sClaimPayload {
    pub(super) fn new(applied: bool) -> Self {
        Self { applied }
    }
}

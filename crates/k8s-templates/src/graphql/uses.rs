//! How the clusters made from a template are shown.

use std::sync::Arc;

use acm_core::ApiError;
use acm_k8s_api::{
    graphql::{K8sFieldChange, K8sPlan},
    operator,
    types::K8sTemplateSnapshot,
};
use async_graphql::{Enum, ID, Object, SimpleObject};

use super::inputs::K8sTemplateClusterInput;
use crate::service::{
    Look, Use, Uses, View,
    progress::{Progress, Stage},
};

/// The clusters made from a template.
pub(super) struct K8sTemplateUses {
    of: Uses,
    template: View,
    look: Arc<Look>,
}

impl K8sTemplateUses {
    pub(super) fn new(of: Uses, template: &View, look: &Arc<Look>) -> Self {
        Self {
            of,
            template: template.clone(),
            look: Arc::clone(look),
        }
    }
}

/// The clusters made from a template.
#[Object]
impl K8sTemplateUses {
    /// Clusters that refer to the template.
    async fn total_count(&self) -> i32 {
        count(self.of.clusters.iter().filter(|one| one.refers).count())
    }

    /// Those that refer to it, and those the operator says are made from it, by namespace and name.
    async fn clusters(&self) -> Vec<K8sTemplateUse> {
        let clusters = self.of.clusters.iter().cloned();
        let shown = clusters.map(|of| K8sTemplateUse {
            of,
            template: self.template.clone(),
            look: Arc::clone(&self.look),
        });
        shown.collect()
    }

    /// How far a resync of them is.
    async fn resync(
        &self,
        #[graphql(desc = "Which of them, at most 200; all when left out.")] clusters: Option<
            Vec<K8sTemplateClusterInput>,
        >,
    ) -> Option<Result<K8sResyncProgress, ApiError>> {
        let named = clusters.map(|named| named.into_iter().map(Into::into).collect::<Vec<_>>());
        let progress = self.of.progress(&self.template, named.as_deref());
        Some(progress.map(Into::into).map_err(Into::into))
    }

    /// Whether `status.usedBy` says the same; each cluster tells in which way it does not.
    async fn status_agrees(&self) -> bool {
        self.of.agree()
    }

    /// The namespaces looked at, when this server may not look at all of them: there may be more clusters.
    async fn namespaces(&self) -> Option<&[String]> {
        self.of.namespaces.as_deref()
    }
}

/// How far the resync of a cluster is.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(remote = "Stage")]
pub(super) enum K8sResyncStage {
    /// The copy is not the template, and nobody has asked for a resync.
    Behind,
    /// The operator is asked for it.
    Asked,
    /// The operator heeds nothing of this cluster: `obstacle` says why.
    Held,
    /// The operator has copied the template and works on what it brings.
    Applying,
    /// The copy is the template, and the operator says it has done what it brings. Pods that wait for a restart are
    /// told of by the cluster's `assessment`.
    Done,
}

/// How far a resync of clusters is.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub(super) struct K8sResyncProgress {
    /// Clusters in all.
    total: i32,
    /// Those nobody has asked for.
    behind: i32,
    /// Those the operator is asked for.
    asked: i32,
    /// Those the operator heeds nothing of.
    held: i32,
    /// Those the operator works on.
    applying: i32,
    /// Those that are done.
    done: i32,
    /// How many of all are done, in percent, rounded down; 100 of none.
    percent: i32,
}

impl From<Progress> for K8sResyncProgress {
    fn from(progress: Progress) -> Self {
        Self {
            total: count(progress.total()),
            behind: count(progress.behind),
            asked: count(progress.asked),
            held: count(progress.held),
            applying: count(progress.applying),
            done: count(progress.done),
            percent: count(progress.percent()),
        }
    }
}

fn count(of: usize) -> i32 {
    i32::try_from(of).unwrap_or(i32::MAX)
}

/// A cluster that is made from a template, or said to be.
pub(super) struct K8sTemplateUse {
    of: Use,
    template: View,
    look: Arc<Look>,
}

/// A cluster that is made from a template, or said to be.
#[Object]
impl K8sTemplateUse {
    /// The `id` of the cluster, as `K8sCluster` has it.
    async fn cluster_id(&self) -> ID {
        let Use {
            namespace, name, ..
        } = &self.of;
        ID(format!("{}/{namespace}/{name}", self.template.context))
    }

    /// The Kubernetes namespace.
    async fn namespace(&self) -> &str {
        &self.of.namespace
    }

    /// The name.
    async fn name(&self) -> &str {
        &self.of.name
    }

    /// Whether its specification names the template: then it is made from it.
    async fn refers(&self) -> bool {
        self.of.refers
    }

    /// Whether the operator names it in the template's `status.usedBy`.
    async fn stated(&self) -> bool {
        self.of.stated
    }

    /// What the operator says it is doing.
    async fn phase(&self) -> Option<&str> {
        let status = self.of.cluster.as_ref()?.status().ok().flatten()?;
        Some(status.phase.value()?.text())
    }

    /// The copy of the template that the operator works with; null before it has one. Its `synced` is the operator's word.
    async fn snapshot(&self) -> Option<&K8sTemplateSnapshot> {
        self.of.snapshot()
    }

    /// Whether the copy holds what the template does now, field by field; null before there is a copy.
    async fn in_sync(&self) -> Option<bool> {
        self.of.drift(&self.template).map(|drift| drift.is_empty())
    }

    /// What the template holds now against the copy, at most 1,000 fields; null before there is a copy.
    async fn diff(&self) -> Option<Vec<K8sFieldChange>> {
        let drift = self.of.drift(&self.template)?;
        Some(drift.into_iter().map(Into::into).collect())
    }

    /// What a resync would change of what the cluster is asked to be, at most 1,000 fields: its own fields and
    /// overrides go before the template. Null when it is not made from the template.
    async fn impact(&self) -> Option<Vec<K8sFieldChange>> {
        let impact = self.of.resync(&self.template)?.impact();
        Some(impact.into_iter().map(Into::into).collect())
    }

    /// What a resync would lead to: which pods restart and how, and what stands in its way. Null when it is not made
    /// from the template.
    async fn plan(&self) -> Option<Result<K8sPlan, ApiError>> {
        let plan = self.look.plan(&self.of, &self.template).await.transpose()?;
        Some(plan.map(K8sPlan::from))
    }

    /// How far a resync of it is. Null when it is not made from the template.
    async fn resync(&self) -> Option<K8sResyncStage> {
        self.of.stage(&self.template).map(Into::into)
    }

    /// Why the operator would not heed a resync now: `PAUSED` or `BREAKER_OPEN`; null when it would.
    async fn obstacle(&self) -> Option<&str> {
        let deaf = operator::deaf(self.of.cluster.as_ref()?)?;
        Some(deaf.cause())
    }
}

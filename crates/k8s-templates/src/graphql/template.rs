//! How a template is shown, with the clusters made from it.

use std::sync::Arc;

use acm_core::ApiError;
use acm_graph::scalars::DateTime;
use acm_k8s_api::{
    Embedded,
    graphql::K8sFieldChange,
    manifest, operator,
    shapes::StringMap,
    types::{AerospikeClusterTemplateSpec, AerospikeClusterTemplateStatus, K8sTemplateSnapshot},
};
use async_graphql::{ID, Object, SimpleObject};
use serde_json::json;

use crate::service::{Look, Use, View};

/// What clusters made from it have in common.
#[derive(Clone)]
pub(super) struct K8sTemplate {
    pub(super) view: View,
    pub(super) look: Arc<Look>,
}

/// What clusters made from it have in common.
#[Object]
impl K8sTemplate {
    /// The same as long as the name is: context and name with a slash between.
    async fn id(&self) -> ID {
        ID(format!("{}/{}", self.view.context, self.view.name()))
    }

    /// The context.
    async fn context(&self) -> &str {
        &self.view.context
    }

    /// The name. Templates are in no Kubernetes namespace.
    async fn name(&self) -> &str {
        self.view.name()
    }

    /// Its labels.
    async fn labels(&self) -> Option<Embedded<StringMap>> {
        Embedded::parse(&json!(self.view.meta().labels)).ok()
    }

    /// Its annotations.
    async fn annotations(&self) -> Option<Embedded<StringMap>> {
        Embedded::parse(&json!(self.view.meta().annotations)).ok()
    }

    /// When it was made.
    async fn created_at(&self) -> Option<DateTime> {
        self.view.created().map(DateTime)
    }

    /// Its version: what `expectedResourceVersion` takes.
    async fn resource_version(&self) -> Option<&str> {
        self.view.meta().resource_version.as_deref()
    }

    /// What it holds. Null with `UNSUPPORTED` when it has a field this version cannot read; `yaml` has it.
    async fn spec(&self) -> Option<Result<&AerospikeClusterTemplateSpec, ApiError>> {
        Some(self.view.object.spec().map_err(ApiError::from))
    }

    /// What the operator says, as it says it; null until it has said anything. `usedBy` beside it is what is so.
    async fn status(&self) -> Option<Result<&AerospikeClusterTemplateStatus, ApiError>> {
        let status = self.view.object.status().map_err(ApiError::from);
        status.transpose()
    }

    /// The clusters made from it, as they themselves say, with how far they are from it.
    async fn used_by(&self) -> Option<Result<K8sTemplateUses, ApiError>> {
        let uses = match self.look.uses(&self.view).await {
            Ok(uses) => uses,
            Err(error) => return Some(Err(error)),
        };
        Some(Ok(K8sTemplateUses {
            total_count: i32::try_from(uses.clusters.iter().filter(|one| one.refers).count())
                .unwrap_or(i32::MAX),
            status_agrees: uses.agree(),
            clusters: uses
                .clusters
                .into_iter()
                .map(|of| K8sTemplateUse {
                    of,
                    template: self.view.clone(),
                })
                .collect(),
            namespaces: uses.namespaces,
        }))
    }

    /// The resource as YAML, as somebody would write it: without status, versions and traces of tools.
    async fn yaml(
        &self,
        #[graphql(
            desc = "With all that Kubernetes and the operator add.",
            default = false
        )]
        whole: bool,
    ) -> Option<Result<String, ApiError>> {
        Some(manifest::text(self.view.object.json(), whole))
    }
}

/// The clusters made from a template.
#[derive(SimpleObject)]
pub(super) struct K8sTemplateUses {
    /// Clusters that refer to the template.
    total_count: i32,
    /// Those that refer to it, and those the operator says are made from it, by namespace and name.
    clusters: Vec<K8sTemplateUse>,
    /// Whether `status.usedBy` says the same; each cluster tells in which way it does not.
    status_agrees: bool,
    /// The namespaces looked at, when this server may not look at all of them: there may be more clusters.
    namespaces: Option<Vec<String>>,
}

/// A cluster that is made from a template, or said to be.
pub(super) struct K8sTemplateUse {
    of: Use,
    template: View,
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
        let impact = self.of.impact(&self.template)?;
        Some(impact.into_iter().map(Into::into).collect())
    }

    /// Why the operator would not heed a resync now: `PAUSED` or `BREAKER_OPEN`; null when it would.
    async fn obstacle(&self) -> Option<&str> {
        let deaf = operator::deaf(self.of.cluster.as_ref()?)?;
        Some(deaf.cause())
    }
}

//! How a template is shown, with the clusters made from it.

use std::sync::Arc;

use acm_core::ApiError;
use acm_graph::scalars::DateTime;
use acm_k8s_api::{
    Embedded,
    graphql::{K8sFieldManager, K8sKeeper},
    keepers::{keepers, writers},
    manifest,
    shapes::StringMap,
    types::{AerospikeClusterTemplateSpec, AerospikeClusterTemplateStatus},
};
use async_graphql::{ID, Object};
use serde_json::json;

use super::uses::K8sTemplateUses;
use crate::service::{Look, View};

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

    /// Tools that keep it as a repository or a release has it: they undo changes made elsewhere.
    async fn keepers(&self) -> Vec<K8sKeeper> {
        let keepers = keepers(&self.view.object).into_iter();
        keepers.map(K8sKeeper::from).collect()
    }

    /// Who wrote its fields, as Kubernetes keeps it.
    async fn field_managers(&self) -> Vec<K8sFieldManager> {
        let writers = writers(&self.view.object).into_iter();
        writers.map(K8sFieldManager::from).collect()
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
        let uses = self.look.uses(&self.view).await;
        Some(uses.map(|uses| K8sTemplateUses::new(uses, &self.view, &self.look)))
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

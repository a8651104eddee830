//! How contexts are shown.

use acm_core::ApiError;
use acm_graph::scalars::Int64;
use async_graphql::{Object, SimpleObject};

use crate::service::{Clusters, ContextView, Permission};

/// A Kubernetes cluster this server reaches.
pub(super) struct K8sContext {
    pub(super) clusters: Clusters,
    pub(super) view: ContextView,
}

/// A Kubernetes cluster this server reaches.
#[Object]
impl K8sContext {
    /// Its name: what `context` takes everywhere.
    async fn name(&self) -> &str {
        &self.view.name
    }

    /// Where its API server is; null where the settings do not tell.
    async fn server(&self) -> Option<&str> {
        self.view.server.as_deref()
    }

    /// Whether it is the first one, which a form shows first.
    async fn is_default(&self) -> bool {
        self.view.is_default
    }

    /// The Kubernetes namespace it works in when none is named.
    async fn default_namespace(&self) -> Option<Result<String, ApiError>> {
        let client = self.clusters.client(&self.view.name).await;
        Some(client.map(|client| client.default_namespace().to_owned()))
    }

    /// By how many seconds the clock of its API server is ahead of this server's, negative when it is behind: the times
    /// Kubernetes tells are off by that. 0 for less than 15; null until it has answered.
    async fn clock_ahead_seconds(&self) -> Option<Int64> {
        let ahead = self.clusters.kubernetes.contexts().ahead(&self.view.name);
        ahead.map(|ahead| Int64(ahead / 1_000))
    }

    /// The version of its API server, such as `v1.35.4`; null with an error while it does not answer.
    async fn version(&self) -> Option<Result<String, ApiError>> {
        Some(match self.clusters.client(&self.view.name).await {
            Ok(client) => client.version().await.map_err(ApiError::from),
            Err(error) => Err(error),
        })
    }

    /// What this server may do there, as the API server says. Answers hold for ten seconds.
    async fn permissions(
        &self,
        #[graphql(desc = "In one Kubernetes namespace; in all of them when left out.")]
        namespace: Option<String>,
    ) -> Option<Result<Vec<K8sPermission>, ApiError>> {
        let asked = self
            .clusters
            .permissions(&self.view.name, namespace.as_deref());
        Some(asked.await.map(shown))
    }
}

/// Whether this server may do something in Kubernetes.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sPermission {
    /// What on, as roles name it: the resource, its API group after a dot, a subresource after a slash.
    resource: String,
    /// What, in the words of Kubernetes' roles: `list`, `watch`, `patch` …
    verb: String,
    /// Whether it may.
    allowed: bool,
}

pub(super) fn shown(permissions: Vec<Permission>) -> Vec<K8sPermission> {
    let shown = permissions.into_iter().map(|permission| K8sPermission {
        resource: permission.resource,
        verb: permission.verb.to_owned(),
        allowed: permission.allowed,
    });
    shown.collect()
}

//! The Kubernetes clusters this server reaches.

use std::sync::Arc;

use acm_core::ApiError;
use acm_k8s_api::{
    Access, AerospikeCluster, AerospikeClusterTemplate, Client, Kind,
    objects::{
        ConfigMap, Event, HorizontalPodAutoscaler, Namespace, Node, PersistentVolumeClaim, Pod,
        PodDisruptionBudget, Secret, Service, StatefulSet, StorageClass,
    },
};
use futures_util::{StreamExt, TryStreamExt, stream};

use super::{Clusters, Reference};
use crate::error::Result;

/// Rights asked for at once.
const QUESTIONS: usize = 8;

/// A context, as far as it is known without asking its API server.
#[derive(Clone, Debug)]
pub(crate) struct ContextView {
    pub name: Arc<str>,
    pub server: Option<String>,
    pub is_default: bool,
}

/// Whether this server may do something in Kubernetes.
#[derive(Clone, Debug)]
pub(crate) struct Permission {
    pub resource: String,
    pub verb: &'static str,
    pub allowed: bool,
}

/// Something this server does in Kubernetes, if it may: on what, and what.
type Wanted = (
    fn(&'static str, Option<&str>) -> Access,
    &'static [&'static str],
);

const LOOK: &[&str] = &["list", "watch"];
const CHANGE: &[&str] = &["create", "patch", "delete"];

/// All that this server looks at or changes for clusters. The roles in `deploy/kubernetes` allow just this.
const WANTED: &[Wanted] = &[
    (Access::to::<AerospikeCluster>, &["get"]),
    (Access::to::<AerospikeCluster>, LOOK),
    (Access::to::<AerospikeCluster>, CHANGE),
    (status, &["patch"]),
    (everywhere::<AerospikeClusterTemplate>, &["get"]),
    (everywhere::<AerospikeClusterTemplate>, LOOK),
    (everywhere::<AerospikeClusterTemplate>, CHANGE),
    (Access::to::<Pod>, LOOK),
    (log, &["get"]),
    (Access::to::<Event>, LOOK),
    (Access::to::<Service>, &["get"]),
    (Access::to::<Service>, LOOK),
    (Access::to::<ConfigMap>, LOOK),
    (Access::to::<Secret>, &["list"]),
    (Access::to::<PersistentVolumeClaim>, &["get"]),
    (Access::to::<PersistentVolumeClaim>, LOOK),
    (Access::to::<PersistentVolumeClaim>, &["delete"]),
    (Access::to::<StatefulSet>, LOOK),
    (Access::to::<PodDisruptionBudget>, LOOK),
    (Access::to::<HorizontalPodAutoscaler>, LOOK),
    (Access::to::<HorizontalPodAutoscaler>, CHANGE),
    (everywhere::<Namespace>, &["list"]),
    (everywhere::<Node>, LOOK),
    (everywhere::<StorageClass>, &["list"]),
];

fn status(verb: &'static str, namespace: Option<&str>) -> Access {
    Access::to::<AerospikeCluster>(verb, namespace).subresource("status")
}

fn log(verb: &'static str, namespace: Option<&str>) -> Access {
    Access::to::<Pod>(verb, namespace).subresource("log")
}

/// Objects that are in no namespace.
fn everywhere<K: Kind>(verb: &'static str, _: Option<&str>) -> Access {
    Access::to::<K>(verb, None)
}

async fn ask(
    client: &Client,
    verb: &'static str,
    access: Access,
) -> Result<Permission, acm_k8s_api::Error> {
    Ok(Permission {
        resource: access.resource(),
        verb,
        allowed: client.may(&access).await?,
    })
}

impl Clusters {
    /// The contexts there are, the default one first.
    ///
    /// # Errors
    /// `UNAVAILABLE` when there is none.
    pub(crate) fn contexts(&self) -> Result<Vec<ContextView>> {
        let contexts = self.kubernetes.contexts();
        let views = contexts
            .names()
            .enumerate()
            .map(|(index, name)| ContextView {
                name: Arc::from(name),
                server: contexts.server(name),
                is_default: index == 0,
            });
        let views: Vec<ContextView> = views.collect();
        if views.is_empty() {
            contexts.resolve(None)?;
        }
        Ok(views)
    }

    pub(crate) async fn client(&self, context: &str) -> Result<Client, ApiError> {
        Ok(self.kubernetes.client(Some(context)).await?)
    }

    /// What this server may do in a namespace, or in all of them.
    ///
    /// # Errors
    /// The context's own.
    pub(crate) async fn permissions(
        &self,
        context: &str,
        namespace: Option<&str>,
    ) -> Result<Vec<Permission>, ApiError> {
        let client = self.client(context).await?;
        let mut questions = Vec::new();
        for (access, verbs) in WANTED {
            for verb in *verbs {
                questions.push(ask(&client, verb, access(verb, namespace)));
            }
        }
        let answers = stream::iter(questions);
        Ok(answers.buffered(QUESTIONS).try_collect().await?)
    }

    /// Whether this server may change the status of a cluster, which a reset of the breaker needs.
    ///
    /// # Errors
    /// The context's own.
    pub(crate) async fn may_reset(&self, reference: &Reference) -> Result<bool, ApiError> {
        let client = self.client(&reference.context).await?;
        let access = status("patch", Some(&reference.namespace));
        Ok(client.may(&access).await?)
    }
}

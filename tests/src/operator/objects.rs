//! Objects of any kind, as raw JSON.

use kube::{
    Api, Client, Error,
    api::{ApiResource, DeleteParams, DynamicObject, ListParams, Patch, PatchParams, PostParams},
    core::GroupVersionKind,
};
use serde_json::Value;

/// The field manager of what the operator writes.
const MANAGER: &str = "manager";

/// The kinds the operator reads or writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Cluster,
    Template,
    Service,
    ConfigMap,
    StatefulSet,
    DisruptionBudget,
    NetworkPolicy,
    Pod,
    Claim,
    Secret,
    Event,
    ValidatingWebhook,
    MutatingWebhook,
}

impl Kind {
    pub(super) fn resource(self) -> ApiResource {
        let (group, version, kind, plural) = match self {
            Self::Cluster => (
                "acko.io",
                "v1alpha1",
                "AerospikeCluster",
                "aerospikeclusters",
            ),
            Self::Template => (
                "acko.io",
                "v1alpha1",
                "AerospikeClusterTemplate",
                "aerospikeclustertemplates",
            ),
            Self::Service => ("", "v1", "Service", "services"),
            Self::ConfigMap => ("", "v1", "ConfigMap", "configmaps"),
            Self::StatefulSet => ("apps", "v1", "StatefulSet", "statefulsets"),
            Self::DisruptionBudget => (
                "policy",
                "v1",
                "PodDisruptionBudget",
                "poddisruptionbudgets",
            ),
            Self::NetworkPolicy => (
                "networking.k8s.io",
                "v1",
                "NetworkPolicy",
                "networkpolicies",
            ),
            Self::Pod => ("", "v1", "Pod", "pods"),
            Self::Claim => ("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims"),
            Self::Secret => ("", "v1", "Secret", "secrets"),
            Self::Event => ("", "v1", "Event", "events"),
            Self::ValidatingWebhook => (
                "admissionregistration.k8s.io",
                "v1",
                "ValidatingWebhookConfiguration",
                "validatingwebhookconfigurations",
            ),
            Self::MutatingWebhook => (
                "admissionregistration.k8s.io",
                "v1",
                "MutatingWebhookConfiguration",
                "mutatingwebhookconfigurations",
            ),
        };
        ApiResource::from_gvk_with_plural(&GroupVersionKind::gvk(group, version, kind), plural)
    }

    /// The kind as messages call it.
    pub(super) fn name(self) -> String {
        self.resource().kind
    }
}

/// Reads and writes.
#[derive(Clone)]
pub(super) struct Objects {
    client: Client,
}

impl Objects {
    pub(super) const fn new(client: Client) -> Self {
        Self { client }
    }

    /// All objects of a kind, in one namespace or, when that is empty, in all or none.
    pub(super) fn api(&self, kind: Kind, namespace: &str) -> Api<DynamicObject> {
        let resource = kind.resource();
        if namespace.is_empty() {
            Api::all_with(self.client.clone(), &resource)
        } else {
            Api::namespaced_with(self.client.clone(), namespace, &resource)
        }
    }

    pub(super) async fn get(
        &self,
        kind: Kind,
        namespace: &str,
        name: &str,
    ) -> Result<Option<Value>, Error> {
        let found = self.api(kind, namespace).get_opt(name).await?;
        found.map(raw).transpose()
    }

    /// What carries all these labels, by name.
    pub(super) async fn list(
        &self,
        kind: Kind,
        namespace: &str,
        labels: &str,
    ) -> Result<Vec<Value>, Error> {
        let wanted = ListParams::default().labels(labels);
        let found = self.api(kind, namespace).list(&wanted).await?;
        found.items.into_iter().map(raw).collect()
    }

    pub(super) async fn create(
        &self,
        kind: Kind,
        namespace: &str,
        object: Value,
    ) -> Result<Value, Error> {
        let made = self
            .api(kind, namespace)
            .create(&writing(), &dynamic(object)?)
            .await?;
        raw(made)
    }

    pub(super) async fn replace(
        &self,
        kind: Kind,
        namespace: &str,
        name: &str,
        object: Value,
    ) -> Result<Value, Error> {
        let written = self
            .api(kind, namespace)
            .replace(name, &writing(), &dynamic(object)?)
            .await?;
        raw(written)
    }

    pub(super) async fn merge(
        &self,
        kind: Kind,
        namespace: &str,
        name: &str,
        patch: &Value,
    ) -> Result<Value, Error> {
        let patched = self
            .api(kind, namespace)
            .patch(name, &PatchParams::default(), &Patch::Merge(patch))
            .await?;
        raw(patched)
    }

    pub(super) async fn merge_status(
        &self,
        kind: Kind,
        namespace: &str,
        name: &str,
        patch: &Value,
    ) -> Result<Value, Error> {
        let patched = self
            .api(kind, namespace)
            .patch_status(name, &PatchParams::default(), &Patch::Merge(patch))
            .await?;
        raw(patched)
    }

    /// Deletes; nothing happens when there is no such object.
    pub(super) async fn delete(
        &self,
        kind: Kind,
        namespace: &str,
        name: &str,
    ) -> Result<(), Error> {
        let deleted = self
            .api(kind, namespace)
            .delete(name, &DeleteParams::default())
            .await;
        match deleted {
            Err(error) if !is_missing(&error) => Err(error),
            _ => Ok(()),
        }
    }
}

/// What the API server said, without the client's words around it.
pub(super) fn reason(error: &Error) -> String {
    match error {
        Error::Api(status) => status.message.clone(),
        other => other.to_string(),
    }
}

/// Whether the object is not there.
pub(super) fn is_missing(error: &Error) -> bool {
    matches!(error, Error::Api(status) if status.code == 404)
}

fn writing() -> PostParams {
    PostParams {
        field_manager: Some(MANAGER.to_owned()),
        ..PostParams::default()
    }
}

pub(super) fn raw(object: DynamicObject) -> Result<Value, Error> {
    serde_json::to_value(object).map_err(Error::SerdeError)
}

fn dynamic(object: Value) -> Result<DynamicObject, Error> {
    serde_json::from_value(object).map_err(Error::SerdeError)
}

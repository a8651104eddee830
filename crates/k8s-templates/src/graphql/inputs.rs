//! What queries and mutations are given.

use acm_core::ApiError;
use acm_k8s_api::{
    Embedded, Field, merge_patch,
    shapes::{AerospikeConfig, StringMap},
    types::AerospikeClusterTemplateSpec,
};
use async_graphql::InputObject;
use serde::Serialize;
use serde_json::json;

use crate::{
    error::Error,
    service::{
        ClusterKey, Filter,
        settings::place,
        write::{Draft, Seen},
    },
};

/// Which templates: all of them, until it says less; all fields that are given must hold.
#[derive(Clone, Debug, Default, InputObject)]
pub(super) struct K8sTemplateFilter {
    /// The context; all of them when left out.
    pub context: Option<String>,
    /// A label selector of Kubernetes: `tier=gold`, `tier!=gold`, `tier in (gold, silver)`, `!tier`, with commas between.
    label_selector: Option<String>,
    /// Templates by their names, at most 200; all of them when left out.
    names: Option<Vec<String>>,
    /// A part of the name, the description, the image or a label, whatever its case.
    text: Option<String>,
}

impl From<K8sTemplateFilter> for Filter {
    fn from(filter: K8sTemplateFilter) -> Self {
        Self {
            context: filter.context,
            label_selector: filter.label_selector,
            names: filter.names,
            text: filter.text,
        }
    }
}

/// Which template.
#[derive(Clone, Debug, InputObject)]
pub(super) struct K8sTemplateTarget {
    /// The context; may be left out when there is one.
    pub context: Option<String>,
    /// The name.
    pub name: String,
}

/// Fields under the names people know them by, put where the specification has them. What it has no place for, or no
/// Community Edition can do, is `UNSUPPORTED` with the reason. They go before `spec`.
#[derive(Clone, Debug, InputObject, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct K8sTemplateSettingsInput {
    /// Parameters of the service section.
    #[serde(skip_serializing_if = "Field::is_absent")]
    service_config: Field<K8sTemplateServiceInput>,
    /// How nodes know that others are alive.
    #[serde(skip_serializing_if = "Field::is_absent")]
    network_config: Field<K8sTemplateNetworkSettingsInput>,
    /// How much a volume asks for: `storage.resources.requests.storage`.
    #[serde(skip_serializing_if = "Field::is_absent")]
    storage_size: Field<String>,
    /// `UNSUPPORTED`: clusters have it in their `storage`, templates do not.
    #[serde(skip_serializing_if = "Field::is_absent")]
    local_storage_classes: Field<Vec<String>>,
    /// `UNSUPPORTED`: clusters have it in their `storage`, templates do not.
    #[serde(skip_serializing_if = "Field::is_absent")]
    delete_local_storage_on_restart: Field<bool>,
}

/// Parameters of the service section.
#[derive(Clone, Debug, InputObject, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct K8sTemplateServiceInput {
    /// `UNSUPPORTED`: a Community Edition does not start with a feature key.
    #[serde(skip_serializing_if = "Field::is_absent")]
    feature_key_file: Field<String>,
    /// `proto-fd-max`: connections of clients a node accepts.
    #[serde(skip_serializing_if = "Field::is_absent")]
    proto_fd_max: Field<i32>,
    /// Any other parameters, by Aerospike's names.
    #[serde(skip_serializing_if = "Field::is_absent")]
    extra_params: Field<Embedded<AerospikeConfig>>,
}

/// How nodes know that others are alive.
#[derive(Clone, Debug, InputObject, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct K8sTemplateNetworkSettingsInput {
    /// `mesh`; `multicast` is `UNSUPPORTED`, for Kubernetes carries none.
    #[serde(skip_serializing_if = "Field::is_absent")]
    heartbeat_mode: Field<String>,
    /// `UNSUPPORTED`: clusters have it in their configuration, templates do not.
    #[serde(skip_serializing_if = "Field::is_absent")]
    heartbeat_port: Field<i32>,
    /// Milliseconds between two heartbeats, 50 or more.
    #[serde(skip_serializing_if = "Field::is_absent")]
    heartbeat_interval: Field<i32>,
    /// So many heartbeats may be missed, 1 or more.
    #[serde(skip_serializing_if = "Field::is_absent")]
    heartbeat_timeout: Field<i32>,
}

/// What a template is to hold.
#[derive(Clone, Debug, InputObject)]
pub(super) struct K8sTemplateContent {
    /// The specification. In an update absent keeps and null removes; a list replaces the one before.
    spec: Option<AerospikeClusterTemplateSpec>,
    /// Fields under the names people know them by.
    settings: Option<K8sTemplateSettingsInput>,
    /// Labels by name; in an update null removes one, those that are not named stay.
    labels: Option<Embedded<StringMap>>,
    /// Annotations by name; in an update null removes one, those that are not named stay.
    annotations: Option<Embedded<StringMap>>,
}

impl K8sTemplateContent {
    pub(super) fn draft(&self) -> Result<Draft, ApiError> {
        let spec = self.spec.as_ref().map(merge_patch).transpose();
        let mut spec = spec
            .map_err(ApiError::internal)?
            .unwrap_or_else(|| json!({}));
        if let Some(settings) = &self.settings {
            let settings = merge_patch(settings).map_err(ApiError::internal)?;
            place(&settings, &mut spec).map_err(Error::Rules)?;
        }
        Ok(Draft {
            spec,
            labels: self.labels.as_ref().map(Embedded::json),
            annotations: self.annotations.as_ref().map(Embedded::json),
        })
    }
}

/// A template to be made.
#[derive(Clone, Debug, InputObject)]
pub(super) struct CreateK8sTemplateInput {
    #[graphql(flatten)]
    pub template: K8sTemplateTarget,
    #[graphql(flatten)]
    pub content: K8sTemplateContent,
    /// Checks everything, tells what would be, and keeps nothing. What is refused is then in `refusals`.
    #[graphql(default = false)]
    pub dry_run: bool,
}

/// What the caller saw of a template that is to change.
#[derive(Clone, Debug, InputObject)]
pub(super) struct K8sTemplateSeen {
    /// `resourceVersion` as the caller saw it; `CONFLICT` when it is another one by now. Absent for any
    /// or, of an edit, for the one in the text. The operator writes status, which makes new versions: give `seenYaml` as well.
    expected_resource_version: Option<String>,
    /// `yaml` as the caller saw it. With it, what others changed elsewhere stays; it is a `CONFLICT` only when a field
    /// that is to change is no more what was seen; and the `CONFLICT` shows what was seen beside what is and what is
    /// wanted.
    seen_yaml: Option<String>,
}

impl From<K8sTemplateSeen> for Seen {
    fn from(seen: K8sTemplateSeen) -> Self {
        Self {
            version: seen.expected_resource_version,
            yaml: seen.seen_yaml,
        }
    }
}

/// A change of a template.
#[derive(Clone, Debug, InputObject)]
pub(super) struct UpdateK8sTemplateInput {
    #[graphql(flatten)]
    pub template: K8sTemplateTarget,
    #[graphql(flatten)]
    pub content: K8sTemplateContent,
    #[graphql(flatten)]
    pub seen: K8sTemplateSeen,
    /// Checks everything, tells what would be, and keeps nothing. What is refused is then in `refusals`.
    #[graphql(default = false)]
    pub dry_run: bool,
}

/// A template as its text is to be.
#[derive(Clone, Debug, InputObject)]
pub(super) struct EditK8sTemplateInput {
    #[graphql(flatten)]
    pub template: K8sTemplateTarget,
    /// The whole template as YAML or JSON, as `yaml` shows it. What it leaves out is removed.
    pub yaml: String,
    #[graphql(flatten)]
    pub seen: K8sTemplateSeen,
    /// Checks everything, tells what would be, and keeps nothing. What is refused is then in `refusals`.
    #[graphql(default = false)]
    pub dry_run: bool,
}

/// A template to be made from its text.
#[derive(Clone, Debug, InputObject)]
pub(super) struct ImportK8sTemplateInput {
    /// The context; may be left out when there is one.
    pub context: Option<String>,
    /// The name; that of the text when left out.
    pub name: Option<String>,
    /// One `AerospikeClusterTemplate` as YAML or JSON, at most 1,500,000 bytes. What a template had of its own there,
    /// such as its status and versions, is left out.
    pub yaml: String,
    /// Checks everything, tells what would be, and keeps nothing. What is refused is then in `refusals`.
    #[graphql(default = false)]
    pub dry_run: bool,
}

/// A template to be deleted.
#[derive(Clone, Debug, InputObject)]
pub(super) struct DeleteK8sTemplateInput {
    #[graphql(flatten)]
    pub template: K8sTemplateTarget,
    /// The name again, so that none goes by accident; not needed for a dry run.
    #[graphql(default)]
    pub confirm_name: String,
    /// Tells the clusters that stand against it, and deletes nothing.
    #[graphql(default = false)]
    pub dry_run: bool,
}

/// A cluster of a template.
#[derive(Clone, Debug, InputObject)]
pub(super) struct K8sTemplateClusterInput {
    /// The Kubernetes namespace.
    namespace: String,
    /// The name.
    name: String,
}

impl From<K8sTemplateClusterInput> for ClusterKey {
    fn from(input: K8sTemplateClusterInput) -> Self {
        Self {
            namespace: input.namespace,
            name: input.name,
        }
    }
}

/// Clusters that are to have their template's present state.
#[derive(Clone, Debug, InputObject)]
pub(super) struct ResyncK8sTemplateInput {
    #[graphql(flatten)]
    pub template: K8sTemplateTarget,
    /// Which clusters, at most 200; all that are behind when left out.
    pub clusters: Option<Vec<K8sTemplateClusterInput>>,
    /// Checks everything and asks for nothing.
    #[graphql(default = false)]
    pub dry_run: bool,
}

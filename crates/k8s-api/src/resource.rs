//! A custom resource as a cluster has it: typed, and as the JSON it came as.

use std::{borrow::Cow, collections::BTreeMap, fmt::Debug, sync::Arc};

use acm_core::{ApiError, ErrorCode};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::{
    ManagedFieldsEntry, ObjectMeta, OwnerReference, Time,
};
use kube::core::{ClusterResourceScope, NamespaceResourceScope};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};
use serde_json::{Value as Json, value::RawValue};

use crate::types::{
    AerospikeClusterSpec, AerospikeClusterStatus, AerospikeClusterTemplateSpec,
    AerospikeClusterTemplateStatus,
};

/// The API group of the operator.
pub const GROUP: &str = "acko.io";
/// The version of that group we speak.
pub const VERSION: &str = "v1alpha1";

/// A kind of custom resource.
pub trait Kind: Debug + Send + Sync + 'static {
    /// What is asked for.
    type Spec: DeserializeOwned + Debug + PartialEq + Send + Sync + 'static;
    /// What the operator says.
    type Status: DeserializeOwned + Debug + PartialEq + Send + Sync + 'static;
    /// Whether its objects live in namespaces.
    type Scope;

    /// The kind, as in `kind:`.
    const KIND: &'static str;
    /// Its name in addresses.
    const PLURAL: &'static str;
}

/// The kind of [`AerospikeCluster`].
#[derive(Clone, Copy, Debug)]
pub struct ClusterKind;

impl Kind for ClusterKind {
    type Spec = AerospikeClusterSpec;
    type Status = AerospikeClusterStatus;
    type Scope = NamespaceResourceScope;
    const KIND: &'static str = "AerospikeCluster";
    const PLURAL: &'static str = "aerospikeclusters";
}

/// The kind of [`AerospikeClusterTemplate`].
#[derive(Clone, Copy, Debug)]
pub struct TemplateKind;

impl Kind for TemplateKind {
    type Spec = AerospikeClusterTemplateSpec;
    type Status = AerospikeClusterTemplateStatus;
    type Scope = ClusterResourceScope;
    const KIND: &'static str = "AerospikeClusterTemplate";
    const PLURAL: &'static str = "aerospikeclustertemplates";
}

/// An Aerospike cluster in Kubernetes.
pub type AerospikeCluster = Object<ClusterKind>;
/// A template of such clusters.
pub type AerospikeClusterTemplate = Object<TemplateKind>;

/// A custom resource as a cluster has it. Cheap to clone.
///
/// **Invariant:** nothing is lost. The JSON is what the API server sent, with every field a newer
/// definition may have; what is exported, copied, compared or patched starts from it.
pub struct Object<K: Kind>(Arc<Inner<K>>);

#[derive(Clone, Debug)]
struct Inner<K: Kind> {
    meta: ObjectMeta,
    spec: Result<Arc<K::Spec>, Unreadable>,
    status: Result<Option<Arc<K::Status>>, Unreadable>,
    raw: Box<RawValue>,
}

/// A part of a resource that is not what our definition says.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{path}: {reason}")]
pub struct Unreadable {
    /// The field, as in `spec.storage.volumes[0].name`.
    pub path: Arc<str>,
    /// What is wrong with it.
    pub reason: Arc<str>,
}

impl<K: Kind> Object<K> {
    /// An object from its JSON.
    ///
    /// # Errors
    /// When it is not the JSON of an object with metadata. Spec and status may be anything.
    pub fn from_json(json: &Json) -> serde_json::Result<Self> {
        Self::from_raw(serde_json::value::to_raw_value(json)?)
    }

    fn from_raw(raw: Box<RawValue>) -> serde_json::Result<Self> {
        let parts: Parts<'_> = serde_json::from_str(raw.get())?;
        let meta = parts.metadata.into();
        let spec = parts.spec.map_or("{}", RawValue::get);
        let spec = read("spec", spec).map(Arc::new);
        let status = parts.status.map(|status| read("status", status.get()));
        let status = status.transpose().map(|status| status.map(Arc::new));
        Ok(Self(Arc::new(Inner {
            meta,
            spec,
            status,
            raw,
        })))
    }

    /// What is asked for.
    ///
    /// # Errors
    /// The field that is not what our definition says.
    pub fn spec(&self) -> Result<&K::Spec, &Unreadable> {
        self.0.spec.as_deref()
    }

    /// What the operator says, once it has said anything.
    ///
    /// # Errors
    /// The field that is not what our definition says.
    pub fn status(&self) -> Result<Option<&K::Status>, &Unreadable> {
        self.0.status.as_ref().map(Option::as_deref)
    }

    /// The JSON as it came, as text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.0.raw.get()
    }

    /// The JSON as it came, as a tree.
    #[must_use]
    pub fn json(&self) -> Json {
        serde_json::from_str(self.text()).unwrap_or_default()
    }

    /// Who manages which fields. Large and seldom asked for, so it is read anew each time.
    #[must_use]
    pub fn managed_fields(&self) -> Vec<ManagedFieldsEntry> {
        #[derive(Deserialize)]
        struct Managed {
            metadata: ObjectMeta,
        }
        let managed: Option<Managed> = serde_json::from_str(self.text()).ok();
        managed
            .and_then(|managed| managed.metadata.managed_fields)
            .unwrap_or_default()
    }
}

/// Reads a part of a resource; `part` is where in the resource it stands.
pub(crate) fn read<T: DeserializeOwned>(part: &str, text: &str) -> Result<T, Unreadable> {
    let mut reader = serde_json::Deserializer::from_str(text);
    serde_path_to_error::deserialize(&mut reader).map_err(|error| Unreadable {
        path: format!("{part}.{}", error.path())
            .trim_start_matches('.')
            .into(),
        reason: error.inner().to_string().into(),
    })
}

/// Somebody's definition is newer than ours: trying again does not help.
impl From<&Unreadable> for ApiError {
    fn from(unreadable: &Unreadable) -> Self {
        let Unreadable { path, reason } = unreadable;
        let message =
            format!("This resource has a field this version cannot read, {path}; its YAML has it.");
        Self::new(ErrorCode::Unsupported, message)
            .with_detail("field", &**path)
            .with_detail("reason", &**reason)
    }
}

#[derive(Deserialize)]
struct Parts<'a> {
    #[serde(default)]
    metadata: Meta,
    #[serde(borrow)]
    spec: Option<&'a RawValue>,
    #[serde(borrow)]
    status: Option<&'a RawValue>,
}

/// The annotation by which `kubectl apply` keeps a copy of all it was given.
const LAST_APPLIED: &str = "kubectl.kubernetes.io/last-applied-configuration";

/// Metadata without what takes more memory than all the rest and is seldom asked for: `managedFields`,
/// and the copy `kubectl apply` keeps.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Meta {
    annotations: Option<BTreeMap<String, String>>,
    creation_timestamp: Option<Time>,
    deletion_grace_period_seconds: Option<i64>,
    deletion_timestamp: Option<Time>,
    finalizers: Option<Vec<String>>,
    generate_name: Option<String>,
    generation: Option<i64>,
    labels: Option<BTreeMap<String, String>>,
    name: Option<String>,
    namespace: Option<String>,
    owner_references: Option<Vec<OwnerReference>>,
    resource_version: Option<String>,
    uid: Option<String>,
}

impl From<Meta> for ObjectMeta {
    fn from(meta: Meta) -> Self {
        let mut annotations = meta.annotations;
        if let Some(annotations) = &mut annotations {
            annotations.remove(LAST_APPLIED);
        }
        Self {
            annotations,
            creation_timestamp: meta.creation_timestamp,
            deletion_grace_period_seconds: meta.deletion_grace_period_seconds,
            deletion_timestamp: meta.deletion_timestamp,
            finalizers: meta.finalizers,
            generate_name: meta.generate_name,
            generation: meta.generation,
            labels: meta.labels,
            name: meta.name,
            namespace: meta.namespace,
            owner_references: meta.owner_references,
            resource_version: meta.resource_version,
            uid: meta.uid,
            managed_fields: None,
            self_link: None,
        }
    }
}

impl<K: Kind> Clone for Object<K> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<K: Kind> Debug for Object<K> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", K::KIND, self.text())
    }
}

/// The same text is the same object; an API server writes an object always the same way.
impl<K: Kind> PartialEq for Object<K> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.text() == other.text()
    }
}

impl<K: Kind> Serialize for Object<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.raw.serialize(serializer)
    }
}

impl<'de, K: Kind> Deserialize<'de> for Object<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        Self::from_raw(raw).map_err(serde::de::Error::custom)
    }
}

impl<K: Kind> kube::Resource for Object<K> {
    type DynamicType = ();
    type Scope = K::Scope;

    fn kind((): &()) -> Cow<'_, str> {
        K::KIND.into()
    }

    fn group((): &()) -> Cow<'_, str> {
        GROUP.into()
    }

    fn version((): &()) -> Cow<'_, str> {
        VERSION.into()
    }

    fn plural((): &()) -> Cow<'_, str> {
        K::PLURAL.into()
    }

    fn meta(&self) -> &ObjectMeta {
        &self.0.meta
    }

    /// Changes what this process sees, not the JSON.
    fn meta_mut(&mut self) -> &mut ObjectMeta {
        let inner = &mut self.0;
        if Arc::get_mut(inner).is_none() {
            *inner = Arc::new(Inner {
                meta: inner.meta.clone(),
                spec: inner.spec.clone(),
                status: inner.status.clone(),
                raw: inner.raw.clone(),
            });
        }
        #[expect(clippy::expect_used, reason = "made unique just above")]
        let inner = Arc::get_mut(inner).expect("nobody else holds it");
        &mut inner.meta
    }
}

//! A template as Kubernetes has it.

use std::sync::Arc;

use acm_core::UnixMillis;
use acm_k8s_api::{
    AerospikeClusterTemplate, Resource, ResourceExt,
    objects::{ObjectMeta, millis},
    types::AerospikeClusterTemplateSpec,
};
use serde_json::Value;

/// A template as Kubernetes has it. Cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct View {
    pub context: Arc<str>,
    pub object: AerospikeClusterTemplate,
}

impl View {
    pub(crate) fn new(context: Arc<str>, object: AerospikeClusterTemplate) -> Self {
        Self { context, object }
    }

    pub(crate) fn meta(&self) -> &ObjectMeta {
        self.object.meta()
    }

    pub(crate) fn name(&self) -> &str {
        self.meta().name.as_deref().unwrap_or_default()
    }

    pub(crate) fn created(&self) -> Option<UnixMillis> {
        self.object.creation_timestamp().as_ref().map(millis)
    }

    /// What it holds, where it can be read.
    pub(crate) fn spec(&self) -> Option<&AerospikeClusterTemplateSpec> {
        self.object.spec().ok()
    }

    /// What it holds, as it came.
    pub(crate) fn raw_spec(&self) -> Value {
        self.object.json()["spec"].take()
    }

    /// The clusters the operator says are made from it, as `namespace/name`.
    pub(crate) fn stated(&self) -> &[String] {
        let status = self.object.status().ok().flatten();
        let used_by = status.and_then(|status| status.used_by.value());
        used_by.map(Vec::as_slice).unwrap_or_default()
    }
}

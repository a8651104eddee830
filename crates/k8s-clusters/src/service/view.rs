//! A cluster as Kubernetes has it.

use std::sync::Arc;

use acm_core::UnixMillis;
use acm_k8s_api::{
    AerospikeCluster, Field, Resource, ResourceExt,
    objects::{ObjectMeta, millis},
    operator::failures,
    types::{
        AerospikeClusterSpec, AerospikeClusterStatus, AerospikeClusterTemplateSpec, K8sCondition,
    },
};

/// Which cluster.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(crate) struct Reference {
    pub context: Arc<str>,
    pub namespace: String,
    pub name: String,
}

/// A cluster as Kubernetes has it. Cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct View {
    pub context: Arc<str>,
    pub object: AerospikeCluster,
}

impl View {
    pub(crate) fn new(context: Arc<str>, object: AerospikeCluster) -> Self {
        Self { context, object }
    }

    pub(crate) fn meta(&self) -> &ObjectMeta {
        self.object.meta()
    }

    pub(crate) fn name(&self) -> &str {
        self.meta().name.as_deref().unwrap_or_default()
    }

    pub(crate) fn namespace(&self) -> &str {
        self.meta().namespace.as_deref().unwrap_or_default()
    }

    pub(crate) fn reference(&self) -> Reference {
        Reference {
            context: Arc::clone(&self.context),
            namespace: self.namespace().to_owned(),
            name: self.name().to_owned(),
        }
    }

    pub(crate) fn created(&self) -> Option<UnixMillis> {
        self.object.creation_timestamp().as_ref().map(millis)
    }

    /// When its deletion was asked for.
    pub(crate) fn deleting_since(&self) -> Option<UnixMillis> {
        self.meta().deletion_timestamp.as_ref().map(millis)
    }

    /// What is asked for, where it can be read.
    pub(crate) fn spec(&self) -> Option<&AerospikeClusterSpec> {
        self.object.spec().ok()
    }

    /// What the operator says, where it has and it can be read.
    pub(crate) fn status(&self) -> Option<&AerospikeClusterStatus> {
        self.object.status().ok().flatten()
    }

    /// What the operator says it is doing, as text.
    pub(crate) fn phase(&self) -> Option<&str> {
        let phase = self.status()?.phase.value()?;
        Some(phase.text())
    }

    pub(crate) fn failures(&self) -> i32 {
        failures(&self.object)
    }

    /// A condition that the operator reports.
    pub(crate) fn condition(&self, kind: &str) -> Option<&K8sCondition> {
        let conditions = self.status()?.conditions.value()?;
        conditions.iter().find(|condition| condition.r#type == kind)
    }

    /// Whether a condition holds; `None` when it is not reported, or nobody can tell.
    pub(crate) fn holds(&self, kind: &str) -> Option<bool> {
        match self.condition(kind)?.status.text() {
            "True" => Some(true),
            "False" => Some(false),
            _ => None,
        }
    }

    pub(crate) fn is_paused(&self) -> bool {
        let spec = self.spec();
        spec.is_some_and(|spec| spec.paused.value() == Some(&true))
    }

    pub(crate) fn has_template(&self) -> bool {
        let spec = self.spec();
        spec.is_some_and(|spec| spec.template_ref.value().is_some())
    }

    /// The copy of the template that the operator works with.
    pub(crate) fn template(&self) -> Option<AerospikeClusterTemplateSpec> {
        let snapshot = self.status()?.template_snapshot.value()?;
        let spec = snapshot.spec.value()?;
        spec.get("status.templateSnapshot.spec").ok()
    }

    /// So many nodes are wanted: what the cluster says, or its template where the cluster leaves it
    /// out; `None` while that is not known.
    pub(crate) fn wanted_size(&self) -> Option<i32> {
        self.wanted(
            |spec| spec.size.value().copied().filter(|size| *size > 0),
            |template| template.size.value().copied(),
        )
        .or_else(|| (!self.has_template()).then_some(0))
    }

    /// The image that is wanted, found in the same way.
    pub(crate) fn wanted_image(&self) -> Option<String> {
        self.wanted(
            |spec| spec.image.value().cloned(),
            |template| template.image.value().cloned(),
        )
    }

    fn wanted<T>(
        &self,
        own: impl FnOnce(&AerospikeClusterSpec) -> Option<T>,
        templates: impl Fn(&AerospikeClusterTemplateSpec) -> Option<T>,
    ) -> Option<T> {
        let spec = self.spec()?;
        let overrides = || spec.overrides.value().and_then(&templates);
        let template = || self.template().as_ref().and_then(&templates);
        own(spec).or_else(overrides).or_else(template)
    }
}

/// The text of a field, where there is any.
pub(crate) fn text(field: &Field<String>) -> Option<&str> {
    field
        .value()
        .map(String::as_str)
        .filter(|text| !text.is_empty())
}

//! Writes: each may be tried without being applied, and goes under one name of ours.

use k8s_openapi::api::autoscaling::v1::Scale;
use kube::core::params::{
    DeleteParams, Patch, PatchParams, PostParams, Preconditions, PropagationPolicy,
};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{Client, url};
use crate::{Kind, Result};

/// As whom Kubernetes notes what we changed, in `metadata.managedFields`.
pub const FIELD_MANAGER: &str = "aerospike-cluster-manager";

/// What a write came to: the object as it is now, or would be.
#[derive(Clone, Debug)]
pub struct Written<K> {
    /// The object, with the API server's defaults.
    pub object: K,
    /// What the API server and its webhooks warned of.
    pub warnings: Vec<String>,
}

/// Which part of an object a patch is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Part {
    /// All but its status.
    Object,
    /// Its status.
    Status,
}

/// What becomes of the objects that an object owns.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Propagation {
    /// They are deleted afterwards.
    #[default]
    Background,
    /// They are deleted before.
    Foreground,
    /// They stay.
    Orphan,
}

/// How an object is deleted.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Deletion {
    /// What becomes of the objects it owns.
    pub propagation: Propagation,
    /// Only the object with this uid: not one of the same name made meanwhile.
    pub uid: Option<String>,
    /// Only while it is of this version.
    pub resource_version: Option<String>,
    /// Whether it is only tried.
    pub dry_run: bool,
}

impl Client {
    /// Makes an object. With `dry_run` all checks are made and nothing is kept.
    ///
    /// # Errors
    /// It exists, the API server or a webhook refuses it, or what [`Error`](crate::Error) tells of.
    pub async fn create<K: Kind>(
        &self,
        namespace: Option<&str>,
        object: &(impl Serialize + Sync),
        dry_run: bool,
    ) -> Result<Written<K>> {
        let request = self
            .request::<K>("create", namespace, None)?
            .changing(!dry_run);
        let params = PostParams {
            dry_run,
            field_manager: Some(FIELD_MANAGER.to_owned()),
        };
        let built = serde_json::to_vec(object)
            .map_err(kube::core::request::Error::SerializeBody)
            .and_then(|body| url::<K>(namespace).create(&params, body));
        let (object, warnings) = self.call_for(&request, built).await?;
        Ok(Written { object, warnings })
    }

    /// Changes an object by a merge patch. With `expected`, only while it is of that version.
    ///
    /// # Errors
    /// It is not there, is of another version, the API server or a webhook refuses the change, or
    /// what [`Error`](crate::Error) tells of.
    pub async fn merge<K: Kind>(
        &self,
        namespace: Option<&str>,
        name: &str,
        part: Part,
        patch: Map<String, Value>,
        expected: Option<&str>,
        dry_run: bool,
    ) -> Result<Written<K>> {
        let subresource = match part {
            Part::Object => None,
            Part::Status => Some("status"),
        };
        let patch = Patch::Merge(conditional(patch, expected));
        let request = self
            .request::<K>("patch", namespace, Some(name))?
            .subresource(subresource)
            .changing(!dry_run);
        let (place, params) = (url::<K>(namespace), patch_params(dry_run));
        let built = match subresource {
            None => place.patch(name, &params, &patch),
            Some(subresource) => place.patch_subresource(subresource, name, &params, &patch),
        };
        let (object, warnings) = self.call_for(&request, built).await?;
        Ok(Written { object, warnings })
    }

    /// Sets the number of replicas through the scale subresource.
    ///
    /// # Errors
    /// As [`Client::merge`].
    pub async fn scale<K: Kind>(
        &self,
        namespace: &str,
        name: &str,
        replicas: i32,
        expected: Option<&str>,
        dry_run: bool,
    ) -> Result<Written<Scale>> {
        let request = self
            .request::<K>("patch", Some(namespace), Some(name))?
            .subresource(Some("scale"))
            .changing(!dry_run);
        let mut patch = Map::new();
        patch.insert("spec".to_owned(), json!({ "replicas": replicas }));
        let patch = Patch::Merge(conditional(patch, expected));
        let place = url::<K>(Some(namespace));
        let built = place.patch_subresource("scale", name, &patch_params(dry_run), &patch);
        let (object, warnings) = self.call_for(&request, built).await?;
        Ok(Written { object, warnings })
    }

    /// Deletes an object; it may stay for as long as finalizers want it. Returns the warnings.
    ///
    /// # Errors
    /// It is not there, is another one, or what [`Error`](crate::Error) tells of.
    pub async fn delete<K: Kind>(
        &self,
        namespace: Option<&str>,
        name: &str,
        deletion: Deletion,
    ) -> Result<Vec<String>> {
        let request = self
            .request::<K>("delete", namespace, Some(name))?
            .changing(!deletion.dry_run);
        let policy = match deletion.propagation {
            Propagation::Background => PropagationPolicy::Background,
            Propagation::Foreground => PropagationPolicy::Foreground,
            Propagation::Orphan => PropagationPolicy::Orphan,
        };
        let params = DeleteParams {
            dry_run: deletion.dry_run,
            propagation_policy: Some(policy),
            preconditions: Some(Preconditions {
                uid: deletion.uid,
                resource_version: deletion.resource_version,
            }),
            ..DeleteParams::default()
        };
        let built = url::<K>(namespace).delete(name, &params);
        self.call(&request, built)
            .await
            .map(|answer| answer.warnings)
    }
}

fn patch_params(dry_run: bool) -> PatchParams {
    PatchParams {
        dry_run,
        field_manager: Some(FIELD_MANAGER.to_owned()),
        ..PatchParams::default()
    }
}

/// A patch that names a version is refused with a conflict when the object is of another.
fn conditional(mut patch: Map<String, Value>, expected: Option<&str>) -> Map<String, Value> {
    if let Some(version) = expected {
        let metadata = patch.entry("metadata").or_insert_with(|| json!({}));
        metadata["resourceVersion"] = json!(version);
    }
    patch
}

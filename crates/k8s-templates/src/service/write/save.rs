//! New templates, and changes of those that are there.

use std::sync::Arc;

use acm_k8s_api::{
    AerospikeClusterTemplate, Part, ResourceExt, changes::Changed, manifest::clean, merge,
    refusals::refusals_of, resource,
};
use serde_json::{Map, Value, json};

use super::{ATTEMPTS, Outcome};
use crate::{
    error::{Error, Result},
    service::Templates,
};

/// A template that is asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Draft {
    pub spec: Value,
    pub labels: Option<Value>,
    pub annotations: Option<Value>,
}

/// A change as a merge patch: absent keeps, null removes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Update {
    pub change: Draft,
    /// The version the caller saw.
    pub expected: Option<String>,
}

impl Draft {
    fn patch(&self) -> Value {
        let mut patch = json!({});
        for (key, given) in [("labels", &self.labels), ("annotations", &self.annotations)] {
            if let Some(given) = given {
                patch["metadata"][key] = given.clone();
            }
        }
        if self.spec.as_object().is_some_and(|spec| !spec.is_empty()) {
            patch["spec"] = self.spec.clone();
        }
        patch
    }
}

impl Templates {
    /// Makes a template.
    ///
    /// # Errors
    /// It exists, breaks a rule, asks for what cannot be had, or Kubernetes' own.
    pub(crate) async fn create(
        &self,
        context: &Arc<str>,
        name: &str,
        draft: &Draft,
        dry_run: bool,
    ) -> Result<Outcome> {
        let mut object = json!({ "spec": {} });
        // Nulls say nothing of something new: a patch drops them.
        merge::apply(&mut object, &draft.patch());
        object["apiVersion"] = json!(format!("{}/{}", resource::GROUP, resource::VERSION));
        object["kind"] = json!("AerospikeClusterTemplate");
        object["metadata"]["name"] = json!(name);
        let mut outcome = Outcome::judged(&object["spec"], dry_run)?;
        let client = self.kubernetes.client(Some(context)).await?;
        match client.create(None, &object, dry_run).await {
            Ok(written) => outcome.fill(&object, written, dry_run),
            Err(error) if dry_run => outcome.refusals.extend(refusals_of(error)?),
            Err(error) => return Err(error.into()),
        }
        Ok(outcome)
    }

    /// Changes a template. Clusters made from it keep the copy they have until a resync.
    ///
    /// # Errors
    /// It is not there, is of another version than was expected, breaks a rule, or Kubernetes' own.
    pub(crate) async fn update(
        &self,
        context: &Arc<str>,
        name: &str,
        update: &Update,
        dry_run: bool,
    ) -> Result<Outcome> {
        let client = self.kubernetes.client(Some(context)).await?;
        let patch = update.change.patch();
        for attempt in 1.. {
            let live: AerospikeClusterTemplate = client.get(None, name).await?;
            let changed = || {
                let changed = Changed::of("template", live.json(), &patch, None);
                Error::Changed(Box::new(changed))
            };
            let version = live.resource_version();
            if update.expected.is_some() && update.expected != version {
                return Err(changed());
            }
            let before = live.json();
            let mut proposed = before.clone();
            merge::apply(&mut proposed, &patch);
            if proposed == before {
                return Ok(Outcome {
                    template: Some(live),
                    ..Outcome::default()
                });
            }
            let mut outcome = Outcome::judged(&proposed["spec"], dry_run)?;
            let fields: Map<String, Value> = patch.as_object().cloned().unwrap_or_default();
            let written = client
                .merge(
                    None,
                    name,
                    Part::Object,
                    fields,
                    version.as_deref(),
                    dry_run,
                )
                .await;
            match written {
                Ok(written) => outcome.fill(&clean(before), written, dry_run),
                Err(error) if error.is_conflict() => {
                    if update.expected.is_some() || attempt == ATTEMPTS {
                        return Err(changed());
                    }
                    continue;
                }
                Err(error) if dry_run => outcome.refusals.extend(refusals_of(error)?),
                Err(error) => return Err(error.into()),
            }
            return Ok(outcome);
        }
        Err(Error::held("CHANGED", "The template changes all the time."))
    }
}

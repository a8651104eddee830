//! New templates, and changes of those that are there.

use std::sync::Arc;

use acm_k8s_api::{
    AerospikeClusterTemplate, Client, Part, ResourceExt,
    changes::Changed,
    edit::{self, drop_nulls},
    keepers::kept,
    manifest::clean,
    merge,
    refusals::refusals_of,
    resource::TemplateKind,
    yaml,
};
use serde_json::{Value, json};

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

/// What the caller saw of a template that is to change.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen {
    /// Its version.
    pub version: Option<String>,
    /// The whole of it, in YAML.
    pub yaml: Option<String>,
}

/// The same, read.
struct Before {
    version: Option<String>,
    object: Option<Value>,
}

impl Seen {
    fn read(&self) -> Result<Before> {
        let bad = |bad| Error::Yaml("input.seenYaml", bad);
        let object = self.yaml.as_deref().map(yaml::read).transpose();
        Ok(Before {
            version: self.version.clone(),
            object: object.map_err(bad)?.map(clean),
        })
    }
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
        let mut object = edit::skeleton::<TemplateKind>();
        merge::apply(&mut object, &draft.patch());
        drop_nulls(&mut object);
        self.make(context, name, object, dry_run).await
    }

    /// Makes a template from its text, under another name when one is given.
    ///
    /// # Errors
    /// The text is no YAML, of another kind, or names nothing; those of [`Templates::create`].
    pub(crate) async fn import(
        &self,
        context: &Arc<str>,
        name: Option<&str>,
        text: &str,
        dry_run: bool,
    ) -> Result<Outcome> {
        let bad = |reason: String| Error::input("input.yaml", reason);
        let object = edit::made::<TemplateKind>(read(text)?).map_err(bad)?;
        let written = object["metadata"]["name"].as_str().map(str::to_owned);
        let name = name.map(str::to_owned).or(written);
        let name = name.ok_or_else(|| bad("metadata.name is missing".to_owned()))?;
        self.make(context, &name, object, dry_run).await
    }

    async fn make(
        &self,
        context: &Arc<str>,
        name: &str,
        mut object: Value,
        dry_run: bool,
    ) -> Result<Outcome> {
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

    /// Changes a template by a patch: absent keeps, null removes. Clusters made from it keep the copy they have until a
    /// resync.
    ///
    /// # Errors
    /// It is not there, is another one than was seen, breaks a rule, or Kubernetes' own.
    pub(crate) async fn update(
        &self,
        context: &Arc<str>,
        name: &str,
        change: &Draft,
        seen: &Seen,
        dry_run: bool,
    ) -> Result<Outcome> {
        let client = self.kubernetes.client(Some(context)).await?;
        let (before, patch) = (seen.read()?, change.patch());
        change_by(&client, name, &before, dry_run, |_| Ok(patch.clone())).await
    }

    /// Makes a template what its text says. What the text leaves out is removed.
    ///
    /// # Errors
    /// The text is no YAML, or of another object; those of [`Templates::update`].
    pub(crate) async fn edit(
        &self,
        context: &Arc<str>,
        name: &str,
        text: &str,
        seen: &Seen,
        dry_run: bool,
    ) -> Result<Outcome> {
        let given = read(text)?;
        let mut before = seen.read()?;
        before.version = before.version.or_else(|| edit::version(&given));
        let wanted = clean(given);
        let client = self.kubernetes.client(Some(context)).await?;
        change_by(&client, name, &before, dry_run, |live| {
            let patch = edit::patch(&clean(live.json()), before.object.as_ref(), &wanted);
            patch.map_err(|reason| Error::input("input.yaml", reason))
        })
        .await
    }
}

fn read(text: &str) -> Result<Value> {
    yaml::read(text).map_err(|bad| Error::Yaml("input.yaml", bad))
}

/// Changes a template by what is computed of it as it is.
async fn change_by(
    client: &Client,
    name: &str,
    before: &Before,
    dry_run: bool,
    patch: impl Fn(&AerospikeClusterTemplate) -> Result<Value>,
) -> Result<Outcome> {
    let mut attempt = 1;
    loop {
        let live: AerospikeClusterTemplate = client.get(None, name).await?;
        let patch = patch(&live)?;
        let seen = before.object.as_ref();
        let changed = || Changed::of("template", live.json(), &patch, seen);
        let is_said = before.version.is_some() || seen.is_some();
        if is_said && before.version != live.resource_version() {
            let changed = changed();
            if seen.is_none() || !changed.is_elsewhere() {
                return Err(Error::Changed(Box::new(changed)));
            }
        }
        match try_change(client, name, &live, &patch, dry_run).await {
            Err(Error::Kubernetes(error)) if error.is_conflict() => {
                if attempt == ATTEMPTS {
                    return Err(Error::Changed(Box::new(changed())));
                }
                attempt += 1;
            }
            done => return done,
        }
    }
}

async fn try_change(
    client: &Client,
    name: &str,
    live: &AerospikeClusterTemplate,
    patch: &Value,
    dry_run: bool,
) -> Result<Outcome> {
    let before = live.json();
    let mut proposed = before.clone();
    merge::apply(&mut proposed, patch);
    if proposed == before {
        return Ok(Outcome {
            template: Some(live.clone()),
            ..Outcome::default()
        });
    }
    let mut outcome = Outcome::judged(&proposed["spec"], dry_run)?;
    outcome.keepers = kept(live, patch);
    let fields = patch.as_object().cloned().unwrap_or_default();
    let version = live.resource_version();
    let version = version.as_deref();
    let written = client
        .merge(None, name, Part::Object, fields, version, dry_run)
        .await;
    match written {
        Ok(written) => outcome.fill(&clean(before), written, dry_run),
        Err(error) if dry_run && !error.is_conflict() => {
            outcome.refusals.extend(refusals_of(error)?);
        }
        Err(error) => return Err(error.into()),
    }
    Ok(outcome)
}

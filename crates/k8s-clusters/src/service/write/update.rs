//! Changes of a cluster that is there.

use acm_k8s_api::{
    AerospikeCluster, Client, Part, ResourceExt, changes::Changed, edit, keepers, manifest::clean,
    merge, plan::Plan, refusals::refusals_of, yaml,
};
use serde_json::{Map, Value};

use super::{
    ATTEMPTS, Mode, Outcome, Place, Writer, autoscaler,
    error::{Error, Result},
    judge,
};

/// A change as a merge patch: absent keeps, null removes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Update {
    /// Fields of the specification.
    pub spec: Option<Value>,
    /// Labels, by their names.
    pub labels: Option<Value>,
    /// Annotations, by their names.
    pub annotations: Option<Value>,
    /// The version the caller saw.
    pub expected: Option<String>,
    /// The cluster the caller saw, for the three-way view of a conflict.
    pub seen: Option<Value>,
}

/// A cluster as its text is to be.
#[derive(Clone, Debug)]
pub(crate) struct Edit {
    /// The whole of it, in YAML.
    pub yaml: String,
    /// The version the caller saw.
    pub expected: Option<String>,
    /// The cluster the caller saw, and edited.
    pub seen: Option<Value>,
}

impl Update {
    /// A change of the specification alone.
    pub(super) fn of_spec(spec: Value) -> Self {
        Self {
            spec: Some(spec),
            ..Self::default()
        }
    }

    fn patch(&self) -> Value {
        let mut patch = Map::new();
        let mut metadata = Map::new();
        for (key, given) in [("labels", &self.labels), ("annotations", &self.annotations)] {
            metadata.extend(given.clone().map(|given| (key.to_owned(), given)));
        }
        if !metadata.is_empty() {
            patch.insert("metadata".to_owned(), metadata.into());
        }
        patch.extend(self.spec.clone().map(|spec| ("spec".to_owned(), spec)));
        patch.into()
    }
}

impl Writer {
    /// Changes a cluster.
    ///
    /// # Errors
    /// It is not there, is of another version than was expected, breaks a rule, or Kubernetes' own.
    pub(crate) async fn update(
        &self,
        place: &Place,
        update: &Update,
        mode: Mode,
    ) -> Result<Outcome> {
        let client = self.client(place).await?;
        let patch = update.patch();
        self.change(&client, place, update, mode, |_| Ok(patch.clone()))
            .await
    }

    /// Makes a cluster what a text says. What the text leaves out is removed; what it says as it was seen stays as
    /// others made it meanwhile.
    ///
    /// # Errors
    /// The text is no YAML, or of another object; those of [`Writer::update`].
    pub(crate) async fn edit(&self, place: &Place, edit: &Edit, mode: Mode) -> Result<Outcome> {
        let given = yaml::read(&edit.yaml).map_err(Error::Yaml)?;
        let update = Update {
            expected: edit.expected.clone().or_else(|| edit::version(&given)),
            seen: edit.seen.clone().map(clean),
            ..Update::default()
        };
        let wanted = clean(given);
        let client = self.client(place).await?;
        self.change(&client, place, &update, mode, |live| {
            let patch = edit::patch(&clean(live.json()), update.seen.as_ref(), &wanted);
            patch.map_err(|reason| Error::input("input.yaml", reason))
        })
        .await
    }

    /// Changes a cluster by what is computed of it as it is.
    pub(super) async fn change(
        &self,
        client: &Client,
        place: &Place,
        update: &Update,
        mode: Mode,
        patch: impl Fn(&AerospikeCluster) -> Result<Value>,
    ) -> Result<Outcome> {
        let mut attempt = 1;
        loop {
            let live = self.live(client, place).await?;
            let patch = patch(&live)?;
            let is_said = update.expected.is_some() || update.seen.is_some();
            if is_said && update.expected != live.resource_version() {
                let changed = changed(&live, &patch, update.seen.as_ref());
                if update.seen.is_none() || !changed.is_elsewhere() {
                    return Err(Error::Changed(Box::new(changed)));
                }
            }
            match self.try_change(client, place, &live, &patch, mode).await {
                Err(Error::Kubernetes(error)) if error.is_conflict() => {
                    if attempt == ATTEMPTS {
                        let live = self.live(client, place).await?;
                        let changed = changed(&live, &patch, update.seen.as_ref());
                        return Err(Error::Changed(Box::new(changed)));
                    }
                    attempt += 1;
                }
                done => return done,
            }
        }
    }

    async fn try_change(
        &self,
        client: &Client,
        place: &Place,
        live: &AerospikeCluster,
        patch: &Value,
        mode: Mode,
    ) -> Result<Outcome> {
        let mut json = live.json();
        merge::apply(&mut json, patch);
        let proposed = read(&json)?;
        let autoscaler = match patch.pointer("/spec/size") {
            Some(_) => autoscaler::known(client, place).await,
            None => None,
        };
        let plan = Plan::of(live, &proposed, autoscaler.as_ref(), &*self.parameters);
        let is_empty = json == live.json();
        let (refusals, warnings) = match is_empty {
            true => (Vec::new(), Vec::new()),
            false => judge(Some(live), &proposed, mode)?,
        };
        let mut outcome = Outcome {
            context: client.context().to_owned(),
            cluster: Some(live.clone()),
            applied: false,
            refusals,
            warnings,
            changes: Vec::new(),
            keepers: match is_empty {
                true => Vec::new(),
                false => keepers::kept(live, patch),
            },
            plan,
        };
        if is_empty {
            return Ok(outcome);
        }
        let patch = patch.as_object().cloned().unwrap_or_default();
        let version = live.resource_version();
        let (namespace, version) = (place.namespace(), version.as_deref());
        let written = client
            .merge(
                namespace,
                &place.name,
                Part::Object,
                patch,
                version,
                mode.dry_run,
            )
            .await;
        match written {
            Ok(written) => outcome.fill(&clean(live.json()), written, mode.dry_run),
            Err(error) if mode.dry_run && !error.is_conflict() => {
                outcome.refusals.extend(refusals_of(error)?);
                outcome.cluster = None;
                outcome.changes.clone_from(&outcome.plan.changes);
            }
            Err(error) => return Err(error.into()),
        }
        Ok(outcome)
    }
}

/// An object that was made here.
pub(super) fn read(json: &Value) -> Result<AerospikeCluster> {
    AerospikeCluster::from_json(json)
        .map_err(|error| Error::input("input", format!("is no cluster: {error}")))
}

fn changed(live: &AerospikeCluster, patch: &Value, seen: Option<&Value>) -> Changed {
    Changed::of("cluster", live.json(), patch, seen)
}

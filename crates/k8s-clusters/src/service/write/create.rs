//! New clusters.

use acm_k8s_api::{AerospikeCluster, manifest::clean, refusals::refusals_of, resource, yaml};
use serde_json::{Value, json};

use super::{
    Mode, Outcome, Place, Writer,
    error::{Error, Result},
    judge,
    plan::Plan,
    update::read,
};

/// A cluster that is asked for. What is left out is left out of the resource too: the template, or
/// the operator, fills it in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Draft {
    /// The specification.
    pub spec: Value,
    /// Labels, by their names.
    pub labels: Option<Value>,
    /// Annotations, by their names.
    pub annotations: Option<Value>,
}

/// A cluster that is given as text.
#[derive(Clone, Debug)]
pub(crate) struct Import {
    /// The context; may be left out when there is one.
    pub context: Option<String>,
    /// The namespace it is made in; `None` for that of the text.
    pub namespace: Option<String>,
    /// The name it is given; `None` for that of the text.
    pub name: Option<String>,
    /// The text, in YAML or JSON.
    pub yaml: String,
}

impl Writer {
    /// Makes a cluster.
    ///
    /// # Errors
    /// It exists, breaks a rule, its namespace is not there, or Kubernetes' own.
    pub(crate) async fn create(&self, place: &Place, draft: &Draft, mode: Mode) -> Result<Outcome> {
        let mut object = skeleton();
        for (key, given) in [
            ("labels", &draft.labels),
            ("annotations", &draft.annotations),
        ] {
            if let Some(given) = given {
                object["metadata"][key] = given.clone();
            }
        }
        object["spec"] = draft.spec.clone();
        drop_nulls(&mut object);
        self.make(place, object, mode).await
    }

    /// Makes a cluster from its text. What an API server or a controller had put there is left out.
    ///
    /// # Errors
    /// The text is no YAML, or of another kind; those of [`Writer::create`].
    pub(crate) async fn import(&self, import: &Import, mode: Mode) -> Result<Outcome> {
        let given = manifest_of(&import.yaml)?;
        let expected = skeleton();
        for key in ["kind", "apiVersion"] {
            if given[key] != expected[key] {
                let wanted = expected[key].as_str().unwrap_or_default();
                return Err(Error::input(
                    "input.yaml",
                    format!("{key} is not \"{wanted}\""),
                ));
            }
        }
        let named = |wanted: &Option<String>, key: &str| {
            let written = given["metadata"][key].as_str().map(str::to_owned);
            let missing = || Error::input("input.yaml", format!("metadata.{key} is missing"));
            wanted.clone().or(written).ok_or_else(missing)
        };
        let place = Place {
            context: import.context.clone(),
            namespace: named(&import.namespace, "namespace")?,
            name: named(&import.name, "name")?,
        };
        let mut object = clean(given);
        drop_nulls(&mut object);
        self.make(&place, object, mode).await
    }

    /// Makes what a manifest says, at a place.
    pub(super) async fn make(
        &self,
        place: &Place,
        mut object: Value,
        mode: Mode,
    ) -> Result<Outcome> {
        object["metadata"]["name"] = json!(place.name);
        object["metadata"]["namespace"] = json!(place.namespace);
        let client = self.client(place).await?;
        let proposed = read(&object)?;
        let (refusals, warnings) = judge(None, &proposed, mode)?;
        let mut outcome = Outcome {
            context: client.context().to_owned(),
            cluster: None,
            applied: false,
            refusals,
            warnings,
            changes: Vec::new(),
            plan: Plan::default(),
            keepers: Vec::new(),
        };
        let written = client
            .create::<AerospikeCluster>(place.namespace(), &object, mode.dry_run)
            .await;
        match written {
            // What differs from what was given is what was filled in.
            Ok(written) => outcome.fill(&object, written, mode.dry_run),
            Err(error) if mode.dry_run => outcome.refusals.extend(refusals_of(error)?),
            Err(error) => return Err(error.into()),
        }
        Ok(outcome)
    }
}

/// What a text says of a cluster.
pub(super) fn manifest_of(text: &str) -> Result<Value> {
    let given = yaml::read(text).map_err(Error::Yaml)?;
    match &given["metadata"] {
        Value::Null | Value::Object(_) => Ok(given),
        _ => Err(Error::input("input.yaml", "metadata is no object")),
    }
}

fn skeleton() -> Value {
    json!({
        "apiVersion": format!("{}/{}", resource::GROUP, resource::VERSION),
        "kind": "AerospikeCluster",
        "metadata": {},
        "spec": {},
    })
}

/// Null and absent say the same of something new, and an API server refuses some nulls.
fn drop_nulls(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, field| !field.is_null());
            fields.values_mut().for_each(drop_nulls);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_nulls),
        _ => {}
    }
}

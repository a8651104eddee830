//! Horizontal pod autoscalers that set the size of a cluster.

use acm_k8s_api::{
    AerospikeCluster, Client, Deletion, Part, Scope,
    autoscaler::{Autoscaler, cluster_of},
    objects::HorizontalPodAutoscaler,
};
use serde_json::{Map, Value, json};

use super::{
    Place, Writer,
    error::{Error, Result},
};
use crate::service::rules::MAX_SIZE;

/// Who made an autoscaler, as labels of Kubernetes say it.
const MANAGED_BY: &str = "app.kubernetes.io/managed-by";
/// Attempts against somebody who changes the same autoscaler.
const ATTEMPTS: usize = 3;

/// An autoscaler that is asked for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct AutoscalerDraft {
    /// The least size.
    pub min: i32,
    /// The greatest size.
    pub max: i32,
    /// Percent of the requested CPU to aim at.
    pub cpu_percent: Option<i32>,
    /// Percent of the requested memory to aim at.
    pub memory_percent: Option<i32>,
}

/// An autoscaler that was made or changed.
#[derive(Clone, Debug)]
pub(crate) struct PutAutoscaler {
    /// What is there now.
    pub object: HorizontalPodAutoscaler,
    /// Whether there was none before.
    pub created: bool,
}

/// The autoscaler that sets the size of a cluster, whatever its name.
pub(super) async fn find(
    client: &Client,
    place: &Place,
) -> Result<Option<HorizontalPodAutoscaler>> {
    let scope = Scope::namespace(&place.namespace);
    let all = client.list::<HorizontalPodAutoscaler>(&scope).await?;
    Ok(all
        .items
        .into_iter()
        .find(|object| cluster_of(object).is_some_and(|(_, name)| name == place.name)))
}

/// The same where it may not be read: then none is known.
pub(super) async fn known(client: &Client, place: &Place) -> Option<Autoscaler> {
    let found = find(client, place).await.ok()?;
    found.as_ref().map(Autoscaler::from)
}

impl Writer {
    /// Makes the autoscaler of a cluster, or changes it.
    ///
    /// # Errors
    /// The draft breaks a rule; an autoscaler of that name is for something else; Kubernetes' own.
    pub(crate) async fn put_autoscaler(
        &self,
        place: &Place,
        draft: &AutoscalerDraft,
        dry_run: bool,
    ) -> Result<PutAutoscaler> {
        draft.check()?;
        let client = self.client(place).await?;
        let namespace = Some(place.namespace.as_str());
        client
            .get::<AerospikeCluster>(namespace, &place.name)
            .await?;
        let mut attempt = 1;
        loop {
            let present = find(&client, place).await?;
            let created = present.is_none();
            let written = match present {
                None => {
                    let object = draft.object(&place.name);
                    client
                        .create::<HorizontalPodAutoscaler>(namespace, &object, dry_run)
                        .await
                }
                Some(present) => {
                    let meta = present.metadata;
                    let (name, version) = (meta.name.unwrap_or_default(), meta.resource_version);
                    let patch = Map::from_iter([("spec".to_owned(), draft.spec())]);
                    let version = version.as_deref();
                    client
                        .merge::<HorizontalPodAutoscaler>(
                            namespace,
                            &name,
                            Part::Object,
                            patch,
                            version,
                            dry_run,
                        )
                        .await
                }
            };
            match written {
                Ok(written) => {
                    let object = written.object;
                    return Ok(PutAutoscaler { object, created });
                }
                Err(error) if error.is_conflict() && attempt < ATTEMPTS => attempt += 1,
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Deletes the autoscaler of a cluster. Returns whether there was one.
    ///
    /// # Errors
    /// Kubernetes' own.
    pub(crate) async fn delete_autoscaler(&self, place: &Place, dry_run: bool) -> Result<bool> {
        let client = self.client(place).await?;
        let Some(present) = find(&client, place).await? else {
            return Ok(false);
        };
        let deletion = Deletion {
            uid: present.metadata.uid,
            dry_run,
            ..Deletion::default()
        };
        let name = present.metadata.name.unwrap_or_default();
        let namespace = Some(place.namespace.as_str());
        client
            .delete::<HorizontalPodAutoscaler>(namespace, &name, deletion)
            .await?;
        Ok(true)
    }
}

impl AutoscalerDraft {
    fn check(&self) -> Result<()> {
        let sizes = 1..=MAX_SIZE;
        if !sizes.contains(&self.min) {
            return Err(Error::input(
                "input.minReplicas",
                format!("a cluster has 1 to {MAX_SIZE} nodes"),
            ));
        }
        if !sizes.contains(&self.max) || self.max < self.min {
            let reason = format!("minReplicas to {MAX_SIZE} nodes are wanted");
            return Err(Error::input("input.maxReplicas", reason));
        }
        let targets = [
            ("input.cpuTargetPercent", self.cpu_percent),
            ("input.memoryTargetPercent", self.memory_percent),
        ];
        for (field, percent) in targets {
            if percent.is_some_and(|percent| !(1..=100).contains(&percent)) {
                return Err(Error::input(field, "a percentage is 1 to 100"));
            }
        }
        match targets.iter().any(|(_, percent)| percent.is_some()) {
            true => Ok(()),
            false => Err(Error::input(
                "input.cpuTargetPercent",
                "a target for CPU or memory is wanted",
            )),
        }
    }

    fn spec(&self) -> Value {
        let targets = [("cpu", self.cpu_percent), ("memory", self.memory_percent)];
        let metrics: Vec<Value> = targets
            .iter()
            .filter_map(|(name, percent)| {
                let target = json!({ "type": "Utilization", "averageUtilization": (*percent)? });
                Some(json!({ "type": "Resource", "resource": { "name": name, "target": target } }))
            })
            .collect();
        json!({ "minReplicas": self.min, "maxReplicas": self.max, "metrics": metrics })
    }

    fn object(&self, cluster: &str) -> Value {
        let mut spec = self.spec();
        spec["scaleTargetRef"] = json!({
            "apiVersion": "acko.io/v1alpha1", "kind": "AerospikeCluster", "name": cluster,
        });
        json!({
            "apiVersion": "autoscaling/v2",
            "kind": "HorizontalPodAutoscaler",
            "metadata": { "name": cluster, "labels": { MANAGED_BY: acm_k8s_api::FIELD_MANAGER } },
            "spec": spec,
        })
    }
}

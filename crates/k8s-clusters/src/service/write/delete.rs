//! The end of clusters: first what goes with one, then the one.

use std::collections::BTreeMap;

use acm_k8s_api::{
    AerospikeCluster, Client, Deletion, Kind, ResourceExt, Scope,
    api::{
        apps::v1::StatefulSet,
        autoscaling::v2::HorizontalPodAutoscaler,
        core::v1::{ConfigMap, PersistentVolumeClaim, Pod, Service},
        policy::v1::PodDisruptionBudget,
    },
    types::{AerospikeClusterSpec, K8sVolume, K8sVolumeMode},
};

use super::{
    Place, Writer, autoscaler,
    error::{Error, Result},
    operations::instance,
};

/// A deletion that is asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Removal {
    /// The name again, as the one who asks has typed it.
    pub confirm: String,
    /// Whether only what would go is told.
    pub dry_run: bool,
}

/// What goes with a cluster, and what stays.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Doomed {
    /// What the operator made for it, which goes.
    pub objects: Vec<DoomedObject>,
    /// The volumes.
    pub claims: Vec<DoomedClaim>,
    /// An autoscaler that stays, and sets the size of nothing from then on.
    pub autoscaler: Option<String>,
    /// Kinds that could not be looked at.
    pub unseen: Vec<&'static str>,
    /// What Kubernetes warned of.
    pub warnings: Vec<String>,
}

/// An object that goes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct DoomedObject {
    /// Its kind.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
}

/// A volume of the cluster.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct DoomedClaim {
    /// The name of the claim.
    pub name: String,
    /// How much it holds, or was asked to.
    pub capacity: Option<String>,
    /// Whether it goes with the cluster; `None` when the cluster has no such volume any more.
    pub is_deleted: Option<bool>,
}

impl Writer {
    /// Deletes a cluster. With a dry run only what would go is told, and no confirmation is needed.
    ///
    /// # Errors
    /// The name is not confirmed, it is not there, or Kubernetes' own.
    pub(crate) async fn delete(&self, place: &Place, removal: &Removal) -> Result<Doomed> {
        if !removal.dry_run && removal.confirm != place.name {
            return Err(Error::input(
                "input.confirmName",
                "the name of the cluster is wanted again, so that none goes by accident",
            ));
        }
        let client = self.client(place).await?;
        let live = self.live(&client, place).await?;
        let mut doomed = doomed(&client, place, &live).await;
        let deletion = Deletion {
            uid: live.uid(),
            dry_run: removal.dry_run,
            ..Deletion::default()
        };
        let deleted = client
            .delete::<AerospikeCluster>(place.namespace(), &place.name, deletion)
            .await?;
        doomed.warnings = deleted;
        Ok(doomed)
    }
}

/// A kind that may not be looked at does not keep the others from being told.
async fn doomed(client: &Client, place: &Place, live: &AerospikeCluster) -> Doomed {
    let mut doomed = Doomed::default();
    doomed
        .look::<StatefulSet>("StatefulSet", client, place)
        .await;
    doomed.look::<Pod>("Pod", client, place).await;
    doomed.look::<Service>("Service", client, place).await;
    doomed.look::<ConfigMap>("ConfigMap", client, place).await;
    doomed
        .look::<PodDisruptionBudget>("PodDisruptionBudget", client, place)
        .await;
    let scope = Scope::namespace(&place.namespace).labels(instance(&place.name));
    match client.list::<PersistentVolumeClaim>(&scope).await {
        Ok(claims) => {
            let cascades = cascades(live.spec().ok(), &place.name);
            doomed.claims = claims
                .items
                .iter()
                .map(|claim| doomed_claim(claim, &cascades))
                .collect();
        }
        Err(_) => doomed.unseen.push("PersistentVolumeClaim"),
    }
    match autoscaler::find(client, place).await {
        Ok(found) => {
            let name = found.and_then(|found: HorizontalPodAutoscaler| found.metadata.name);
            doomed.autoscaler = name;
        }
        Err(_) => doomed.unseen.push("HorizontalPodAutoscaler"),
    }
    doomed
}

impl Doomed {
    async fn look<K: Kind>(&mut self, kind: &'static str, client: &Client, place: &Place) {
        let scope = Scope::namespace(&place.namespace).labels(instance(&place.name));
        match client.list::<K>(&scope).await {
            Ok(found) => self
                .objects
                .extend(found.items.iter().map(|object| DoomedObject {
                    kind,
                    name: object.meta().name.clone().unwrap_or_default(),
                })),
            Err(_) => self.unseen.push(kind),
        }
    }
}

/// Whether the claims of a volume go with the cluster, by what their names begin with.
fn cascades(spec: Option<&AerospikeClusterSpec>, cluster: &str) -> BTreeMap<String, bool> {
    let mut found = BTreeMap::new();
    let Some(spec) = spec else {
        return found;
    };
    let racks = spec
        .rack_config
        .value()
        .and_then(|config| config.racks.value());
    let of_racks = racks
        .into_iter()
        .flatten()
        .filter_map(|rack| rack.storage.value());
    for storage in spec.storage.value().into_iter().chain(of_racks) {
        for volume in storage.volumes.value().into_iter().flatten() {
            let policy = match is_block(volume) {
                true => storage.block_volume_policy.value(),
                false => storage.filesystem_volume_policy.value(),
            };
            let default = policy.and_then(|policy| policy.cascade_delete.value());
            let cascades = volume
                .cascade_delete
                .value()
                .or(default)
                .copied()
                .unwrap_or(false);
            found.insert(format!("{}-{cluster}-", volume.name), cascades);
        }
    }
    found
}

fn is_block(volume: &K8sVolume) -> bool {
    let claim = volume.source.persistent_volume.value();
    let mode = claim.and_then(|claim| claim.volume_mode.value());
    mode.and_then(acm_k8s_api::Known::word) == Some(K8sVolumeMode::Block)
}

fn doomed_claim(claim: &PersistentVolumeClaim, cascades: &BTreeMap<String, bool>) -> DoomedClaim {
    let name = claim.metadata.name.clone().unwrap_or_default();
    let held = claim
        .status
        .as_ref()
        .and_then(|status| status.capacity.as_ref()?.get("storage"));
    let asked = || {
        let spec = claim.spec.as_ref()?;
        spec.resources.as_ref()?.requests.as_ref()?.get("storage")
    };
    DoomedClaim {
        capacity: held.or_else(asked).map(|amount| amount.0.clone()),
        is_deleted: cascades
            .iter()
            .find(|(start, _)| name.starts_with(*start))
            .map(|(_, goes)| *goes),
        name,
    }
}

//! Volumes nobody uses any more.

use acm_k8s_api::{
    Deletion, Scope,
    api::{
        apps::v1::StatefulSet,
        core::v1::{PersistentVolumeClaim, Pod},
    },
};

use super::{
    Place, Writer,
    error::{Error, Result},
    operations::instance,
};

/// The deletion of a claim that is asked for.
#[derive(Clone, Debug)]
pub(crate) struct ClaimDeletion {
    /// The name of the claim.
    pub claim: String,
    /// The name again, as the one who asks has typed it.
    pub confirm: String,
    /// Whether nothing is kept.
    pub dry_run: bool,
}

impl Writer {
    /// Deletes the claim of a pod that is no more, and with it the data on its volume.
    ///
    /// # Errors
    /// It is not a claim of this cluster, a pod has it or will have it again, the name is not
    /// confirmed; Kubernetes' own.
    pub(crate) async fn delete_claim(&self, place: &Place, deletion: &ClaimDeletion) -> Result<()> {
        let name = &deletion.claim;
        if !deletion.dry_run && deletion.confirm != *name {
            return Err(Error::input(
                "input.confirmName",
                "the name of the claim is wanted again, for its data goes with it",
            ));
        }
        let client = self.client(place).await?;
        let claim = client
            .get::<PersistentVolumeClaim>(place.namespace(), name)
            .await?;
        let labels = claim.metadata.labels.clone().unwrap_or_default();
        if labels.get("app.kubernetes.io/instance") != Some(&place.name) {
            return Err(Error::Missing {
                kind: "claim of this cluster",
                name: name.clone(),
            });
        }
        // Any pod of the namespace may have mounted it, not only those of the cluster.
        let pods = client
            .list::<Pod>(&Scope::namespace(&place.namespace))
            .await?;
        if let Some(pod) = pods.items.iter().find(|pod| mounts(pod, name)) {
            let pod = pod.metadata.name.clone().unwrap_or_default();
            let message = format!(
                "The pod \"{pod}\" uses this claim: only those without a pod can be deleted."
            );
            return Err(Error::held("CLAIM_IN_USE", message).with("pod", pod));
        }
        let scope = Scope::namespace(&place.namespace).labels(instance(&place.name));
        let sets = client.list::<StatefulSet>(&scope).await?;
        if let Some(set) = sets.items.iter().find(|set| will_mount(set, name)) {
            let set = set.metadata.name.clone().unwrap_or_default();
            let message = format!(
                "A pod of the StatefulSet \"{set}\" is missing and will use this claim when it comes back."
            );
            return Err(Error::held("CLAIM_AWAITED", message).with("statefulSet", set));
        }
        let options = Deletion {
            uid: claim.metadata.uid,
            dry_run: deletion.dry_run,
            ..Deletion::default()
        };
        client
            .delete::<PersistentVolumeClaim>(place.namespace(), name, options)
            .await?;
        Ok(())
    }
}

fn mounts(pod: &Pod, claim: &str) -> bool {
    let volumes = pod.spec.as_ref().and_then(|spec| spec.volumes.as_ref());
    let mut claims = volumes.into_iter().flatten();
    claims.any(|volume| {
        let of_claim = volume.persistent_volume_claim.as_ref();
        of_claim.is_some_and(|volume| volume.claim_name == claim)
    })
}

/// Claims of a stateful set are named after the volume, the set, and the number of the pod.
fn will_mount(set: &StatefulSet, claim: &str) -> bool {
    let spec = &set.spec;
    let name = set.metadata.name.as_deref().unwrap_or_default();
    let templates = spec.volume_claim_templates.iter().flatten();
    let mut volumes = templates.filter_map(|template| template.metadata.name.as_deref());
    volumes.any(|volume| {
        let number = claim.strip_prefix(&format!("{volume}-{name}-"));
        let number = number.and_then(|number| number.parse::<i32>().ok());
        number.is_some_and(|number| number < spec.replicas.unwrap_or(1))
    })
}

//! Claims to volumes: which are mounted, and which are left over.

use std::sync::Arc;

use acm_core::UnixMillis;
use acm_k8s_api::{
    ResourceExt,
    objects::{PersistentVolumeClaim, Pod, millis},
};

/// A claim of a cluster to a volume.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ClaimView {
    pub name: String,
    pub storage_class: Option<String>,
    pub capacity: Option<String>,
    pub requested: Option<String>,
    pub phase: Option<String>,
    pub volume: Option<String>,
    pub access_modes: Vec<String>,
    pub volume_mode: Option<String>,
    pub created: Option<UnixMillis>,
    /// The pod that mounts it.
    pub pod: Option<String>,
    /// Whether it is bound and no pod mounts it; `None` while pods are not known.
    pub is_orphan: Option<bool>,
}

impl ClaimView {
    /// A claim; `pods` is `None` while they cannot be looked at.
    pub(crate) fn of(claim: &PersistentVolumeClaim, pods: Option<&[Arc<Pod>]>) -> Self {
        let name = claim.name_any();
        let spec = claim.spec.as_ref();
        let status = claim.status.as_ref();
        let mounts = |pod: &&Arc<Pod>| {
            let volumes = pod.spec.as_ref().and_then(|spec| spec.volumes.as_deref());
            volumes.unwrap_or_default().iter().any(|volume| {
                let claim = volume.persistent_volume_claim.as_ref();
                claim.is_some_and(|claim| claim.claim_name == name)
            })
        };
        let pod = pods
            .and_then(|pods| pods.iter().find(mounts))
            .map(|pod| pod.name_any());
        let phase = status.and_then(|status| status.phase.clone());
        let requests = spec.and_then(|spec| spec.resources.as_ref()?.requests.as_ref());
        Self {
            storage_class: spec.and_then(|spec| spec.storage_class_name.clone()),
            capacity: status
                .and_then(|status| status.capacity.as_ref()?.get("storage"))
                .map(|size| size.0.clone()),
            requested: requests
                .and_then(|requests| requests.get("storage"))
                .map(|size| size.0.clone()),
            volume: spec.and_then(|spec| spec.volume_name.clone()),
            access_modes: spec
                .and_then(|spec| spec.access_modes.clone())
                .unwrap_or_default(),
            volume_mode: spec.and_then(|spec| spec.volume_mode.clone()),
            created: claim.creation_timestamp().as_ref().map(millis),
            is_orphan: pods.map(|_| pod.is_none() && phase.as_deref() == Some("Bound")),
            phase,
            pod,
            name,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_bound_claim_that_no_pod_mounts_is_left_over() {
        let claim = |phase: &str| -> PersistentVolumeClaim {
            serde_json::from_value(json!({
                "metadata": { "name": "data-db-0-0" },
                "spec": { "resources": { "requests": { "storage": "1Gi" } } },
                "status": { "phase": phase },
            }))
            .unwrap()
        };
        let pod: Pod = serde_json::from_value(json!({
            "metadata": { "name": "db-0-0" },
            "spec": {
                "containers": [],
                "volumes": [{ "name": "data", "persistentVolumeClaim": { "claimName": "data-db-0-0" } }],
            },
        }))
        .unwrap();
        let pods = [Arc::new(pod)];
        let mounted = ClaimView::of(&claim("Bound"), Some(&pods));
        assert_eq!(
            (mounted.pod.as_deref(), mounted.is_orphan),
            (Some("db-0-0"), Some(false))
        );
        assert_eq!(mounted.requested.as_deref(), Some("1Gi"));
        assert_eq!(
            ClaimView::of(&claim("Bound"), Some(&[])).is_orphan,
            Some(true)
        );
        assert_eq!(
            ClaimView::of(&claim("Pending"), Some(&[])).is_orphan,
            Some(false)
        );
        assert_eq!(
            ClaimView::of(&claim("Bound"), None).is_orphan,
            None,
            "nobody knows"
        );
    }
}

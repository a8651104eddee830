//! The numbers of a cluster at a glance.

use std::sync::Arc;

use acm_k8s_api::objects::StatefulSet;

use super::{Migration, PodView, RackView, View, racks::racks};

/// The numbers of a cluster at a glance.
#[derive(Clone, Debug)]
pub(crate) struct Health {
    pub total_pods: usize,
    pub ready_pods: usize,
    pub wanted_pods: Option<i32>,
    pub pending_restarts: usize,
    pub migrating: Option<bool>,
    pub available: Option<bool>,
    pub config_applied: Option<bool>,
    pub acl_synced: Option<bool>,
    pub racks: Vec<RackView>,
}

impl Health {
    pub(crate) fn of(view: &View, pods: &[PodView], sets: &[Arc<StatefulSet>]) -> Self {
        let pending = view
            .status()
            .and_then(|status| status.pending_restart_pods.value());
        Self {
            total_pods: pods.len(),
            ready_pods: pods
                .iter()
                .filter(|pod| pod.is_ready() == Some(true))
                .count(),
            wanted_pods: view.wanted_size(),
            pending_restarts: pending.map_or(0, Vec::len),
            migrating: Migration::of(view, pods).in_progress,
            available: view.holds("Available"),
            config_applied: view.holds("ConfigApplied"),
            acl_synced: view.holds("ACLSynced"),
            racks: racks(view, pods, sets),
        }
    }
}

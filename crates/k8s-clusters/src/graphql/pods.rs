//! How pods and racks are shown.

use std::sync::Arc;

use acm_core::ApiError;
use acm_graph::{AerospikeNode, scalars::DateTime};
use acm_k8s_api::{
    ResourceExt,
    types::{K8sPodStatus, K8sRack},
};
use async_graphql::{Context, Object, SimpleObject};

use super::live::{is_at, live};
use crate::service::{Look, PodView, RackView, View, ZONE};

/// A pod of a cluster.
pub(super) struct K8sPod {
    pub(super) pod: PodView,
    /// Why Kubernetes does not tell of pods.
    pub(super) problem: Option<ApiError>,
    pub(super) view: View,
    pub(super) look: Arc<Look>,
}

/// A pod of a cluster.
#[Object]
impl K8sPod {
    /// Its name.
    async fn name(&self) -> &str {
        &self.pod.name
    }

    /// The number of its rack; 0 in a cluster without racks.
    async fn rack(&self) -> i32 {
        self.pod.rack
    }

    /// What the operator says of it, late at times; null when it says nothing.
    async fn status(&self) -> Option<&K8sPodStatus> {
        self.pod.operator.as_ref()
    }

    /// What Kubernetes says of it; null when it does not know it.
    async fn state(&self) -> Option<Result<K8sPodState, ApiError>> {
        if let Some(problem) = &self.problem {
            return Some(Err(problem.clone()));
        }
        let pod = &self.pod;
        let object = pod.pod.as_ref()?;
        let waiting = pod.waiting();
        Some(Ok(K8sPodState {
            phase: pod.phase().map(str::to_owned),
            ready: pod.is_ready().unwrap_or_default(),
            restarts: pod.restarts().unwrap_or_default(),
            waiting_reason: waiting.as_ref().map(|waiting| waiting.reason.clone()),
            waiting_message: waiting.and_then(|waiting| waiting.message),
            last_end_reason: pod.last_end().map(str::to_owned),
            image: pod.image().map(str::to_owned),
            node: pod.node().map(str::to_owned),
            created_at: pod.created().map(DateTime),
            deleting: pod.is_going(),
            containers: pod.container_names(),
            uid: object.uid(),
        }))
    }

    /// The zone it stands in, by its own label or that of its node; null when neither tells, or it is on no node
    /// yet.
    async fn zone(&self) -> Option<Result<String, ApiError>> {
        if let Some(zone) = self.pod.zone() {
            return Some(Ok(zone.to_owned()));
        }
        match self.look.node(&self.view.context, self.pod.node()?).await {
            Ok(node) => node?.labels().get(ZONE).cloned().map(Ok),
            Err(error) => Some(Err(error)),
        }
    }

    /// The Aerospike node in it, as the cluster's connection reaches it; null without a connection, and while no
    /// node of the cluster has the pod's address.
    async fn node(&self, ctx: &Context<'_>) -> Option<Result<AerospikeNode, ApiError>> {
        self.live_node(ctx).await.transpose()
    }
}

impl K8sPod {
    async fn live_node(&self, ctx: &Context<'_>) -> Result<Option<AerospikeNode>, ApiError> {
        let live = live(ctx, &self.view.reference()).await;
        let (Some(address), Some(cluster)) = (self.pod.address(), live) else {
            return Ok(None);
        };
        let cluster = cluster?;
        let found = cluster.nodes.iter().find(|node| is_at(node, address));
        Ok(found.cloned())
    }
}

/// What Kubernetes says of a pod.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sPodState {
    /// `Pending`, `Running`, `Succeeded`, `Failed` or `Unknown`.
    phase: Option<String>,
    /// Whether it is ready and stays.
    ready: bool,
    /// How often its containers have started again, all together.
    restarts: i32,
    /// Why it does not run, such as `ImagePullBackOff` or `Unschedulable`; null when it does.
    waiting_reason: Option<String>,
    /// The same in more words.
    waiting_message: Option<String>,
    /// Why a container ended the last time, such as `OOMKilled`; null when none did.
    last_end_reason: Option<String>,
    /// The image its Aerospike was started with.
    image: Option<String>,
    /// The Kubernetes node it is on; null until it is on one.
    node: Option<String>,
    /// When it was made.
    created_at: Option<DateTime>,
    /// Whether it is being deleted.
    deleting: bool,
    /// Its containers, the first of them Aerospike: those that have logs.
    containers: Vec<String>,
    /// Tells it from one of the same name before or after.
    uid: Option<String>,
}

/// A rack of a cluster.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sClusterRack {
    /// Its number; 0 is the one of a cluster without racks.
    id: i32,
    /// What the cluster asks for; null for a rack that is not in the spec.
    spec: Option<K8sRack>,
    /// Pods its stateful set is to have; null while there is none.
    wanted: Option<i32>,
    /// Pods it has.
    total: i32,
    /// Pods of it that are ready.
    ready: i32,
}

impl From<RackView> for K8sClusterRack {
    fn from(rack: RackView) -> Self {
        let count = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
        Self {
            id: rack.id,
            spec: rack.spec,
            wanted: rack.wanted,
            total: count(rack.total),
            ready: count(rack.ready),
        }
    }
}

//! How what belongs to a cluster is shown.

use std::sync::Arc;

use acm_core::ApiError;
use acm_graph::scalars::DateTime;
use acm_k8s_api::{
    ResourceExt,
    objects::{
        ConfigMap, HorizontalPodAutoscaler, PodDisruptionBudget, Service, StatefulSet, millis,
    },
};
use async_graphql::{Object, SimpleObject};

use crate::service::{Look, View, owned::ClaimView};

/// What belongs to a cluster in Kubernetes. Each kind fails alone.
pub(super) struct K8sOwned {
    pub(super) view: View,
    pub(super) look: Arc<Look>,
}

type Part<T> = Option<Result<Vec<T>, ApiError>>;

fn shown<K, T: for<'a> From<&'a K>>(objects: Result<Vec<Arc<K>>, ApiError>) -> Part<T> {
    Some(objects.map(|objects| objects.iter().map(|object| T::from(object)).collect()))
}

#[Object]
impl K8sOwned {
    /// Its stateful sets, one for each rack.
    async fn stateful_sets(&self) -> Part<K8sStatefulSet> {
        shown(self.look.sets(&self.view).await)
    }

    /// Its services: that of all pods and, where it asks for them, one for each pod.
    async fn services(&self) -> Part<K8sService> {
        shown(self.look.services(&self.view).await)
    }

    /// Its configuration files, one object for each rack.
    async fn config_maps(&self) -> Part<K8sConfigMap> {
        shown(self.look.config_maps(&self.view).await)
    }

    /// What keeps Kubernetes from evicting too many of its pods at once.
    async fn disruption_budgets(&self) -> Part<K8sDisruptionBudget> {
        shown(self.look.budgets(&self.view).await)
    }

    /// Its claims to volumes, those that are left over included.
    async fn volume_claims(&self) -> Part<K8sVolumeClaim> {
        let claims = async || {
            let claims = self.look.claims(&self.view).await?;
            let pods = self.look.pods(&self.view).await.ok();
            let claims = claims
                .iter()
                .map(|claim| ClaimView::of(claim, pods.as_deref()).into());
            Ok(claims.collect())
        };
        Some(claims().await)
    }

    /// The autoscalers that set its size: more than one contradict each other.
    async fn autoscalers(&self) -> Part<K8sAutoscaler> {
        shown(self.look.autoscalers(&self.view).await)
    }
}

/// A stateful set: the pods of a rack.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sStatefulSet {
    /// Its name.
    name: String,
    /// Pods it is to have.
    replicas: Option<i32>,
    /// Pods it has that are ready.
    ready_replicas: Option<i32>,
    /// The image its new pods would run.
    image: Option<String>,
}

impl From<&StatefulSet> for K8sStatefulSet {
    fn from(set: &StatefulSet) -> Self {
        let spec = set.spec.template.spec.as_ref();
        let container = spec.and_then(|spec| spec.containers.first());
        Self {
            name: set.name_any(),
            replicas: set.spec.replicas,
            ready_replicas: set.status.as_ref().and_then(|status| status.ready_replicas),
            image: container.and_then(|container| container.image.clone()),
        }
    }
}

/// A service.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sService {
    /// Its name.
    name: String,
    /// `ClusterIP`, `NodePort` or `LoadBalancer`.
    kind: Option<String>,
    /// Its address within Kubernetes; `None` for one that only names pods.
    cluster_ip: Option<String>,
    /// Its ports, as `name:port`.
    ports: Vec<String>,
}

impl From<&Service> for K8sService {
    fn from(service: &Service) -> Self {
        let spec = service.spec.as_ref();
        let ports = spec
            .and_then(|spec| spec.ports.as_deref())
            .unwrap_or_default();
        let port = |name: &Option<String>, port: i32| match name {
            Some(name) => format!("{name}:{port}"),
            None => port.to_string(),
        };
        Self {
            name: service.name_any(),
            kind: spec.and_then(|spec| spec.type_.clone()),
            cluster_ip: spec.and_then(|spec| spec.cluster_ip.clone()),
            ports: ports.iter().map(|one| port(&one.name, one.port)).collect(),
        }
    }
}

/// The configuration files of a rack.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sConfigMap {
    /// Its name.
    name: String,
    /// The configuration its nodes start with, as Aerospike reads it.
    aerospike_conf: Option<String>,
    /// The files in it.
    files: Vec<String>,
}

impl From<&ConfigMap> for K8sConfigMap {
    fn from(map: &ConfigMap) -> Self {
        let data = map.data.as_ref();
        Self {
            name: map.name_any(),
            aerospike_conf: data.and_then(|data| data.get("aerospike.conf").cloned()),
            files: data
                .into_iter()
                .flatten()
                .map(|(name, _)| name.clone())
                .collect(),
        }
    }
}

/// What keeps Kubernetes from evicting too many pods at once.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sDisruptionBudget {
    /// Its name.
    name: String,
    /// Pods that may be evicted now.
    disruptions_allowed: Option<i32>,
    /// Pods that are healthy.
    current_healthy: Option<i32>,
    /// Pods that must stay so.
    desired_healthy: Option<i32>,
}

impl From<&PodDisruptionBudget> for K8sDisruptionBudget {
    fn from(budget: &PodDisruptionBudget) -> Self {
        let status = budget.status.as_ref();
        Self {
            name: budget.name_any(),
            disruptions_allowed: status.and_then(|status| status.disruptions_allowed),
            current_healthy: status.and_then(|status| status.current_healthy),
            desired_healthy: status.and_then(|status| status.desired_healthy),
        }
    }
}

/// A claim to a volume.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sVolumeClaim {
    /// Its name.
    name: String,
    /// The storage class.
    storage_class: Option<String>,
    /// The size it has.
    capacity: Option<String>,
    /// The size it asks for.
    requested_size: Option<String>,
    /// `Pending`, `Bound` or `Lost`.
    phase: Option<String>,
    /// The volume it is bound to.
    volume_name: Option<String>,
    /// How it may be mounted, such as `ReadWriteOnce`.
    access_modes: Vec<String>,
    /// `Filesystem` or `Block`.
    volume_mode: Option<String>,
    /// When it was made.
    created_at: Option<DateTime>,
    /// The pod that mounts it.
    bound_pod: Option<String>,
    /// Whether it is bound and no pod mounts it; null while pods cannot be looked at.
    orphan: Option<bool>,
}

impl From<ClaimView> for K8sVolumeClaim {
    fn from(claim: ClaimView) -> Self {
        Self {
            name: claim.name,
            storage_class: claim.storage_class,
            capacity: claim.capacity,
            requested_size: claim.requested,
            phase: claim.phase,
            volume_name: claim.volume,
            access_modes: claim.access_modes,
            volume_mode: claim.volume_mode,
            created_at: claim.created.map(DateTime),
            bound_pod: claim.pod,
            orphan: claim.is_orphan,
        }
    }
}

/// An autoscaler that sets the size of a cluster.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sAutoscaler {
    /// Its name.
    name: String,
    /// The least number of nodes it sets.
    min_replicas: Option<i32>,
    /// The greatest.
    max_replicas: i32,
    /// The share of requested CPU it aims at, in percent.
    cpu_target_percent: Option<i32>,
    /// The share of requested memory it aims at, in percent.
    memory_target_percent: Option<i32>,
    /// The number of nodes it sees.
    current_replicas: Option<i32>,
    /// The number of nodes it wants.
    desired_replicas: Option<i32>,
    /// When it last changed the number.
    last_scale_at: Option<DateTime>,
    /// What it says of itself.
    conditions: Vec<K8sAutoscalerCondition>,
}

/// What an autoscaler says of itself.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sAutoscalerCondition {
    /// What it is about, such as `ScalingActive`.
    r#type: String,
    /// `True`, `False` or `Unknown`.
    status: String,
    /// A word for the last change.
    reason: Option<String>,
    /// What it means, for people.
    message: Option<String>,
    /// Since when.
    last_transition_time: Option<DateTime>,
}

impl From<&HorizontalPodAutoscaler> for K8sAutoscaler {
    fn from(scaler: &HorizontalPodAutoscaler) -> Self {
        let target = |name: &str| {
            let metrics = scaler.spec.metrics.as_deref().unwrap_or_default();
            let resources = metrics.iter().filter_map(|metric| metric.resource.as_ref());
            let mut named = resources.filter(|resource| resource.name == name);
            named.next()?.target.average_utilization
        };
        let status = scaler.status.as_ref();
        let conditions = status
            .and_then(|status| status.conditions.as_deref())
            .unwrap_or_default();
        let conditions = conditions.iter().map(|condition| K8sAutoscalerCondition {
            r#type: condition.type_.clone(),
            status: condition.status.clone(),
            reason: condition.reason.clone(),
            message: condition.message.clone(),
            last_transition_time: condition
                .last_transition_time
                .as_ref()
                .map(|time| DateTime(millis(time))),
        });
        Self {
            name: scaler.name_any(),
            min_replicas: scaler.spec.min_replicas,
            max_replicas: scaler.spec.max_replicas,
            cpu_target_percent: target("cpu"),
            memory_target_percent: target("memory"),
            current_replicas: status.and_then(|status| status.current_replicas),
            desired_replicas: status.map(|status| status.desired_replicas),
            last_scale_at: status
                .and_then(|status| status.last_scale_time.as_ref())
                .map(|time| DateTime(millis(time))),
            conditions: conditions.collect(),
        }
    }
}

//! What belongs to clusters, read once for all that one answer shows.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use acm_core::ApiError;
use acm_k8s_api::{
    Kind, Kubernetes, ResourceExt, Scope,
    autoscaler::cluster_of,
    objects::{
        ConfigMap, HorizontalPodAutoscaler, Node, PersistentVolumeClaim, Pod, PodDisruptionBudget,
        Service, StatefulSet,
    },
};
use tokio::sync::OnceCell;

use super::{Clusters, View};

/// The label every object of the operator has, with this value.
pub(crate) const OPERATED: &str = "app.kubernetes.io/name=aerospike-cluster";
/// The label that names the cluster an object belongs to.
pub(crate) const INSTANCE: &str = "app.kubernetes.io/instance";

/// One look at what belongs to clusters. Each kind is read when it is first asked for, from a watch
/// that all share, and stays as it was: all that one answer shows fits together.
pub(crate) struct Look {
    pub(crate) clusters: Clusters,
    pods: Kept<Pod>,
    sets: Kept<StatefulSet>,
    services: Kept<Service>,
    config_maps: Kept<ConfigMap>,
    budgets: Kept<PodDisruptionBudget>,
    claims: Kept<PersistentVolumeClaim>,
    autoscalers: Kept<HorizontalPodAutoscaler>,
    nodes: Kept<Node>,
}

/// Objects of a kind by cluster, for each context.
struct Kept<K>(Mutex<HashMap<Arc<str>, Slot<K>>>);

/// What is read once.
type Slot<K> = Arc<OnceCell<Known<K>>>;

type Known<K> = Result<Arc<ByOwner<K>>, ApiError>;
/// By namespace and name of the cluster.
type ByOwner<K> = HashMap<(String, String), Vec<Arc<K>>>;

impl<K> Default for Kept<K> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Kind> Kept<K> {
    async fn of(
        &self,
        kubernetes: &Kubernetes,
        context: &Arc<str>,
        scope: &Scope,
        owner: impl Fn(&K) -> Option<(String, String)>,
    ) -> Known<K> {
        let cell = {
            let mut cells = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(cells.entry(Arc::clone(context)).or_default())
        };
        let read = async || {
            let known = kubernetes.read::<K>(Some(context), scope).await?;
            let mut by_owner = ByOwner::<K>::new();
            for object in known.objects {
                if let Some(owner) = owner(&object) {
                    by_owner.entry(owner).or_default().push(object);
                }
            }
            Ok(Arc::new(by_owner))
        };
        cell.get_or_init(read).await.clone()
    }
}

fn labelled<K: Kind>(object: &K) -> Option<(String, String)> {
    let instance = object.meta().labels.as_ref()?.get(INSTANCE)?;
    Some((object.meta().namespace.clone()?, instance.clone()))
}

macro_rules! operated {
    ($($(#[$doc:meta])* $name:ident: $kind:ty;)+) => {
        $(
            $(#[$doc])*
            ///
            /// # Errors
            /// Why they cannot be known.
            pub(crate) async fn $name(&self, view: &View) -> Result<Vec<Arc<$kind>>, ApiError> {
                let scope = Scope::all().labels(OPERATED);
                let kubernetes = &self.clusters.kubernetes;
                let known = self.$name.of(kubernetes, &view.context, &scope, labelled).await?;
                Ok(known.get(&key(view)).cloned().unwrap_or_default())
            }
        )+
    };
}

impl Look {
    pub(crate) fn new(clusters: Clusters) -> Arc<Self> {
        Arc::new(Self {
            clusters,
            pods: Kept::default(),
            sets: Kept::default(),
            services: Kept::default(),
            config_maps: Kept::default(),
            budgets: Kept::default(),
            claims: Kept::default(),
            autoscalers: Kept::default(),
            nodes: Kept::default(),
        })
    }

    operated! {
        /// The pods of a cluster.
        pods: Pod;
        /// The stateful sets of a cluster, one for each rack.
        sets: StatefulSet;
        /// The services of a cluster.
        services: Service;
        /// The configuration files of a cluster, one object for each rack.
        config_maps: ConfigMap;
        /// What keeps Kubernetes from evicting too many pods of a cluster.
        budgets: PodDisruptionBudget;
        /// The claims of a cluster to volumes, those of pods that are gone included.
        claims: PersistentVolumeClaim;
    }

    /// The autoscalers that set the size of a cluster.
    ///
    /// # Errors
    /// Why they cannot be known.
    pub(crate) async fn autoscalers(
        &self,
        view: &View,
    ) -> Result<Vec<Arc<HorizontalPodAutoscaler>>, ApiError> {
        let kubernetes = &self.clusters.kubernetes;
        let scope = Scope::all();
        let known = self
            .autoscalers
            .of(kubernetes, &view.context, &scope, cluster_of)
            .await?;
        Ok(known.get(&key(view)).cloned().unwrap_or_default())
    }

    /// The nodes of a Kubernetes cluster, by name.
    ///
    /// # Errors
    /// Why they cannot be known.
    pub(crate) async fn node(
        &self,
        context: &Arc<str>,
        name: &str,
    ) -> Result<Option<Arc<Node>>, ApiError> {
        let named = |node: &Node| Some((String::new(), node.name_any()));
        let kubernetes = &self.clusters.kubernetes;
        let known = self
            .nodes
            .of(kubernetes, context, &Scope::all(), named)
            .await?;
        let found = known.get(&(String::new(), name.to_owned()));
        Ok(found.and_then(|nodes| nodes.first().cloned()))
    }
}

fn key(view: &View) -> (String, String) {
    (view.namespace().to_owned(), view.name().to_owned())
}

/// Whether an object of that kind and name is the cluster itself or belongs to it, by the names the
/// operator gives: `db`, `db-0`, `db-0-1`. Names of claims do not tell; `claims` are those it has.
pub(crate) fn of_cluster(cluster: &str, claims: &[String], kind: &str, name: &str) -> bool {
    let after = |count: usize| {
        let rest = name
            .strip_prefix(cluster)
            .and_then(|rest| rest.strip_prefix('-'));
        rest.is_some_and(|rest| {
            let numeric =
                |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            rest.split('-').count() == count && rest.split('-').all(numeric)
        })
    };
    match kind {
        "AerospikeCluster" => name == cluster,
        "StatefulSet" => after(1),
        "Pod" => after(2),
        "PersistentVolumeClaim" => claims.iter().any(|claim| claim == name),
        _ => false,
    }
}

#![doc = include_str!("../README.md")]

mod error;
mod graphql;
mod service;
mod tasks;

use std::sync::Arc;

use acm_core::{ApiError, Clock, CursorKey, Module, ModuleHooks, Tasks};
use acm_graph::ParameterPort;
use acm_k8s_api::Kubernetes;
use serde::{Deserialize, Serialize};

pub use error::{Error, Result};
pub use graphql::{K8sClustersMutation, K8sClustersState, K8sClustersSubscription, K8sQuery};

use service::{Clusters, feeds::ClusterFeeds, write::Writer};
use tasks::Hooks;

/// The module's section of the configuration: it has no settings.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Config {}

/// What the module needs from the others.
#[derive(Clone)]
pub struct Ports {
    /// Reaches Kubernetes.
    pub kubernetes: Kubernetes,
    /// Seals the cursors of lists.
    pub cursors: CursorKey,
    /// Tells what is known of Aerospike's parameters.
    pub parameters: Arc<dyn ParameterPort>,
    /// Runs what is followed.
    pub tasks: Tasks,
    /// Tells the time.
    pub clock: Clock,
}

/// The module.
pub struct K8sClusters {
    state: K8sClustersState,
    hooks: Hooks,
}

impl Module for K8sClusters {
    const NAME: &'static str = "k8s-clusters";
    type Config = Config;
    type Ports = Ports;
    type Query = K8sQuery;
    type Mutation = K8sClustersMutation;
    type Subscription = K8sClustersSubscription;
    type State = K8sClustersState;

    async fn init(_: Config, ports: Ports) -> Result<Self, ApiError> {
        let hooks = Hooks {
            since: ports.clock.now(),
            kubernetes: ports.kubernetes.clone(),
        };
        let contexts = ports.kubernetes.contexts().clone();
        let parameters = Arc::clone(&ports.parameters);
        Ok(Self {
            state: K8sClustersState {
                writer: Writer::new(contexts, parameters, ports.clock.clone()),
                feeds: ClusterFeeds::new(ports.tasks.clone()),
                clusters: Clusters::new(ports),
            },
            hooks,
        })
    }

    fn state(&self) -> K8sClustersState {
        self.state.clone()
    }

    fn hooks(&self) -> Arc<dyn ModuleHooks> {
        Arc::new(self.hooks.clone())
    }
}

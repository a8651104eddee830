#![doc = include_str!("../README.md")]

pub mod service;

use std::sync::Arc;

use acm_core::{
    ApiError, Clock, Module, ModuleHooks, NoMutations, NoQueries, NoSubscriptions, OffHooks,
};
use acm_k8s_api::Kubernetes;
use serde::{Deserialize, Serialize};

/// The module's section of the configuration: it has no settings yet.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Config {}

/// What the module needs.
pub struct Ports {
    /// The Kubernetes clusters of this server.
    pub kubernetes: Kubernetes,
    /// The wall clock.
    pub clock: Clock,
}

/// What the resolvers read.
#[derive(Clone)]
pub struct State {
    /// The Kubernetes clusters of this server.
    pub kubernetes: Kubernetes,
}

/// The module.
pub struct K8sClusters {
    state: State,
    hooks: OffHooks,
}

impl Module for K8sClusters {
    const NAME: &'static str = "k8s-clusters";
    type Config = Config;
    type Ports = Ports;
    type Query = NoQueries;
    type Mutation = NoMutations;
    type Subscription = NoSubscriptions;
    type State = State;

    async fn init(_: Config, ports: Ports) -> Result<Self, ApiError> {
        let Ports { kubernetes, clock } = ports;
        let reason = kubernetes
            .contexts()
            .problem()
            .unwrap_or("this version has no fields of this module");
        Ok(Self {
            hooks: OffHooks::new(Self::NAME, clock.now(), reason),
            state: State { kubernetes },
        })
    }

    fn state(&self) -> State {
        self.state.clone()
    }

    fn hooks(&self) -> Arc<dyn ModuleHooks> {
        Arc::new(self.hooks.clone())
    }
}

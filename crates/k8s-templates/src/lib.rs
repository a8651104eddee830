#![doc = include_str!("../README.md")]

mod error;
mod graphql;
mod service;
mod tasks;

use std::sync::Arc;

use acm_core::{ApiError, Clock, CursorKey, Module, ModuleHooks};
use acm_graph::ParameterPort;
use acm_k8s_api::Kubernetes;
use serde::{Deserialize, Serialize};

pub use error::{Error, Result};
pub use graphql::{
    K8sTemplatesMutation, K8sTemplatesQuery, K8sTemplatesState, K8sTemplatesSubscription,
};

use service::Templates;
use tasks::Hooks;

/// The module's section of the configuration: it has no settings.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Config {}

/// What the module needs.
#[derive(Clone)]
pub struct Ports {
    /// The Kubernetes clusters of this server.
    pub kubernetes: Kubernetes,
    /// Which parameters of Aerospike change in running nodes.
    pub parameters: Arc<dyn ParameterPort>,
    /// Seals the cursors of lists.
    pub cursors: CursorKey,
    /// The wall clock.
    pub clock: Clock,
}

/// The module.
pub struct K8sTemplates {
    state: K8sTemplatesState,
    hooks: Hooks,
}

impl Module for K8sTemplates {
    const NAME: &'static str = "k8s-templates";
    type Config = Config;
    type Ports = Ports;
    type Query = K8sTemplatesQuery;
    type Mutation = K8sTemplatesMutation;
    type Subscription = K8sTemplatesSubscription;
    type State = K8sTemplatesState;

    async fn init(_: Config, ports: Ports) -> Result<Self, ApiError> {
        let Ports {
            kubernetes,
            parameters,
            cursors,
            clock,
        } = ports;
        Ok(Self {
            hooks: Hooks {
                since: clock.now(),
                kubernetes: kubernetes.clone(),
            },
            state: K8sTemplatesState {
                templates: Templates {
                    kubernetes,
                    parameters,
                    clock,
                    cursors,
                },
            },
        })
    }

    fn state(&self) -> K8sTemplatesState {
        self.state.clone()
    }

    fn hooks(&self) -> Arc<dyn ModuleHooks> {
        Arc::new(self.hooks.clone())
    }
}

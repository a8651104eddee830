#![doc = include_str!("../README.md")]

mod error;
mod graphql;
mod service;
mod tasks;

use std::sync::Arc;

use acm_core::{ApiError, Clock, Module, ModuleHooks, Tasks};
use acm_graph::ProfilePort;
use serde::{Deserialize, Serialize};

pub use error::{Error, Result};
pub use graphql::{UdfMutation, UdfQuery, UdfState, UdfSubscription};
pub use service::{ClusterSource, LiveModules, ModuleAccess, Reply};

use service::{ModuleFeeds, Modules};
use tasks::Hooks;

/// The module's section of the configuration: it has no settings.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Config {}

/// What the module needs from the others.
#[derive(Clone)]
pub struct Ports {
    /// Reaches the modules of clusters.
    pub modules: Arc<dyn ModuleAccess>,
    /// Tells which profiles there are.
    pub profiles: Arc<dyn ProfilePort>,
    /// Runs pollers.
    pub tasks: Tasks,
    /// Tells the time.
    pub clock: Clock,
}

/// The module.
pub struct Udf {
    state: UdfState,
    hooks: Hooks,
}

impl Module for Udf {
    const NAME: &'static str = "udf";
    type Config = Config;
    type Ports = Ports;
    type Query = UdfQuery;
    type Mutation = UdfMutation;
    type Subscription = UdfSubscription;
    type State = UdfState;

    async fn init(_: Config, ports: Ports) -> Result<Self, ApiError> {
        let modules = Modules::new(ports.modules);
        let since = ports.clock.now();
        let feeds = ModuleFeeds::new(modules.clone(), ports.profiles, ports.clock, ports.tasks);
        Ok(Self {
            state: UdfState { modules, feeds },
            hooks: Hooks { since },
        })
    }

    fn state(&self) -> UdfState {
        self.state.clone()
    }

    fn hooks(&self) -> Arc<dyn ModuleHooks> {
        Arc::new(self.hooks)
    }
}

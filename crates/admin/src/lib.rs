#![doc = include_str!("../README.md")]

mod error;
mod graphql;
mod service;
mod tasks;

use std::sync::Arc;

use acm_core::{ApiError, Clock, Module, ModuleHooks, NoSubscriptions};
use acm_graph::FeaturesPort;
use serde::{Deserialize, Serialize};

pub use error::{Error, Result};
pub use graphql::{AdminMutation, AdminQuery, AdminState};
pub use service::access::{Profiles, SecurityAccess};

use service::Security;
use tasks::Hooks;

/// The module's section of the configuration: it has no settings.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Config {}

/// What the module needs from the others.
#[derive(Clone)]
pub struct Ports {
    /// Asks clusters for users and roles, and changes them.
    pub security: Arc<dyn SecurityAccess>,
    /// Tells as whom profiles sign in.
    pub profiles: Arc<dyn Profiles>,
    /// Tells what clusters can do.
    pub features: Arc<dyn FeaturesPort>,
    /// Tells the time.
    pub clock: Clock,
}

/// The module.
pub struct Admin {
    state: AdminState,
    hooks: Arc<Hooks>,
}

impl Module for Admin {
    const NAME: &'static str = "admin";
    type Config = Config;
    type Ports = Ports;
    type Query = AdminQuery;
    type Mutation = AdminMutation;
    type Subscription = NoSubscriptions;
    type State = AdminState;

    async fn init(_: Config, ports: Ports) -> Result<Self, ApiError> {
        let Ports {
            security,
            profiles,
            features,
            clock,
        } = ports;
        let security = Security::new(security, profiles, features);
        Ok(Self {
            state: AdminState { security },
            hooks: Arc::new(Hooks { since: clock.now() }),
        })
    }

    fn state(&self) -> AdminState {
        self.state.clone()
    }

    fn hooks(&self) -> Arc<dyn ModuleHooks> {
        Arc::clone(&self.hooks) as Arc<dyn ModuleHooks>
    }
}

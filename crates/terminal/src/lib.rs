#![doc = include_str!("../README.md")]

mod graphql;
mod service;

use std::sync::Arc;

use acm_core::{ApiError, Clock, Health, HealthState, Module, ModuleHooks, Tasks};
use acm_graph::OperationPort;
use serde::{Deserialize, Serialize};

pub use graphql::{TerminalMutation, TerminalQuery, TerminalState, TerminalSubscription};

use service::{complete::Remembered, runs::Runs};

/// The module's section of the configuration: it has no settings.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Config {}

/// What the module needs from the others.
#[derive(Clone)]
pub struct Ports {
    /// Runs operations of the schema.
    pub operations: Arc<dyn OperationPort>,
    /// Runs statements.
    pub tasks: Tasks,
    /// Tells the time.
    pub clock: Clock,
}

/// The module.
pub struct Terminal {
    state: TerminalState,
    hooks: Arc<Hooks>,
}

impl Module for Terminal {
    const NAME: &'static str = "terminal";
    type Config = Config;
    type Ports = Ports;
    type Query = TerminalQuery;
    type Mutation = TerminalMutation;
    type Subscription = TerminalSubscription;
    type State = TerminalState;

    async fn init(_: Config, ports: Ports) -> Result<Self, ApiError> {
        let health = Health {
            state: HealthState::Ready,
            since: ports.clock.now(),
            reason: None,
        };
        Ok(Self {
            state: TerminalState {
                runs: Runs::new(ports.operations, ports.tasks, ports.clock),
                remembered: Remembered::default(),
            },
            hooks: Arc::new(Hooks(health)),
        })
    }

    fn state(&self) -> TerminalState {
        self.state.clone()
    }

    fn hooks(&self) -> Arc<dyn ModuleHooks> {
        Arc::clone(&self.hooks) as _
    }
}

/// What the gateway calls on every module alike. Runs end with the tasks of the server.
struct Hooks(Health);

impl ModuleHooks for Hooks {
    fn name(&self) -> &'static str {
        Terminal::NAME
    }

    fn health(&self) -> Health {
        self.0.clone()
    }
}

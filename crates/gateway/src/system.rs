//! The module behind `Query.features`: what this server is and which modules run.

use std::sync::{Arc, OnceLock};

use acm_core::{
    ApiError, Clock, ContextExt, Health, HealthState, Module, ModuleHooks, NoMutations,
    NoSubscriptions, Right,
};
use acm_graph::scalars::DateTime;
use async_graphql::{Context, Object, SimpleObject};
use serde::{Deserialize, Serialize};

/// The module has no settings.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Config {}

/// What the module needs.
pub struct Ports {
    /// The wall clock.
    pub clock: Clock,
    /// Whether Kubernetes management is on.
    pub kubernetes: bool,
    /// Hooks of every module, set once all are made.
    pub modules: Roster,
}

/// Hooks of every module, filled after the modules are made.
#[derive(Clone, Default)]
pub struct Roster(Arc<OnceLock<Vec<Arc<dyn ModuleHooks>>>>);

impl Roster {
    /// Sets the modules; a second call changes nothing.
    pub fn set(&self, hooks: Vec<Arc<dyn ModuleHooks>>) {
        let _ = self.0.set(hooks);
    }

    /// The modules, in order of composition.
    pub fn hooks(&self) -> &[Arc<dyn ModuleHooks>] {
        self.0.get().map_or(&[], Vec::as_slice)
    }
}

/// What the resolver reads.
#[derive(Clone)]
pub struct State {
    kubernetes: bool,
    modules: Roster,
}

/// The module.
pub struct System {
    state: State,
    hooks: Arc<Ready>,
}

struct Ready {
    since: i64,
}

impl ModuleHooks for Ready {
    fn name(&self) -> &'static str {
        System::NAME
    }

    fn health(&self) -> Health {
        Health {
            state: HealthState::Ready,
            since: self.since,
            reason: None,
        }
    }
}

impl Module for System {
    const NAME: &'static str = "system";
    type Config = Config;
    type Ports = Ports;
    type Query = SystemQuery;
    type Mutation = NoMutations;
    type Subscription = NoSubscriptions;
    type State = State;

    async fn init(_: Config, ports: Ports) -> Result<Self, ApiError> {
        Ok(Self {
            state: State {
                kubernetes: ports.kubernetes,
                modules: ports.modules,
            },
            hooks: Arc::new(Ready {
                since: ports.clock.now(),
            }),
        })
    }

    fn state(&self) -> State {
        self.state.clone()
    }

    fn hooks(&self) -> Arc<dyn ModuleHooks> {
        Arc::clone(&self.hooks) as Arc<dyn ModuleHooks>
    }
}

/// Query fields of the module.
#[derive(Default)]
pub struct SystemQuery;

#[Object]
impl SystemQuery {
    /// What this server is and which of its parts are on, so that clients can hide the others.
    #[graphql(guard = "Right::ReadSystem")]
    async fn features(&self, ctx: &Context<'_>) -> Result<Features, ApiError> {
        let state = ctx.state::<State>()?;
        Ok(Features {
            version: env!("CARGO_PKG_VERSION"),
            kubernetes: state.kubernetes,
            modules: state
                .modules
                .hooks()
                .iter()
                .map(|hooks| status(&**hooks))
                .collect(),
        })
    }
}

/// What this server is and which of its parts are on.
#[derive(SimpleObject)]
pub(crate) struct Features {
    /// Version of this server.
    version: &'static str,
    /// Whether the management of Kubernetes resources is on.
    kubernetes: bool,
    /// Every module, in order of composition.
    modules: Vec<ModuleStatus>,
}

/// A module and whether it can do its work.
#[derive(SimpleObject)]
pub(crate) struct ModuleStatus {
    /// The module's name, as in the configuration.
    name: &'static str,
    /// Present state.
    state: HealthState,
    /// When it came into this state.
    since: DateTime,
    /// Why it is in this state, when it is not plainly ready.
    reason: Option<String>,
}

fn status(hooks: &dyn ModuleHooks) -> ModuleStatus {
    let Health {
        state,
        since,
        reason,
    } = hooks.health();
    ModuleStatus {
        name: hooks.name(),
        state,
        since: DateTime(since),
        reason,
    }
}

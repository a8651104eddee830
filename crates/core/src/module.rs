//! The contract between a domain crate and the gateway.

use std::sync::Arc;

use async_graphql::{Data, Enum, ObjectType, SchemaBuilder, SubscriptionType};
use futures_util::future::BoxFuture;
use serde::{Serialize, de::DeserializeOwned};

use crate::{ApiError, Tasks, UnixMillis};

/// Whether a module can do its work.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(name = "ModuleState")]
pub enum HealthState {
    /// Not ready for requests yet.
    Starting,
    /// Doing its work.
    Ready,
    /// Doing part of its work; the reason says what is missing.
    Degraded,
    /// Switched off; its fields answer `UNAVAILABLE`.
    Off,
}

/// A module's health, as `/readyz` and `Query.features` show it.
#[derive(Clone, Debug)]
pub struct Health {
    /// Present state.
    pub state: HealthState,
    /// When the module came into this state.
    pub since: UnixMillis,
    /// Why it is in this state, when it is not plainly ready. Written for operators.
    pub reason: Option<String>,
}

/// What the gateway calls on every module alike. All but the name and the health may be left out.
pub trait ModuleHooks: Send + Sync {
    /// The module's name: its section in the configuration, its row in `/readyz`.
    fn name(&self) -> &'static str;

    /// The module's health, from what it knows already: answers at once.
    fn health(&self) -> Health;

    /// Adds what lives as long as one operation, such as data loaders.
    fn prepare(&self, _operation: &mut Data) {}

    /// Starts the module's background tasks; they end when `tasks` is cancelled.
    fn start(&self, _tasks: &Tasks) {}

    /// Gives back what the module holds, within the gateway's shutdown deadline.
    fn shutdown(&self) -> BoxFuture<'_, ()> {
        Box::pin(std::future::ready(()))
    }
}

/// A domain: its roots, its configuration, its state.
pub trait Module: Sized {
    /// Name in configuration, logs and probes.
    const NAME: &'static str;
    /// The module's section of the configuration; unknown keys are refused.
    type Config: Clone + Default + DeserializeOwned + Serialize;
    /// What the module needs from the others.
    type Ports;
    /// Query fields.
    type Query: ObjectType + Default + 'static;
    /// Mutation fields.
    type Mutation: ObjectType + Default + 'static;
    /// Subscription fields.
    type Subscription: SubscriptionType + Default + 'static;
    /// The one value its resolvers read from the schema.
    type State: Clone + Send + Sync + 'static;

    /// Makes the module ready to be composed. Reaches no cluster: a dead one must not delay a start.
    fn init(
        config: Self::Config,
        ports: Self::Ports,
    ) -> impl Future<Output = Result<Self, ApiError>> + Send;

    /// The state its resolvers read.
    fn state(&self) -> Self::State;

    /// What the gateway calls on every module alike.
    fn hooks(&self) -> Arc<dyn ModuleHooks>;

    /// Puts the state, and the ports this module implements, into the schema.
    fn provide<Q, M, S>(&self, schema: SchemaBuilder<Q, M, S>) -> SchemaBuilder<Q, M, S> {
        schema.data(self.state())
    }
}

/// Hooks of a module that does nothing: switched off, or without fields yet.
#[derive(Clone, Debug)]
pub struct OffHooks {
    name: &'static str,
    health: Health,
}

impl OffHooks {
    /// A module that is off since `since`, for a reason written for operators.
    #[must_use]
    pub fn new(name: &'static str, since: UnixMillis, reason: impl Into<String>) -> Self {
        Self {
            name,
            health: Health {
                state: HealthState::Off,
                since,
                reason: Some(reason.into()),
            },
        }
    }
}

impl ModuleHooks for OffHooks {
    fn name(&self) -> &'static str {
        self.name
    }

    fn health(&self) -> Health {
        self.health.clone()
    }
}

#![doc = include_str!("../README.md")]

pub mod service;

use std::sync::Arc;

use acm_core::{
    ApiError, Clock, Module, ModuleHooks, NoMutations, NoQueries, NoSubscriptions, OffHooks,
};
use serde::{Deserialize, Serialize};

/// The module's section of the configuration: it has no settings yet.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Config {}

/// What the resolvers read: nothing yet.
#[derive(Clone, Debug)]
pub struct State;

/// The module.
#[derive(Debug)]
pub struct K8sClusters {
    hooks: OffHooks,
}

impl Module for K8sClusters {
    const NAME: &'static str = "k8s-clusters";
    type Config = Config;
    type Ports = Clock;
    type Query = NoQueries;
    type Mutation = NoMutations;
    type Subscription = NoSubscriptions;
    type State = State;

    async fn init(_: Config, clock: Clock) -> Result<Self, ApiError> {
        let reason = "this version has no fields of this module";
        Ok(Self {
            hooks: OffHooks::new(Self::NAME, clock.now(), reason),
        })
    }

    fn state(&self) -> State {
        State
    }

    fn hooks(&self) -> Arc<dyn ModuleHooks> {
        Arc::new(self.hooks.clone())
    }
}

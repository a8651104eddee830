//! What the gateway calls on every module.

use acm_core::{Health, HealthState, Module, ModuleHooks, UnixMillis};

use crate::Udf;

/// The module's hooks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hooks {
    pub(crate) since: UnixMillis,
}

impl ModuleHooks for Hooks {
    fn name(&self) -> &'static str {
        Udf::NAME
    }

    fn health(&self) -> Health {
        Health {
            state: HealthState::Ready,
            since: self.since,
            reason: None,
        }
    }
}

//! What the gateway calls on every module.

use acm_core::{Health, HealthState, Module, ModuleHooks, UnixMillis};

use crate::Admin;

/// The module's hooks: nothing of it runs while nobody asks.
pub(crate) struct Hooks {
    pub(crate) since: UnixMillis,
}

impl ModuleHooks for Hooks {
    fn name(&self) -> &'static str {
        Admin::NAME
    }

    fn health(&self) -> Health {
        Health {
            state: HealthState::Ready,
            since: self.since,
            reason: None,
        }
    }
}

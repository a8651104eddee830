//! What the gateway calls on every module.

use acm_core::{Health, HealthState, Module, ModuleHooks, UnixMillis};
use acm_k8s_api::Kubernetes;

use crate::K8sTemplates;

/// The module's hooks.
#[derive(Clone)]
pub(crate) struct Hooks {
    pub(crate) since: UnixMillis,
    pub(crate) kubernetes: Kubernetes,
}

impl ModuleHooks for Hooks {
    fn name(&self) -> &'static str {
        K8sTemplates::NAME
    }

    fn health(&self) -> Health {
        let contexts = self.kubernetes.contexts();
        let reason = contexts.problem().map(str::to_owned);
        let state = match (contexts.names().next(), &reason) {
            (None, _) => HealthState::Off,
            (Some(_), Some(_)) => HealthState::Degraded,
            (Some(_), None) => HealthState::Ready,
        };
        Health {
            state,
            since: self.since,
            reason,
        }
    }
}

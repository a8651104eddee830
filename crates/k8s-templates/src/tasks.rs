//! What the gateway calls on every module.

use acm_core::{Health, Module, ModuleHooks, UnixMillis};
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
        self.kubernetes.health(self.since)
    }
}

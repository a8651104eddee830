//! How the way to Kubernetes fares, as every module on it tells.

use acm_core::{Health, HealthState, UnixMillis};

use crate::Kubernetes;

impl Kubernetes {
    /// Off without contexts, degraded where the settings name one that is not there. No API server is asked.
    #[must_use]
    pub fn health(&self, since: UnixMillis) -> Health {
        let contexts = self.contexts();
        let reason = contexts.problem().map(str::to_owned);
        let state = match (contexts.names().next(), &reason) {
            (None, _) => HealthState::Off,
            (Some(_), Some(_)) => HealthState::Degraded,
            (Some(_), None) => HealthState::Ready,
        };
        Health {
            state,
            since,
            reason,
        }
    }
}

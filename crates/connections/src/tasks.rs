//! What runs while nobody asks, and what ends at shutdown.

use acm_core::{BoxFuture, Health, HealthState, ModuleHooks, Tasks, UnixMillis};

use crate::{
    NAME,
    service::{Clients, Dialer, ProfileService},
};

/// The module's hooks.
pub(crate) struct Hooks<D: Dialer> {
    pub(crate) profiles: ProfileService,
    pub(crate) clients: Clients<D>,
    pub(crate) since: UnixMillis,
}

impl<D: Dialer> ModuleHooks for Hooks<D> {
    fn name(&self) -> &'static str {
        NAME
    }

    fn health(&self) -> Health {
        Health {
            state: HealthState::Ready,
            since: self.since,
            reason: None,
        }
    }

    fn start(&self, tasks: &Tasks) {
        let profiles = self.profiles.clone();
        tasks.spawn("connections", async move { profiles.follow().await });
        let clients = self.clients.clone();
        tasks.spawn("retire clients", async move {
            let mut profiles = clients.directory().subscribe();
            while let Some(item) = profiles.next().await {
                clients.retire(&item.value);
            }
        });
    }

    fn shutdown(&self) -> BoxFuture<'_, ()> {
        Box::pin(self.clients.close())
    }
}

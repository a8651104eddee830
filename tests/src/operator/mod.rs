//! A stand-in for the operator of `AerospikeCluster` and `AerospikeClusterTemplate`.
//!
//! It works on a real API server as the real operator was recorded to: owned objects, status, phases,
//! events with client-go's rationing, rolling restarts, operations, templates, users and roles, deferral by
//! migrations, circuit breaker, and the webhooks. What the real one does badly it does badly too.
//! Behind each running pod it starts an embedded Aerospike node on the pod's address, port 3000.
//!
//! Waiting is as fast as [`Settings::speed`] says; the order of things is not changed by it. What a
//! test wants to go wrong is in [`Faults`].

mod acl;
mod acl_client;
mod cluster;
mod conf;
mod deletion;
mod dynamic;
mod ensure;
mod events;
mod faults;
mod json;
mod objects;
mod operations;
mod owned;
mod pace;
mod racks;
mod reconcile;
mod restarts;
mod servers;
mod status;
mod template_versions;
mod templates;
mod watches;
pub mod webhook;
mod workers;

use std::{sync::Arc, time::Duration};

use acm_core::Tasks;
use kube::Client;

pub use cluster::Key;
pub use faults::{FaultBoard, Faults};

use events::Events;
use objects::Objects;
use pace::Pace;
use servers::Servers;
use template_versions::TemplateVersions;
use webhook::Webhooks;
use workers::Workers;

/// What the operator writes into the label `app.kubernetes.io/managed-by`.
const MANAGED_BY: &str = "aerospike-ce-kubernetes-operator";
/// Time in which all tasks end.
const SHUTDOWN_DEADLINE: Duration = Duration::from_secs(20);

/// How the operator runs.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How many times faster than the real one it waits.
    pub speed: f64,
    /// Whether it registers and serves the webhooks.
    pub webhooks: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            speed: 1.0,
            webhooks: true,
        }
    }
}

/// What every reconcile uses.
struct Shared {
    objects: Objects,
    events: Events,
    faults: Arc<FaultBoard>,
    servers: Servers,
    templates: TemplateVersions,
    pace: Pace,
}

/// A running operator. Its tasks end with it.
pub struct Operator {
    shared: Arc<Shared>,
    tasks: Tasks,
    webhooks: Option<Webhooks>,
}

impl Operator {
    /// Starts to watch and to reconcile; the webhooks are in force when this returns.
    ///
    /// # Errors
    ///
    /// When the webhooks cannot be served or registered.
    pub async fn start(client: Client, settings: Settings) -> Result<Self, String> {
        let objects = Objects::new(client);
        let pace = Pace::new(settings.speed);
        let faults = Arc::new(FaultBoard::default());
        let tasks = Tasks::new();
        let webhooks = if settings.webhooks {
            Some(Webhooks::serve(objects.clone(), &tasks).await?)
        } else {
            None
        };
        let shared = Arc::new(Shared {
            events: Events::new(objects.clone(), pace),
            servers: Servers::new(Arc::clone(&faults)),
            templates: TemplateVersions::default(),
            objects,
            faults,
            pace,
        });
        let workers = Workers::new(Arc::clone(&shared), tasks.clone());
        watches::start(&shared, &Arc::new(workers), &tasks);
        Ok(Self {
            shared,
            tasks,
            webhooks,
        })
    }

    /// What goes wrong for a cluster now.
    #[must_use]
    pub fn faults(&self, key: &Key) -> Faults {
        self.shared.faults.of(key)
    }

    /// Changes what goes wrong for a cluster.
    pub async fn change_faults(&self, key: &Key, change: impl FnOnce(&mut Faults)) {
        self.shared.faults.change(key, change);
        self.shared.servers.apply_faults(key).await;
    }

    /// Takes the webhooks away and stops everything.
    pub async fn stop(self) {
        if let Some(webhooks) = &self.webhooks {
            webhooks.unregister().await;
        }
        self.tasks.shutdown(SHUTDOWN_DEADLINE).await;
        self.shared.servers.shutdown().await;
    }
}

impl Drop for Operator {
    fn drop(&mut self) {
        self.tasks.cancel();
    }
}

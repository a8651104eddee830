//! Aerospike clusters in Kubernetes: what is asked for, what the operator says, and what is so.

pub(crate) mod assessment;
mod contexts;
mod drift;
pub(crate) mod events;
pub(crate) mod feeds;
mod health;
mod list;
pub(crate) mod logs;
mod look;
mod migration;
mod operation;
pub(crate) mod owned;
mod pace;
mod pods;
mod racks;
mod reconciliation;
pub(crate) mod rules;
mod view;
pub(crate) mod write;

use std::sync::Arc;

use acm_core::{Clock, CursorKey, UnixMillis};
use acm_k8s_api::{AerospikeCluster, Kubernetes, Scope};

pub(crate) use contexts::{ContextView, Permission};
pub(crate) use drift::{Change, Drift, Group, RackDrift};
pub(crate) use health::Health;
pub(crate) use list::{Filter, Listed, Order, Page, Sort};
pub(crate) use look::Look;
pub(crate) use migration::{EtaGap, Migration, NodesMigration, left};
pub(crate) use operation::{OperationView, Progress};
pub(crate) use pace::Paces;
pub(crate) use pods::{PodView, SERVER, ZONE, join};
pub(crate) use racks::{RackView, racks};
pub(crate) use reconciliation::Reconciliation;
pub(crate) use view::{Reference, View};

use crate::{
    Ports,
    error::{Error, Result},
};

/// The clusters of all contexts. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Clusters {
    pub(crate) kubernetes: Kubernetes,
    pub(crate) clock: Clock,
    pub(crate) cursors: CursorKey,
    /// How fast data moves in each of them.
    pub(crate) paces: Arc<Paces>,
}

impl Clusters {
    pub(crate) fn new(ports: Ports) -> Self {
        Self {
            kubernetes: ports.kubernetes,
            clock: ports.clock,
            cursors: ports.cursors,
            paces: Arc::default(),
        }
    }

    /// The name of the context that is meant; it may be left out when there is one.
    ///
    /// # Errors
    /// `UNAVAILABLE` without contexts, `NOT_FOUND` without that one, `BAD_USER_INPUT` when several
    /// could be meant.
    pub(crate) fn context(&self, name: Option<&str>) -> Result<Arc<str>> {
        Ok(self.kubernetes.contexts().resolve(name)?)
    }

    /// By how many milliseconds the clock of a context's API server is ahead of ours, as far as that is known.
    pub(crate) fn ahead(&self, context: &str) -> UnixMillis {
        self.kubernetes
            .contexts()
            .ahead(context)
            .unwrap_or_default()
    }

    /// One cluster, from what is known.
    ///
    /// # Errors
    /// It is not there, or cannot be known.
    pub(crate) async fn find(&self, reference: &Reference) -> Result<View> {
        let Reference {
            context,
            namespace,
            name,
        } = reference;
        let known = self
            .kubernetes
            .read::<AerospikeCluster>(Some(context), &Scope::all())
            .await?;
        let found = known
            .objects
            .iter()
            .map(|object| View::new(Arc::clone(context), (**object).clone()))
            .find(|view| view.namespace() == namespace && view.name() == name);
        found.ok_or_else(|| Error::Missing {
            namespace: namespace.clone(),
            name: name.clone(),
        })
    }
}

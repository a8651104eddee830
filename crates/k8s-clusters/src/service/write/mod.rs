//! What this server changes of clusters in Kubernetes.
//!
//! **Invariant:** nothing is applied twice. A change is computed from the cluster as it is and sent
//! with its version; when somebody was faster it is computed anew, a few times, and only if the caller
//! did not say which version it saw. A change without an answer is not tried again.

pub(crate) mod autoscaler;
mod breaker;
mod claims;
mod clone;
mod create;
mod delete;
pub(crate) mod error;
pub(crate) mod forecast;
mod operations;
pub(crate) mod pickers;
mod profiles;
mod resync;
mod simple;
mod update;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use acm_core::{ApiError, Clock};
use acm_graph::ParameterPort;
use acm_k8s_api::{
    AerospikeCluster, Client, Contexts, Written,
    changes::{Change, changes},
    keepers::Kept,
    manifest::{self, clean},
    plan::Plan,
    refusals::{Judge, Refused, Warning},
};
use serde_json::Value;

pub(crate) use claims::ClaimDeletion;
pub(crate) use clone::Cloning;
pub(crate) use create::{Draft, Import};
pub(crate) use delete::{Doomed, DoomedClaim, DoomedObject, Removal};
pub(crate) use operations::Operation;
pub(crate) use profiles::Profiles;
pub(crate) use simple::Scaling;
pub(crate) use update::{Edit, Update};

use self::error::{Error, Result};
use crate::service::rules::{self, Fault, Severity};

/// Attempts against somebody who changes the same cluster.
const ATTEMPTS: usize = 3;

/// Writes clusters. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Writer {
    contexts: Contexts,
    parameters: Arc<dyn ParameterPort>,
    clock: Clock,
}

/// Which cluster.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Place {
    /// The context; may be left out when there is one.
    pub context: Option<String>,
    /// The Kubernetes namespace.
    pub namespace: String,
    /// The name.
    pub name: String,
}

/// How a write is made.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Mode {
    /// Everything is checked, here and there, and nothing is kept.
    pub dry_run: bool,
    /// The rules of this server are left out; those of Kubernetes stay.
    pub skip_checks: bool,
}

/// What a write came to, or would.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    /// The context that was written to.
    pub context: String,
    /// The cluster as it is now, or would be; `None` when it would be refused.
    pub cluster: Option<AerospikeCluster>,
    /// Whether something was kept.
    pub applied: bool,
    /// What was refused; only of a dry run, for otherwise it is an error.
    pub refusals: Vec<Refused>,
    /// What Kubernetes and the rules of this server warn of.
    pub warnings: Vec<Warning>,
    /// What differs, defaults included.
    pub changes: Vec<Change>,
    /// What will happen.
    pub plan: Plan,
    /// Tools that keep some of the fields and may set them back.
    pub keepers: Vec<Kept>,
}

impl Writer {
    /// A writer of these contexts.
    #[must_use]
    pub(crate) fn new(
        contexts: Contexts,
        parameters: Arc<dyn ParameterPort>,
        clock: Clock,
    ) -> Self {
        Self {
            contexts,
            parameters,
            clock,
        }
    }

    async fn client(&self, place: &Place) -> Result<Client> {
        Ok(self.contexts.client(place.context.as_deref()).await?)
    }

    /// The cluster as it is: asked of the API server, not of a watch.
    async fn live(&self, client: &Client, place: &Place) -> Result<AerospikeCluster> {
        Ok(client.get(Some(&place.namespace), &place.name).await?)
    }
}

impl Place {
    fn namespace(&self) -> Option<&str> {
        Some(&self.namespace)
    }
}

/// The faults that refuse, unless the caller leaves them out, and the warnings of the others.
fn judge(
    current: Option<&AerospikeCluster>,
    proposed: &AerospikeCluster,
    mode: Mode,
) -> Result<(Vec<Refused>, Vec<Warning>)> {
    let (refused, rest): (Vec<Fault>, Vec<Fault>) = rules::check(current, proposed)
        .into_iter()
        .partition(|fault| fault.severity == Severity::Refused && !mode.skip_checks);
    if !refused.is_empty() && !mode.dry_run {
        return Err(Error::Rules(refused));
    }
    let refusals = refused.into_iter().map(|fault| Refused {
        field: Some(fault.field),
        message: fault.message,
        by: Judge::Rules,
    });
    let warnings = rest.into_iter().map(|fault| Warning {
        field: Some(fault.field),
        message: fault.message,
    });
    Ok((refusals.collect(), warnings.collect()))
}

impl Outcome {
    fn fill(&mut self, before: &Value, written: Written<AerospikeCluster>, dry_run: bool) {
        let after = clean(written.object.json());
        self.changes = changes(before, &after);
        self.warnings
            .extend(written.warnings.into_iter().map(|message| Warning {
                field: None,
                message,
            }));
        self.cluster = Some(written.object);
        self.applied = !dry_run;
    }

    /// The cluster as YAML, as one would write it.
    ///
    /// # Errors
    /// Never for a cluster.
    pub(crate) fn yaml(&self) -> Result<Option<String>, ApiError> {
        let cluster = self.cluster.as_ref();
        cluster
            .map(|cluster| manifest::text(cluster.json(), false))
            .transpose()
    }
}

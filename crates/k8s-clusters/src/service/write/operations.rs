//! Restarts that are asked for.
//!
//! The operator skips an id it has finished, completes at once what names unknown pods only, takes an
//! empty list for all pods, and retries a pod that fails for ever, refusing meanwhile that the
//! operation is replaced or removed. What is sent from here is told apart from all of these first.

use std::collections::BTreeSet;

use acm_k8s_api::{
    AerospikeCluster, Client, Scope,
    api::core::v1::Pod,
    operator::operation_runs,
    types::{K8sOperation, K8sOperationKind, K8sOperationStatus},
};
use serde_json::{Value, json};

use super::{
    Mode, Outcome, Place, Update, Writer,
    error::{Error, Result},
    simple::heeded,
};
use crate::service::rules::MAX_OPERATION_ID_BYTES;

/// A restart that is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    /// Which kind.
    pub kind: K8sOperationKind,
    /// The pods; `None` for all of them.
    pub pods: Option<Vec<String>>,
    /// Its id; `None` for a new one.
    pub id: Option<String>,
}

/// An operation that runs.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Running {
    /// Its id.
    pub id: String,
    /// The pods that have still to be done.
    pub pending: Vec<String>,
    /// The pods that failed and are tried again.
    pub failing: Vec<String>,
}

impl Writer {
    /// Asks for a restart of pods.
    ///
    /// # Errors
    /// One runs, the operator would not heed it, a pod is not one of the cluster's, the id was used
    /// before; those of [`Writer::update`].
    pub(crate) async fn start_operation(
        &self,
        place: &Place,
        operation: &Operation,
        mode: Mode,
    ) -> Result<Outcome> {
        let client = self.client(place).await?;
        let id = match &operation.id {
            Some(id) => given_id(id)?,
            None => new_id()?,
        };
        let pods = self.pods(&client, place).await?;
        self.change(&client, place, &Update::default(), mode, |live| {
            heeded(live)?;
            if operation_runs(live) {
                return Err(runs(live, &pods));
            }
            if used(live, &id) {
                return Err(Error::input(
                    "input.id",
                    format!("the operator did \"{id}\" before and would skip it: leave the id out for a new one"),
                ));
            }
            let mut asked = json!({ "kind": kind(operation.kind), "id": id });
            if let Some(wanted) = &operation.pods {
                asked["podList"] = json!(known(wanted, &pods)?);
            }
            Ok(json!({ "spec": { "operations": [asked] } }))
        })
        .await
    }

    /// Takes pods out of the running operation, such as one that fails again and again.
    ///
    /// # Errors
    /// None runs, or no pod would be left of it; those of [`Writer::update`].
    pub(crate) async fn drop_pods(
        &self,
        place: &Place,
        drop: &[String],
        mode: Mode,
    ) -> Result<Outcome> {
        let client = self.client(place).await?;
        let pods = self.pods(&client, place).await?;
        self.change(&client, place, &Update::default(), mode, |live| {
            let Some(operation) = asked(live).filter(|_| operation_runs(live)) else {
                return Err(Error::held(
                    "NO_OPERATION",
                    "No operation runs on this cluster.",
                ));
            };
            let listed = operation
                .pod_list
                .value()
                .filter(|listed| !listed.is_empty());
            let listed: BTreeSet<String> = match listed {
                Some(listed) => listed.iter().cloned().collect(),
                None => pods.clone(),
            };
            if let Some(unknown) = drop.iter().find(|name| !listed.contains(*name)) {
                let reason = format!("\"{unknown}\" is not a pod of this operation");
                return Err(Error::input("input.pods", reason));
            }
            let left: Vec<&String> = listed.iter().filter(|name| !drop.contains(name)).collect();
            if left.is_empty() {
                // An empty list would mean all pods.
                return Err(Error::input(
                    "input.pods",
                    "at least one pod must be left: an operation without a list is one of all pods",
                ));
            }
            let operation =
                json!({ "kind": operation.kind.text(), "id": operation.id, "podList": left });
            Ok(json!({ "spec": { "operations": [operation] } }))
        })
        .await
    }

    /// Removes a finished operation from the specification, where it otherwise stays.
    ///
    /// # Errors
    /// It runs: the operator's webhook refuses its removal meanwhile; those of [`Writer::update`].
    pub(crate) async fn clear_operation(&self, place: &Place, mode: Mode) -> Result<Outcome> {
        let client = self.client(place).await?;
        let pods = self.pods(&client, place).await?;
        self.change(&client, place, &Update::default(), mode, |live| {
            match operation_runs(live) && asked(live).is_some() {
                true => Err(runs(live, &pods)),
                false => Ok(json!({ "spec": { "operations": null } })),
            }
        })
        .await
    }

    /// The pods of a cluster, by name.
    pub(super) async fn pods(&self, client: &Client, place: &Place) -> Result<BTreeSet<String>> {
        let scope = Scope::namespace(&place.namespace).labels(instance(&place.name));
        let pods = client.list::<Pod>(&scope).await?;
        let names = pods.items.into_iter().filter_map(|pod| pod.metadata.name);
        Ok(names.collect())
    }
}

/// The labels of what the operator makes for a cluster.
pub(super) fn instance(cluster: &str) -> String {
    format!("app.kubernetes.io/name=aerospike-cluster,app.kubernetes.io/instance={cluster}")
}

/// What runs on a cluster; `pods` are all it has.
pub(super) fn running(live: &AerospikeCluster, pods: &BTreeSet<String>) -> Option<Running> {
    let status = status(live).filter(|_| operation_runs(live))?;
    let list = |names: Option<&Vec<String>>| -> BTreeSet<String> {
        names.into_iter().flatten().cloned().collect()
    };
    let done = list(status.completed_pods.value());
    let listed = asked(live).and_then(|operation| operation.pod_list.value());
    let listed = match listed.filter(|listed| !listed.is_empty()) {
        Some(listed) => list(Some(listed)),
        None => pods.clone(),
    };
    let pending: BTreeSet<String> = listed.difference(&done).cloned().collect();
    let failed = list(status.failed_pods.value());
    Some(Running {
        id: status.id.value().cloned().unwrap_or_default(),
        failing: failed.intersection(&pending).cloned().collect(),
        pending: pending.into_iter().collect(),
    })
}

fn runs(live: &AerospikeCluster, pods: &BTreeSet<String>) -> Error {
    let Some(running) = running(live, pods) else {
        return Error::held("OPERATION_RUNS", "An operation runs on this cluster.");
    };
    let message = match running.failing.as_slice() {
        [] => format!(
            "The operation \"{}\" runs: until it ends the operator takes no other and lets none be removed.",
            running.id
        ),
        failing => format!(
            "The operation \"{}\" tries again and again to restart {}: drop that from the operation, and it ends.",
            running.id,
            failing.join(", ")
        ),
    };
    let held = Error::held("OPERATION_RUNS", message).with("operation", running.id);
    held.with("pendingPods", running.pending)
        .with("failingPods", running.failing)
}

fn status(live: &AerospikeCluster) -> Option<&K8sOperationStatus> {
    live.status().ok().flatten()?.operation_status.value()
}

fn asked(live: &AerospikeCluster) -> Option<&K8sOperation> {
    live.spec().ok()?.operations.value()?.first()
}

fn used(live: &AerospikeCluster, id: &str) -> bool {
    let done = status(live).and_then(|status| status.id.value());
    done.is_some_and(|done| done == id) || asked(live).is_some_and(|asked| asked.id == id)
}

/// The pods that are wanted, which are all the cluster's.
fn known(wanted: &[String], pods: &BTreeSet<String>) -> Result<Vec<Value>> {
    if wanted.is_empty() {
        // The operator would take this for all pods.
        return Err(Error::input(
            "input.pods",
            "name at least one pod; leave the list out for all",
        ));
    }
    if let Some(unknown) = wanted.iter().find(|name| !pods.contains(*name)) {
        let reason = format!("the cluster has no pod \"{unknown}\"");
        return Err(Error::input("input.pods", reason));
    }
    let wanted: BTreeSet<&String> = wanted.iter().collect();
    Ok(wanted.into_iter().map(|name| json!(name)).collect())
}

fn kind(kind: K8sOperationKind) -> &'static str {
    use acm_k8s_api::scalars::Vocabulary;
    kind.text()
}

fn given_id(id: &str) -> Result<String> {
    match (1..=MAX_OPERATION_ID_BYTES).contains(&id.len()) {
        true => Ok(id.to_owned()),
        false => Err(Error::input(
            "input.id",
            format!("an id has 1 to {MAX_OPERATION_ID_BYTES} characters"),
        )),
    }
}

fn new_id() -> Result<String> {
    let number = getrandom::u64().map_err(|_| Error::NoEntropy)? >> 16;
    Ok(format!("acm-{number:012x}"))
}

//! Changes of one field: size, pause, nodes to avoid, a nudge.

use std::collections::HashSet;

use acm_k8s_api::{
    AerospikeCluster, Scope,
    api::core::v1::Node,
    operator::{self, Deaf},
    refusals::Warning,
};
use serde_json::{Value, json};

use super::{
    Mode, Outcome, Place, Update, Writer, autoscaler,
    error::{Error, Result},
};
use crate::service::rules::MAX_SIZE;

/// By which the operator is made to look at a cluster: it heeds any change of annotations.
const FORCE: &str = "acko.io/force-reconcile";
/// Nodes that may be named at once.
const MAX_NODES: usize = 1_000;

/// A size that is asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scaling {
    /// The size.
    pub size: i32,
    /// The version the caller saw.
    pub expected: Option<String>,
    /// Even though an autoscaler sets the size.
    pub even_if_autoscaled: bool,
}

impl Writer {
    /// Sets the number of nodes. It goes through the whole resource and not through its `scale`
    /// subresource, which the operator's webhooks do not see.
    ///
    /// # Errors
    /// No such size can be; an autoscaler sets it; those of [`Writer::update`].
    pub(crate) async fn scale(
        &self,
        place: &Place,
        scaling: &Scaling,
        mode: Mode,
    ) -> Result<Outcome> {
        if !(1..=MAX_SIZE).contains(&scaling.size) {
            let reason = format!("a cluster has 1 to {MAX_SIZE} nodes");
            return Err(Error::input("input.size", reason));
        }
        let client = self.client(place).await?;
        if !mode.dry_run
            && !scaling.even_if_autoscaled
            && let Some(found) = autoscaler::known(&client, place).await
        {
            let message = format!(
                "The autoscaler \"{}\" sets the size, {} to {}: change or delete it, or say evenIfAutoscaled.",
                found.name, found.min, found.max
            );
            let held = Error::held("AUTOSCALED", message);
            return Err(held
                .with("autoscaler", found.name)
                .with("minReplicas", found.min)
                .with("maxReplicas", found.max));
        }
        let update = Update {
            expected: scaling.expected.clone(),
            ..Update::of_spec(json!({ "size": scaling.size }))
        };
        self.update(place, &update, mode).await
    }

    /// Makes the operator leave a cluster alone, or go on.
    ///
    /// # Errors
    /// Those of [`Writer::update`].
    pub(crate) async fn pause(&self, place: &Place, paused: bool, mode: Mode) -> Result<Outcome> {
        let paused = if paused { json!(true) } else { Value::Null };
        self.update(place, &Update::of_spec(json!({ "paused": paused })), mode)
            .await
    }

    /// Says which Kubernetes nodes run no pod of a cluster; all others may.
    ///
    /// # Errors
    /// There are too many; those of [`Writer::update`].
    pub(crate) async fn block_nodes(
        &self,
        place: &Place,
        nodes: &[String],
        mode: Mode,
    ) -> Result<Outcome> {
        if nodes.len() > MAX_NODES {
            let reason = format!("at most {MAX_NODES} nodes can be named");
            return Err(Error::input("input.nodeNames", reason));
        }
        let mut seen = HashSet::new();
        let wanted: Vec<&String> = nodes.iter().filter(|name| seen.insert(*name)).collect();
        let list = if wanted.is_empty() {
            Value::Null
        } else {
            json!(wanted)
        };
        let update = Update::of_spec(json!({ "k8sNodeBlockList": list }));
        let mut outcome = self.update(place, &update, mode).await?;
        let client = self.client(place).await?;
        // Who may not see nodes is not warned.
        if let Ok(known) = client.list::<Node>(&Scope::all()).await {
            let known: HashSet<String> = known
                .items
                .into_iter()
                .filter_map(|node| node.metadata.name)
                .collect();
            for name in wanted.into_iter().filter(|name| !known.contains(*name)) {
                outcome.warnings.push(Warning {
                    field: Some("spec.k8sNodeBlockList".to_owned()),
                    message: format!("there is no node \"{name}\" in this Kubernetes cluster"),
                });
            }
        }
        Ok(outcome)
    }

    /// Makes the operator look at a cluster.
    ///
    /// # Errors
    /// It would not heed it; those of [`Writer::update`].
    pub(crate) async fn force_reconcile(&self, place: &Place, mode: Mode) -> Result<Outcome> {
        let client = self.client(place).await?;
        let now = self.now();
        let patch = json!({ "metadata": { "annotations": { FORCE: now } } });
        self.change(&client, place, &Update::default(), mode, |live| {
            heeded(live)?;
            Ok(patch.clone())
        })
        .await
    }

    /// The time, as annotations write it.
    pub(super) fn now(&self) -> String {
        acm_graph::scalars::DateTime(self.clock.now()).to_string()
    }
}

/// Fails when the operator does nothing about a cluster, whatever is asked for.
pub(super) fn heeded(cluster: &AerospikeCluster) -> Result<()> {
    let Some(deaf) = operator::deaf(cluster) else {
        return Ok(());
    };
    let held = Error::held(deaf.cause(), deaf.message());
    Err(match deaf {
        Deaf::Paused => held,
        Deaf::BreakerOpen(failures) => held.with("failedReconcileCount", failures),
    })
}

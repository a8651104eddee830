//! Clusters that are given their template's present state: the operator does it once an annotation asks.

use std::sync::Arc;

use acm_core::ApiError;
use acm_k8s_api::{
    AerospikeCluster, AerospikeClusterTemplate, Client, Part, ResourceExt, operator,
};
use futures_util::{StreamExt, stream};
use serde_json::json;

use super::ATTEMPTS;
use crate::{
    error::{Error, Result},
    service::{
        ClusterKey, Look, Templates, View,
        uses::{bounded, refers},
    },
};

/// Clusters asked for at once.
const AT_ONCE: usize = 8;

/// What became of a cluster.
#[derive(Clone, Debug)]
pub(crate) struct Resynced {
    pub cluster: ClusterKey,
    /// Why it was not asked for.
    pub problem: Option<ApiError>,
}

impl Templates {
    /// Asks the operator to give clusters their template's present state: those named, or all that are behind.
    ///
    /// # Errors
    /// The template is not there (the operator would fail again and again), too many are named, or Kubernetes' own.
    pub(crate) async fn resync(
        &self,
        context: &Arc<str>,
        name: &str,
        named: Option<Vec<ClusterKey>>,
        dry_run: bool,
    ) -> Result<Vec<Resynced>> {
        let client = self.kubernetes.client(Some(context)).await?;
        let live: AerospikeClusterTemplate = client.get(None, name).await?;
        let template = View::new(Arc::clone(context), live);
        let clusters = match named {
            Some(named) => named,
            None => self.behind(&template).await?,
        };
        bounded("input.clusters", &clusters)?;
        let asked = clusters.into_iter().map(|cluster| {
            let client = &client;
            async move {
                let asked = ask(client, name, &cluster, dry_run).await;
                Resynced {
                    cluster,
                    problem: asked.err().map(ApiError::from),
                }
            }
        });
        Ok(stream::iter(asked).buffered(AT_ONCE).collect().await)
    }

    /// The clusters whose copy is not the template.
    async fn behind(&self, template: &View) -> Result<Vec<ClusterKey>> {
        let uses = Look::new(self.clone()).uses(template).await?;
        let behind = uses.clusters.into_iter().filter(|one| {
            let drift = one.drift(template);
            one.refers && drift.is_none_or(|drift| !drift.is_empty())
        });
        let keys = behind.map(|one| ClusterKey {
            namespace: one.namespace,
            name: one.name,
        });
        Ok(keys.collect())
    }
}

async fn ask(client: &Client, template: &str, cluster: &ClusterKey, dry_run: bool) -> Result<()> {
    let (namespace, name) = (Some(cluster.namespace.as_str()), cluster.name.as_str());
    let mut attempt = 1;
    loop {
        let live: AerospikeCluster = client.get(namespace, name).await?;
        if !refers(&live, template) {
            let message = "This cluster is not made from the template.";
            return Err(Error::held("OTHER_TEMPLATE", message));
        }
        if let Some(deaf) = operator::deaf(&live) {
            return Err(Error::held(deaf.cause(), deaf.message()));
        }
        if operator::resync_is_asked(&live) {
            return Ok(());
        }
        let patch = json!({ "metadata": { "annotations": { operator::RESYNC: "true" } } });
        let patch = patch.as_object().cloned().unwrap_or_default();
        let version = live.resource_version();
        let asked = client
            .merge::<AerospikeCluster>(
                namespace,
                name,
                Part::Object,
                patch,
                version.as_deref(),
                dry_run,
            )
            .await;
        match asked {
            Err(error) if error.is_conflict() && attempt < ATTEMPTS => attempt += 1,
            asked => return Ok(asked.map(drop)?),
        }
    }
}

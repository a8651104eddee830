//! The end of a cluster.

use serde_json::json;

use super::{
    events::Level,
    json::text,
    objects::{Kind, reason},
    owned::claims_to_delete,
    reconcile::{After, FINALIZER, Reconcile},
};

impl Reconcile<'_> {
    /// Deletes the claims that go with the cluster and lets it go; garbage collection does the rest.
    pub(super) async fn delete(&mut self) -> Result<After, String> {
        if !self.cluster.has_finalizer(FINALIZER) {
            return Ok(After::Rest);
        }
        self.event(
            Level::Normal,
            "ClusterDeletionStarted",
            "Cluster deletion started, cleaning up resources",
        )
        .await;
        self.set_phase("Deleting", "Cluster is being deleted")
            .await?;
        self.delete_claims().await?;
        self.event(
            Level::Normal,
            "FinalizerRemoved",
            "Storage finalizer removed, cluster deletion proceeding",
        )
        .await;
        let rest: Vec<_> = super::json::texts(&self.cluster.object, "/metadata/finalizers")
            .into_iter()
            .filter(|name| *name != FINALIZER)
            .collect();
        let patch = json!({ "metadata": { "finalizers": rest } });
        let key = &self.cluster.key;
        self.shared
            .objects
            .merge(Kind::Cluster, &key.namespace, &key.name, &patch)
            .await
            .map_err(|error| reason(&error))?;
        Ok(After::Rest)
    }

    async fn delete_claims(&self) -> Result<(), String> {
        let volumes = claims_to_delete(self.cluster.spec());
        if volumes.is_empty() {
            return Ok(());
        }
        let (objects, namespace) = (&self.shared.objects, self.cluster.namespace());
        let claims = objects
            .list(Kind::Claim, namespace, &self.cluster.selector_text())
            .await
            .map_err(|error| reason(&error))?;
        for claim in claims {
            let name = text(&claim, "/metadata/name");
            let owner = format!("-{}-", self.cluster.name());
            let goes = volumes
                .iter()
                .any(|volume| name.starts_with(&format!("{volume}{owner}")));
            if goes {
                objects
                    .delete(Kind::Claim, namespace, name)
                    .await
                    .map_err(|error| reason(&error))?;
            }
        }
        Ok(())
    }
}

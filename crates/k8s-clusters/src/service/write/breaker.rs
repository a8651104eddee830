//! The operator's circuit breaker, closed so that it stays closed.

use acm_k8s_api::{Access, AerospikeCluster, Client, Part, ResourceExt, operator::failures};
use serde_json::{Map, json};

use super::{
    ATTEMPTS, Mode, Outcome, Place, Update, Writer,
    error::{Error, Result},
};

/// By which the operator is made to look again; any change of annotations would do.
const TRIGGER: &str = "acko.io/circuit-breaker-reset";

impl Writer {
    /// Closes the circuit breaker of a cluster: sets the count of failures in its status back, which
    /// is what frees it, then changes an annotation, without which the operator does not look.
    ///
    /// # Errors
    /// A right is missing, which is seen before anything is changed; Kubernetes' own.
    pub(crate) async fn reset_breaker(&self, place: &Place, mode: Mode) -> Result<Outcome> {
        let client = self.client(place).await?;
        self.may_reset(&client, place).await?;
        self.reset_count(&client, place, mode).await?;
        let patch = json!({ "metadata": { "annotations": { TRIGGER: self.now() } } });
        self.change(&client, place, &Update::default(), mode, |_| {
            Ok(patch.clone())
        })
        .await
    }

    async fn may_reset(&self, client: &Client, place: &Place) -> Result<()> {
        let object = Access::to::<AerospikeCluster>("patch", place.namespace()).name(&place.name);
        for access in [object.clone().subresource("status"), object] {
            if !client.may(&access).await? {
                return Err(Error::Right {
                    verb: "patch",
                    resource: access.resource(),
                    namespace: place.namespace.clone(),
                });
            }
        }
        Ok(())
    }

    async fn reset_count(&self, client: &Client, place: &Place, mode: Mode) -> Result<()> {
        let status = json!({ "failedReconcileCount": 0, "lastReconcileError": "" });
        let patch = Map::from_iter([("status".to_owned(), status)]);
        let mut attempt = 1;
        loop {
            let live = self.live(client, place).await?;
            if failures(&live) == 0 {
                return Ok(());
            }
            let version = live.resource_version();
            let (namespace, version) = (place.namespace(), version.as_deref());
            let written = client
                .merge::<AerospikeCluster>(
                    namespace,
                    &place.name,
                    Part::Status,
                    patch.clone(),
                    version,
                    mode.dry_run,
                )
                .await;
            match written {
                // The operator counts on while it fails: what it wrote meanwhile is set back too.
                Err(error) if error.is_conflict() && attempt < ATTEMPTS => attempt += 1,
                Err(error) => return Err(error.into()),
                Ok(_) => return Ok(()),
            }
        }
    }
}

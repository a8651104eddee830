//! The connection profile that comes and goes with a cluster.

use std::sync::Arc;

use acm_core::ApiError;
use acm_graph::{AutoConnectPort, Connection, ManagedCluster};
use acm_k8s_api::Resource;
use serde_json::Value;

use super::{Outcome, Place, Warning, Writer, error::Result};

/// Who makes and removes profiles, or why that is not possible.
pub(crate) type Profiles<'a> = Result<&'a Arc<dyn AutoConnectPort>, ApiError>;

/// Where nodes listen when the cluster does not say.
const PORT: u16 = 3000;
/// Where a cluster says it.
const PORT_OF: &str = "/spec/aerospikeConfig/network/service/port";

impl Outcome {
    /// Makes the profile of a cluster that was made. The cluster stands without one too: what keeps
    /// it from being made is a warning.
    pub(crate) async fn connect(&mut self, profiles: Profiles<'_>) {
        let Some(cluster) = self.cluster.as_ref().filter(|_| self.applied) else {
            return;
        };
        let port = cluster.json().pointer(PORT_OF).and_then(Value::as_u64);
        let port = port.and_then(|port| port.try_into().ok()).unwrap_or(PORT);
        let meta = cluster.meta();
        let cluster = ManagedCluster {
            context: self.context.clone(),
            namespace: meta.namespace.clone().unwrap_or_default(),
            name: meta.name.clone().unwrap_or_default(),
        };
        let made = match profiles {
            Ok(profiles) => profiles.connect(&cluster, port).await,
            Err(error) => Err(error),
        };
        if let Err(error) = made {
            self.warnings.push(Warning {
                field: None,
                message: format!("No connection was made for the cluster: {error}"),
            });
        }
    }
}

impl Writer {
    /// Removes the profiles of a cluster that is deleted, or tells which would go; what keeps that from
    /// being done is told beside them.
    ///
    /// # Errors
    /// It is not known which context is meant.
    pub(crate) async fn disconnect(
        &self,
        place: &Place,
        profiles: Profiles<'_>,
        dry_run: bool,
    ) -> Result<(Vec<Connection>, Option<String>)> {
        let context = self.contexts.resolve(place.context.as_deref());
        let cluster = ManagedCluster {
            context: context.map_err(acm_k8s_api::Error::Context)?.to_string(),
            namespace: place.namespace.clone(),
            name: place.name.clone(),
        };
        let gone = match profiles {
            Ok(profiles) => profiles.disconnect(&cluster, dry_run).await,
            Err(error) => Err(error),
        };
        Ok(match gone {
            Ok(gone) => (gone, None),
            Err(error) => {
                let warning = format!("The connections of the cluster stay: {error}");
                (Vec::new(), Some(warning))
            }
        })
    }
}

//! The profiles of clusters that something manages.

use acm_core::{ApiError, BoxFuture};
use acm_graph::{AutoConnectPort, Connection, ManagedCluster, ManagedPort};

use super::types::connection;
use crate::service::{Directory, ProfileService, find};

/// Finds the profile of a cluster by what manages it.
pub(crate) struct Managed(pub(crate) Directory);

impl ManagedPort for Managed {
    fn connection(&self, context: &str, namespace: &str, name: &str) -> Option<Connection> {
        find(&self.0.current(), context, namespace, name).map(connection)
    }
}

/// Makes and removes profiles together with what manages their clusters.
pub(crate) struct AutoConnect(pub(crate) ProfileService);

impl AutoConnectPort for AutoConnect {
    fn connect<'a>(
        &'a self,
        cluster: &'a ManagedCluster,
        port: u16,
    ) -> BoxFuture<'a, Result<(), ApiError>> {
        Box::pin(async move { Ok(self.0.connect(cluster, port).await?) })
    }

    fn disconnect<'a>(
        &'a self,
        cluster: &'a ManagedCluster,
        dry_run: bool,
    ) -> BoxFuture<'a, Result<Vec<Connection>, ApiError>> {
        Box::pin(async move {
            let found = if dry_run {
                self.0.connected(cluster)
            } else {
                self.0.disconnect(cluster).await?
            };
            Ok(found.iter().map(connection).collect())
        })
    }
}

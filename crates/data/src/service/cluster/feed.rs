//! The feed of a cluster's state.

use std::{fmt, sync::Arc, time::Duration};

use acm_graph::{Cluster, ClusterChanged, scalars::DateTime};

use super::Snapshots;
use crate::{
    error::Result,
    service::polled::{Observed, Polled, Subject},
};

/// Feeds of clusters.
pub(crate) type ClusterFeeds = Polled<Snapshots>;

impl Subject for Snapshots {
    const TASK: &'static str = "cluster feed";
    const PACE: Duration = Duration::from_secs(2);
    type Seen = Cluster;
    type Memory = ();

    async fn look(&self, connection: &str, (): &mut ()) -> Result<Arc<Cluster>> {
        self.get(connection).await
    }

    fn noticed(cluster: &Cluster, out: &mut dyn fmt::Write) -> fmt::Result {
        let mut timeless = cluster.clone();
        timeless.sampled_at = DateTime(0);
        timeless.uptime_seconds = None;
        for node in &mut timeless.nodes {
            if let Some(Ok(status)) = &mut node.status {
                status.uptime_seconds = None;
            }
        }
        write!(out, "{timeless:?}")
    }
}

impl From<Observed<Cluster>> for ClusterChanged {
    fn from(item: Observed<Cluster>) -> Self {
        Self {
            at: item.at,
            kind: item.kind,
            lagged: item.lagged,
            problem: item.problem,
            version: item.version,
            cluster: item.seen.as_deref().cloned(),
        }
    }
}

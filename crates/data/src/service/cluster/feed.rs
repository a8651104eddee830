//! The feed of a cluster's state.

use std::{fmt, sync::Arc, time::Duration};

use acm_graph::{
    Cluster,
    polled::{Polled, Subject},
    scalars::DateTime,
};

use super::Snapshots;
use crate::error::{Error, Result};

/// Feeds of clusters.
pub(crate) type ClusterFeeds = Polled<Snapshots>;

impl Subject for Snapshots {
    const TASK: &'static str = "cluster feed";
    const PACE: Duration = Duration::from_secs(2);
    type Seen = Cluster;
    type Memory = ();
    type Error = Error;

    async fn look(&self, connection: &str, (): &mut ()) -> Result<Arc<Cluster>> {
        self.get(connection).await
    }

    fn is_profile_missing(error: &Error) -> bool {
        error.is_profile_missing()
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

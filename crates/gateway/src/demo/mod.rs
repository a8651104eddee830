//! The demonstration: an embedded three-node cluster with sample data and steady traffic.

mod sample;
mod traffic;

use std::{net::SocketAddr, time::Duration};

use acm_aerospike::{Cluster, ConnectOptions, Deadline, Host};
use acm_core::Tasks;
use acm_embedded::{EmbeddedCluster, NamespaceSpec};

/// Nodes of the demonstration's cluster.
const NODES: usize = 3;
/// Name of the demonstration's cluster and of the profile made for it.
pub(crate) const NAME: &str = "demo";

/// A running demonstration.
pub(crate) struct Demo {
    cluster: EmbeddedCluster,
    tasks: Tasks,
}

/// Why the demonstration does not start.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DemoError {
    /// The embedded cluster does not start.
    #[error("the embedded cluster does not start")]
    Cluster(#[from] acm_embedded::Error),
    /// The sample data cannot be written.
    #[error("the sample data cannot be written")]
    Sample(#[from] acm_aerospike::Error),
}

impl Demo {
    /// Starts the cluster, fills it and keeps it busy. `base_port` 0 takes free ports.
    ///
    /// # Errors
    /// A port is taken, or the cluster does not take the sample data.
    pub(crate) async fn start(base_port: u16, tasks: &Tasks) -> Result<Self, DemoError> {
        let cluster = EmbeddedCluster::builder()
            .nodes(NODES)
            .base_port(base_port)
            .cluster_name(NAME)
            .namespace(NamespaceSpec::new("test").nsup_period(Duration::from_secs(10)))
            .namespace(NamespaceSpec::new("bar"))
            .start()
            .await?;
        let client = connect(&cluster.addresses()).await?;
        sample::write(&client).await?;
        let tasks = tasks.child();
        tasks.spawn_graceful("demo traffic", move |stopping| {
            traffic::run(client, stopping)
        });
        Ok(Self { cluster, tasks })
    }

    /// Where the nodes listen.
    pub(crate) fn addresses(&self) -> Vec<SocketAddr> {
        self.cluster.addresses()
    }

    /// Ends traffic and cluster.
    pub(crate) async fn shutdown(self) {
        self.tasks.cancel();
        self.cluster.shutdown().await;
    }
}

async fn connect(addresses: &[SocketAddr]) -> Result<Cluster, acm_aerospike::Error> {
    let hosts = addresses
        .iter()
        .map(|at| Host::new(at.ip().to_string(), at.port()))
        .collect();
    let options = ConnectOptions::new(hosts);
    Cluster::connect(&options, Deadline::after(Duration::from_secs(10))).await
}

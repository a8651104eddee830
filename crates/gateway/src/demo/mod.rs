//! The demonstration: an embedded three-node cluster with sample data and steady traffic.

mod sample;
mod traffic;

use std::{net::SocketAddr, time::Duration};

use acm_aerospike::{Cluster, ConnectOptions, Credentials, Deadline, Host, Secret};
use acm_core::Tasks;
use acm_embedded::{EmbeddedCluster, NamespaceSpec, SecuritySpec};

/// Nodes of the demonstration's cluster.
const NODES: usize = 3;
/// Name of the demonstration's cluster and of the profile made for it.
pub(crate) const NAME: &str = "demo";

/// The user that a fresh cluster has, and its password.
pub(crate) const ADMIN: (&str, &str) = ("admin", "admin");
/// What that user may do here: everything.
const ADMIN_ROLES: [&str; 3] = ["user-admin", "sys-admin", "read-write-udf"];

/// How the cluster of a demonstration is to be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DemoOptions {
    /// Port of the first node, the others take the next ones; 0 takes free ones.
    pub(crate) port: u16,
    /// Whether clients log in.
    pub(crate) security: bool,
}

impl DemoOptions {
    /// User and password of the cluster's clients.
    pub(crate) fn login(self) -> Option<(&'static str, &'static str)> {
        self.security.then_some(ADMIN)
    }
}

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
    /// Starts the cluster, fills it and keeps it busy.
    ///
    /// # Errors
    /// A port is taken, or the cluster does not take the sample data.
    pub(crate) async fn start(options: DemoOptions, tasks: &Tasks) -> Result<Self, DemoError> {
        let cluster = cluster(options).await?;
        let client = connect(&cluster.addresses(), options.login()).await?;
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

/// The cluster, empty.
async fn cluster(options: DemoOptions) -> Result<EmbeddedCluster, acm_embedded::Error> {
    let mut builder = EmbeddedCluster::builder()
        .nodes(NODES)
        .base_port(options.port)
        .cluster_name(NAME)
        .namespace(NamespaceSpec::new("test").nsup_period(Duration::from_secs(10)))
        .namespace(NamespaceSpec::new("bar"));
    if options.security {
        builder = builder.security(SecuritySpec::new().admin_roles(ADMIN_ROLES));
    }
    builder.start().await
}

async fn connect(
    addresses: &[SocketAddr],
    login: Option<(&str, &str)>,
) -> Result<Cluster, acm_aerospike::Error> {
    let hosts = addresses
        .iter()
        .map(|at| Host::new(at.ip().to_string(), at.port()))
        .collect();
    let credentials = login.map(|(user, password)| Credentials {
        user: user.to_owned(),
        password: Secret::new(password),
    });
    let options = ConnectOptions {
        credentials,
        ..ConnectOptions::new(hosts)
    };
    Cluster::connect(&options, Deadline::after(Duration::from_secs(10))).await
}

#[cfg(test)]
mod tests {
    use acm_aerospike::{Key, UserKey, records::ReadOptions};

    use super::*;

    #[tokio::test]
    async fn the_cluster_of_a_secured_demonstration_wants_its_login() {
        let options = DemoOptions {
            port: 0,
            security: true,
        };
        let cluster = cluster(options).await.unwrap();
        let addresses = cluster.addresses();
        assert!(connect(&addresses, None).await.is_err());
        let client = connect(&addresses, options.login()).await.unwrap();
        let key = Key::new("test", "users", UserKey::Int(1)).unwrap();
        let (read, deadline) = (ReadOptions::default(), Duration::from_secs(10));
        let found = client.get(&key, &read, Deadline::after(deadline)).await;
        assert!(found.unwrap().is_none());
        client.close().await;
        cluster.shutdown().await;
    }
}

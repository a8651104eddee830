//! Saying what a cluster is to be like, and starting it.

use std::net::{IpAddr, SocketAddr};

use tokio::net::TcpListener;

use crate::embedded_cluster::EmbeddedCluster;
use crate::error::Error;
use crate::options::{IndexPace, MigrationPace, NamespaceSpec, Options};
use crate::security::SecuritySpec;

/// Says what a cluster is to be like. Made by [`EmbeddedCluster::builder`].
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct Builder {
    options: Options,
    chose_namespaces: bool,
}

impl Builder {
    /// Number of nodes, 1 to 8. One when not said.
    pub const fn nodes(mut self, count: usize) -> Self {
        self.options.nodes = count;
        self
    }

    /// Adds a namespace; at most two. When none is added there are `test`, with expiration cycles,
    /// and `bar`, without.
    pub fn namespace(mut self, spec: NamespaceSpec) -> Self {
        if !self.chose_namespaces {
            self.options.namespaces.clear();
            self.chose_namespaces = true;
        }
        self.options.namespaces.push(spec);
        self
    }

    /// Port of the first node on its address; the others take the ports after it. 0 lets
    /// the system choose.
    pub const fn base_port(mut self, port: u16) -> Self {
        self.options.base_port = port;
        self
    }

    /// Address the nodes listen on. The loopback address `127.0.0.1` when not said.
    pub const fn listen_on(mut self, ip: IpAddr) -> Self {
        self.options.listen_on = ip;
        self
    }

    /// Name of the cluster, which clients may insist on. `embedded` when not said.
    pub fn cluster_name(mut self, name: impl Into<String>) -> Self {
        self.options.cluster_name = Some(name.into());
        self
    }

    /// How fast partitions move after a node came or went. At once when not said.
    pub const fn migration_pace(mut self, pace: MigrationPace) -> Self {
        self.options.migration_pace = pace;
        self
    }

    /// How fast secondary indexes are built. At once when not said.
    pub const fn index_pace(mut self, pace: IndexPace) -> Self {
        self.options.index_pace = pace;
        self
    }

    /// Most client connections of a node (`proto-fd-max`); further ones are closed. 1024 when not
    /// said.
    pub const fn max_connections(mut self, count: u32) -> Self {
        self.options.max_connections = count;
        self
    }

    /// Takes compressed requests and answers them compressed when the client asks for that, as the
    /// Enterprise edition does. When not said, such requests are refused, as by the Community
    /// edition.
    pub const fn compression(mut self) -> Self {
        self.options.compression = true;
        self
    }

    /// Makes it a security-enabled cluster of the Enterprise edition: clients log in, and do what their
    /// users' roles permit. Compressed requests are taken too. When not said, there are no users and
    /// security messages are refused, as by the Community edition.
    pub fn security(mut self, spec: SecuritySpec) -> Self {
        self.options.security = Some(spec);
        self.options.compression = true;
        self
    }

    /// What nodes announce as their alternate address, as for clients outside of their network; their
    /// ports stay. Nobody listens there for them. None when not said.
    pub const fn alternate_ip(mut self, ip: IpAddr) -> Self {
        self.options.alternate_ip = Some(ip);
        self
    }

    /// Starts the cluster. All its nodes are up and balanced when this returns.
    ///
    /// # Errors
    ///
    /// [`Error::Options`] for options that cannot be met, [`Error::Listen`] when a port is not
    /// free.
    pub async fn start(self) -> Result<EmbeddedCluster, Error> {
        self.options.check()?;
        let mut listeners = Vec::with_capacity(self.options.nodes);
        let mut addresses = Vec::with_capacity(self.options.nodes);
        for port in ports(&self.options) {
            let wanted = SocketAddr::from((self.options.listen_on, port));
            let failed = |source| Error::Listen {
                address: wanted,
                source,
            };
            let listener = TcpListener::bind(wanted).await.map_err(failed)?;
            addresses.push(listener.local_addr().map_err(failed)?);
            listeners.push(listener);
        }
        Ok(EmbeddedCluster::launch(self.options, listeners, &addresses))
    }
}

fn ports(options: &Options) -> Vec<u16> {
    let base = options.base_port;
    (0_u16..)
        .take(options.nodes)
        .map(|node| if base == 0 { 0 } else { base + node })
        .collect()
}

//! Starting, controlling and stopping a cluster.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::cluster::Cluster;
use crate::error::Error;
use crate::fault::Fault;
use crate::load::{self, Key, Value};
use crate::options::{MigrationPace, NamespaceSpec, Options};
use crate::server::Server;

/// How long a restarted node tries to get its port back.
const REBIND_DEADLINE: Duration = Duration::from_secs(5);
const REBIND_RETRY: Duration = Duration::from_millis(20);

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

    /// Port of the first node on the loopback address; the others take the ports after it. 0 lets
    /// the system choose.
    pub const fn base_port(mut self, port: u16) -> Self {
        self.options.base_port = port;
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

    /// Most client connections of a node (`proto-fd-max`); further ones are closed. 1024 when not
    /// said.
    pub const fn max_connections(mut self, count: u32) -> Self {
        self.options.max_connections = count;
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
            let wanted = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
            let failed = |source| Error::Listen {
                address: wanted,
                source,
            };
            let listener = TcpListener::bind(wanted).await.map_err(failed)?;
            addresses.push(listener.local_addr().map_err(failed)?);
            listeners.push(listener);
        }
        let cluster = Arc::new(Cluster::new(self.options, &addresses));
        let servers = listeners
            .into_iter()
            .enumerate()
            .map(|(index, listener)| {
                Some(Server::start(
                    Arc::clone(&cluster),
                    cluster.node(index),
                    listener,
                ))
            })
            .collect();
        let running = EmbeddedCluster {
            cluster,
            servers: Mutex::new(servers),
            stop: CancellationToken::new(),
            tasks: TaskTracker::new(),
        };
        running.start_background();
        Ok(running)
    }
}

fn ports(options: &Options) -> Vec<u16> {
    let base = options.base_port;
    (0_u16..)
        .take(options.nodes)
        .map(|node| if base == 0 { 0 } else { base + node })
        .collect()
}

/// A running cluster on loopback ports of this process.
///
/// Call [`EmbeddedCluster::shutdown`] to stop it in good order. When it is merely dropped, its
/// tasks are told to stop and end on their own.
#[derive(Debug)]
pub struct EmbeddedCluster {
    cluster: Arc<Cluster>,
    /// By node; `None` while the node is down. Held for the whole of a start or stop, so these
    /// never overlap.
    servers: Mutex<Vec<Option<Server>>>,
    stop: CancellationToken,
    tasks: TaskTracker,
}

impl EmbeddedCluster {
    /// Says what a cluster is to be like, starting from one node with the namespaces `test` and
    /// `bar`.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Addresses of all nodes, by index, whether they are up or down.
    #[must_use]
    pub fn addresses(&self) -> Vec<SocketAddr> {
        self.cluster.addresses()
    }

    /// Stops a node: its connections close, what it stored is lost, and the others rebalance.
    /// Nothing happens when it is down already.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownNode`].
    pub async fn stop_node(&self, node: usize) -> Result<(), Error> {
        let mut servers = self.servers.lock().await;
        let slot = servers.get_mut(node).ok_or(Error::UnknownNode(node))?;
        if let Some(server) = slot.take() {
            server.stop().await;
            self.cluster.set_up(node, false);
        }
        Ok(())
    }

    /// Starts a stopped node on its old address, empty; it rejoins the cluster and is filled again.
    /// Nothing happens when it is up already.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownNode`]; [`Error::Listen`] when its port is not free any more.
    pub async fn start_node(&self, node: usize) -> Result<(), Error> {
        let mut servers = self.servers.lock().await;
        let slot = servers.get_mut(node).ok_or(Error::UnknownNode(node))?;
        if slot.is_none() {
            let listener = rebind(self.cluster.address(node)).await?;
            let state = self.cluster.reset_node(node);
            self.cluster.set_up(node, true);
            *slot = Some(Server::start(Arc::clone(&self.cluster), state, listener));
        }
        Ok(())
    }

    /// Gives a node a fault, or takes it away with [`Fault::None`]. A node that starts anew has
    /// none.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownNode`].
    pub fn set_fault(&self, node: usize, fault: Fault) -> Result<(), Error> {
        if node >= self.cluster.node_count() {
            return Err(Error::UnknownNode(node));
        }
        self.cluster.node(node).set_fault(fault);
        Ok(())
    }

    /// Whether no partition has still to move.
    #[must_use]
    pub fn migrations_done(&self) -> bool {
        self.cluster.migrations_done()
    }

    /// Moves the clock of all nodes forward, so that records expire without anybody waiting.
    pub fn advance_clock(&self, by: Duration) {
        self.cluster.clock.advance(by);
    }

    /// Writes a record straight into the cluster, as a put that sends the key would. An empty set
    /// name is no set.
    ///
    /// # Errors
    ///
    /// [`Error::Load`] with the result code a client would get.
    pub fn load(
        &self,
        namespace: &str,
        set: &str,
        key: Key<'_>,
        bins: &[(&str, Value)],
    ) -> Result<(), Error> {
        load::load(&self.cluster, namespace, set, key, bins)
    }

    /// Stops all nodes. No task of the cluster is left when this returns.
    pub async fn shutdown(self) {
        self.stop.cancel();
        self.tasks.close();
        let mut servers = self.servers.lock().await;
        for server in servers.iter_mut().filter_map(Option::take) {
            server.stop().await;
        }
        self.tasks.wait().await;
    }

    fn start_background(&self) {
        let cluster = Arc::clone(&self.cluster);
        let stop = self.stop.clone();
        self.tasks
            .spawn(async move { cluster.run_expiration(stop).await });
        let cluster = Arc::clone(&self.cluster);
        let stop = self.stop.clone();
        self.tasks
            .spawn(async move { cluster.run_migrations(stop).await });
    }
}

impl Drop for EmbeddedCluster {
    fn drop(&mut self) {
        self.stop.cancel();
        for server in self.servers.get_mut().iter().flatten() {
            server.cancel();
        }
    }
}

/// Listens on a node's old address. A connection attempt of this machine may hold the port for a
/// moment.
async fn rebind(address: SocketAddr) -> Result<TcpListener, Error> {
    let deadline = tokio::time::Instant::now() + REBIND_DEADLINE;
    loop {
        match TcpListener::bind(address).await {
            Ok(listener) => return Ok(listener),
            Err(source) if tokio::time::Instant::now() >= deadline => {
                return Err(Error::Listen { address, source });
            }
            Err(_) => tokio::time::sleep(REBIND_RETRY).await,
        }
    }
}

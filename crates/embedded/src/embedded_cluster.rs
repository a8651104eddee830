//! Controlling and stopping a cluster.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::builder::Builder;
use crate::cluster::partition_map::MAX_NODES;
use crate::cluster::{Cluster, node};
use crate::error::Error;
use crate::fault::Fault;
use crate::inject::{Commands, Effect, InjectedFault};
use crate::load::{self, Key, Value};
use crate::options::{IndexPace, MigrationPace, Options};
use crate::server::Server;

/// How long a restarted node tries to get its port back.
const REBIND_DEADLINE: Duration = Duration::from_secs(5);
const REBIND_RETRY: Duration = Duration::from_millis(20);
/// How long a node that is to leave waits until its partitions have moved.
const HAND_OVER_DEADLINE: Duration = Duration::from_secs(60);

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

    /// A cluster whose nodes listen already.
    pub(crate) fn launch(
        options: Options,
        listeners: Vec<TcpListener>,
        addresses: &[SocketAddr],
    ) -> Self {
        let cluster = Arc::new(Cluster::new(options, addresses));
        let servers = listeners.into_iter().zip(cluster.states());
        let servers = servers
            .map(|(listener, state)| Some(Server::start(Arc::clone(&cluster), state, listener)))
            .collect();
        let running = Self {
            cluster,
            servers: Mutex::new(servers),
            stop: CancellationToken::new(),
            tasks: TaskTracker::new(),
        };
        running.start_background();
        running
    }

    /// Addresses of all nodes, by index, whether they are up or down.
    #[must_use]
    pub fn addresses(&self) -> Vec<SocketAddr> {
        self.cluster.addresses()
    }

    /// Whether a node is up. A node that does not exist is not.
    #[must_use]
    pub fn is_up(&self, node: usize) -> bool {
        self.cluster.membership().is_up(node)
    }

    /// Client connections that are open to a node; none to one that is down or does not exist.
    #[must_use]
    pub fn connections(&self, node: usize) -> u64 {
        if self.is_up(node) {
            self.cluster.node(node).open_connections()
        } else {
            0
        }
    }

    /// Adds an empty node to the cluster, which rebalances; its index. It takes the port after the
    /// last node's when the cluster was given ports, else a free one.
    ///
    /// # Errors
    ///
    /// [`Error::Full`] when there are eight nodes, up or down; [`Error::Listen`].
    pub async fn add_node(&self) -> Result<usize, Error> {
        let mut servers = self.servers.lock().await;
        if servers.len() >= MAX_NODES {
            return Err(Error::Full);
        }
        let base = self.cluster.options.base_port;
        let offset = u16::try_from(servers.len()).unwrap_or(u16::MAX);
        let port = match base {
            0 => 0,
            base => base.checked_add(offset).ok_or(Error::Options(
                "the ports of the nodes do not fit below 65536",
            ))?,
        };
        let wanted = SocketAddr::from((self.cluster.options.listen_on, port));
        let failed = |source| Error::Listen {
            address: wanted,
            source,
        };
        let listener = TcpListener::bind(wanted).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let node = self.cluster.add_node(address);
        servers.push(None);
        self.serve(&mut servers, node, listener);
        Ok(node)
    }

    /// Adds an empty node on an address of its own; its index. It takes the place of a node that is down,
    /// if there is one, as a new machine does in a cluster that is full.
    ///
    /// # Errors
    ///
    /// [`Error::Full`] when eight nodes are up; [`Error::Listen`].
    pub async fn add_node_at(&self, address: SocketAddr) -> Result<usize, Error> {
        let mut servers = self.servers.lock().await;
        let vacant = servers.iter().position(Option::is_none);
        if vacant.is_none() && servers.len() >= MAX_NODES {
            return Err(Error::Full);
        }
        let listener = rebind(address).await?;
        let node = if let Some(node) = vacant {
            self.cluster.move_node(node, address);
            node
        } else {
            servers.push(None);
            self.cluster.add_node(address)
        };
        self.serve(&mut servers, node, listener);
        Ok(node)
    }

    /// The id of a node, as the node itself gives it.
    #[must_use]
    pub fn node_id(&self, node: usize) -> String {
        node::id(node)
    }

    fn serve(&self, servers: &mut [Option<Server>], node: usize, listener: TcpListener) {
        let state = self.cluster.reset_node(node);
        self.cluster.set_up(node, true);
        servers[node] = Some(Server::start(Arc::clone(&self.cluster), state, listener));
    }

    /// Takes a node out of the cluster in good order: it hands over all that it holds, at the pace
    /// of migrations, and then stops. Nothing is lost, not even what has only one copy. Nothing
    /// happens when it is down already; [`EmbeddedCluster::start_node`] brings it back.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownNode`]; [`Error::LastNode`] when no other is up; [`Error::Migrating`] when its
    /// partitions have not moved after a minute, and then it stays.
    pub async fn remove_node(&self, node: usize) -> Result<(), Error> {
        let mut servers = self.servers.lock().await;
        let slot = servers.get_mut(node).ok_or(Error::UnknownNode(node))?;
        if slot.is_none() {
            return Ok(());
        }
        if self.cluster.membership().size() == 1 {
            return Err(Error::LastNode(node));
        }
        self.cluster.set_leaving(node, true);
        let handed_over = tokio::time::timeout(HAND_OVER_DEADLINE, self.cluster.migrated()).await;
        if handed_over.is_err() {
            self.cluster.set_leaving(node, false);
            return Err(Error::Migrating(node));
        }
        if let Some(server) = slot.take() {
            server.stop().await;
            self.cluster.set_up(node, false);
        }
        Ok(())
    }

    /// Stops a node as a crash does: its connections close, what it stored is lost, and the others
    /// rebalance. Nothing happens when it is down already.
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
        let slot = servers.get(node).ok_or(Error::UnknownNode(node))?;
        if slot.is_none() {
            let listener = rebind(self.cluster.node(node).address).await?;
            self.serve(&mut servers, node, listener);
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

    /// Gives commands a fault, for as long as the test holds what is returned. Of several faults for
    /// one command the oldest strikes.
    ///
    /// ```
    /// use acm_embedded::{CommandKind, Commands, Effect, EmbeddedCluster, ResultCode};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), acm_embedded::Error> {
    /// let cluster = EmbeddedCluster::builder().start().await?;
    /// let two_writes = Commands::of(CommandKind::Write).in_set("people").next(2);
    /// let busy = cluster.inject(two_writes, Effect::Answer(ResultCode::DEVICE_OVERLOAD));
    /// assert_eq!(busy.hits(), 0);
    /// # cluster.shutdown().await;
    /// # Ok(())
    /// # }
    /// ```
    pub fn inject(&self, commands: Commands, effect: Effect) -> InjectedFault {
        self.cluster.injections.add(commands, effect)
    }

    /// Lets a node miss what happens to Lua modules, as one does that is cut off when they are put or
    /// removed; or lets it catch up.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownNode`].
    pub fn set_misses_modules(&self, node: usize, misses: bool) -> Result<(), Error> {
        if node >= self.cluster.node_count() {
            return Err(Error::UnknownNode(node));
        }
        self.cluster.modules.set_behind(node, misses);
        Ok(())
    }

    /// Whether no partition has still to move.
    #[must_use]
    pub fn migrations_done(&self) -> bool {
        self.migrations_remaining() == 0
    }

    /// How many partitions have still to move, over all namespaces.
    #[must_use]
    pub fn migrations_remaining(&self) -> usize {
        self.cluster.migrations_remaining()
    }

    /// Moves up to `partitions` partitions now, in order of their ids; how many have still to move.
    /// With [`MigrationPace::ByHand`] nothing else moves them.
    pub fn step_migrations(&self, partitions: usize) -> usize {
        self.cluster.migrate(partitions)
    }

    /// Changes how fast partitions move, those that wait included.
    pub fn set_migration_pace(&self, pace: MigrationPace) {
        self.cluster.set_pace(pace);
    }

    /// For how many partitions secondary indexes are still to be built, over all namespaces and
    /// indexes.
    #[must_use]
    pub fn index_builds_remaining(&self) -> usize {
        self.cluster.index_builds_remaining()
    }

    /// Builds secondary indexes for up to `partitions` partitions of each namespace now; for how many
    /// they are still to be built. With [`IndexPace::ByHand`] nothing else builds them.
    pub fn step_index_builds(&self, partitions: usize) -> usize {
        self.cluster.build_indexes(partitions)
    }

    /// Changes how fast secondary indexes are built, those that are being built included.
    pub fn set_index_pace(&self, pace: IndexPace) {
        self.cluster.set_index_pace(pace);
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
        let cluster = Arc::clone(&self.cluster);
        let stop = self.stop.clone();
        self.tasks
            .spawn(async move { cluster.run_indexing(stop).await });
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

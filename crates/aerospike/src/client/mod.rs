//! A connected cluster.

mod certificates;
mod gate;
mod info;
mod options;
mod tls;

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use acm_core::telemetry::{self, Pool};
use aerospike::{AuthMode, Client, ClientPolicy};
use tokio::time::Instant;

pub use certificates::{CertificateFacts, PemError, certificates, check_pair};
pub use gate::{Gate, GateRef, Lookup, RefusedAddress};
pub use info::MAX_INFO_COMMANDS;
pub use options::{ClientCertificate, ConnectOptions, Credentials, Host, Secret, TlsOptions};
pub use tls::{TlsFailure, handshake, tls_failure};

use gate::Watch;

use crate::deadline::Deadline;
use crate::error::{Error, ErrorKind, Result};
use crate::info::Address;
use crate::scan::Lessons;

/// A live client of one cluster: it keeps connections, follows the cluster's changes in the
/// background, and is safe to share.
///
/// **Invariant:** a cluster is closed once: by [`Cluster::close`], or when it is dropped.
pub struct Cluster {
    client: Arc<Client>,
    watch: Arc<Watch>,
    closed: AtomicBool,
    lessons: Lessons,
}

/// A node as the client sees it at this moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeHandle {
    /// The node's id, as the cluster knows it.
    pub id: String,
    /// Where the client reaches it.
    pub address: Address,
    /// The build of the server, such as `8.1.2.0`.
    pub build: String,
    /// Whether commands are sent to it.
    pub active: bool,
    /// Connections the client holds to it, in use or idle.
    pub connections: u64,
}

impl Cluster {
    /// Connects to a cluster, through any of the hosts that answers.
    ///
    /// # Errors
    ///
    /// - [`ErrorKind::InvalidInput`]: no hosts, too many, or settings that contradict each other.
    /// - [`ErrorKind::Unsupported`]: user and password were given, and the server has no security
    ///   (the Community Edition has none): connect without them.
    /// - [`ErrorKind::Unavailable`]: no host is a node of the cluster that lets this client in.
    /// - [`ErrorKind::Timeout`]: no answer before the deadline.
    pub async fn connect(options: &ConnectOptions, deadline: Deadline) -> Result<Self> {
        let started = Instant::now();
        let made = Self::try_connect(options, deadline).await;
        let error = made.as_ref().err().map(|error| error.kind().as_str());
        telemetry::dialled(started.elapsed(), error);
        made
    }

    async fn try_connect(options: &ConnectOptions, deadline: Deadline) -> Result<Self> {
        let policy = options.client_policy()?;
        let hosts = options.driver_hosts();
        let watch = Arc::new(Watch::new(options.gate.clone()));
        let made = |client| Self::of(client, &watch);
        let error = match deadline.bound(watch.guard(open(&policy, &hosts))).await {
            Ok(client) => return Ok(made(client)),
            Err(error) => error,
        };
        if options.credentials.is_some() && !deadline.is_over() {
            let open_access = ClientPolicy {
                auth_mode: AuthMode::None,
                ..policy
            };
            if let Ok(client) = deadline
                .bound(watch.guard(open(&open_access, &hosts)))
                .await
            {
                drop(made(client));
                return Err(Error::from_server_code(SECURITY_NOT_SUPPORTED));
            }
        }
        Err(error)
    }

    fn of(client: Client, watch: &Arc<Watch>) -> Self {
        let client = Arc::new(client);
        let seen = Arc::downgrade(&client);
        telemetry::watch_pool(move || seen.upgrade().map(|client| pool(&client)));
        Self {
            client,
            watch: Arc::clone(watch),
            closed: AtomicBool::new(false),
            lessons: Lessons::default(),
        }
    }

    /// Closes all connections and stops following the cluster. Closing twice is fine. Commands
    /// under way fail with [`ErrorKind::Unavailable`].
    pub async fn close(&self) {
        if !self.closed.swap(true, Ordering::AcqRel)
            && let Err(error) = self.client.close().await
        {
            tracing::debug!(%error, "closing a cluster's connections failed");
        }
    }

    /// Whether at least one node is active.
    #[must_use]
    pub fn is_connected(&self) -> bool {
        !self.closed.load(Ordering::Acquire) && self.client.is_connected()
    }

    /// The nodes known at this moment, sorted by id.
    #[must_use]
    pub fn nodes(&self) -> Vec<NodeHandle> {
        let mut nodes: Vec<NodeHandle> = self
            .client
            .nodes()
            .iter()
            .map(|node| NodeHandle::of(node))
            .collect();
        nodes.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        nodes
    }

    /// Addresses the cluster led to lately that the gate did not admit, sorted, 32 at most. Nothing
    /// was sent there.
    #[must_use]
    pub fn refused(&self) -> Vec<RefusedAddress> {
        self.watch.refused()
    }

    /// The name the cluster gives itself, if it has one.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        self.client.server_cluster_name()
    }

    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    pub(crate) const fn lessons(&self) -> &Lessons {
        &self.lessons
    }

    /// What a failure of the driver means on this cluster. Without any node the driver calls every
    /// namespace invalid; the truth is that nobody can say.
    pub(crate) fn failure(&self, error: aerospike::Error) -> Error {
        let no_map = matches!(error.kind(), aerospike::ErrorKind::InvalidNamespace)
            && error.server_result_code().is_none();
        if no_map && !self.is_connected() {
            Error::new(ErrorKind::Unavailable, "No node of the cluster answers.").with_source(error)
        } else {
            error.into()
        }
    }
}

/// What a server without security answers to a login.
///
/// The driver keeps only the text of a failed login, so the code is found out by connecting
/// without one: a server with security lets nobody in that way.
const SECURITY_NOT_SUPPORTED: u8 = 51;

fn build(version: &aerospike::Version) -> String {
    format!(
        "{}.{}.{}.{}",
        version.major, version.minor, version.patch, version.build
    )
}

async fn open(policy: &ClientPolicy, hosts: &Vec<aerospike::Host>) -> Result<Client> {
    Client::new(policy, hosts).await.map_err(|error| match error.kind() {
        aerospike::ErrorKind::InvalidArgument => Error::from(error),
        _ => Error::new(
            ErrorKind::Unavailable,
            "No host answers as a node of the cluster: check hosts, ports, cluster name and credentials.",
        )
        .with_source(error),
    })
}

/// The connections of a client to all its nodes.
fn pool(client: &Client) -> Pool {
    let gauges = client.nodes().into_iter().map(|node| node.pool_gauges());
    gauges.fold(Pool::default(), |sum, gauges| Pool {
        used: sum.used + gauges.in_use(),
        idle: sum.idle + gauges.in_pool,
    })
}

impl NodeHandle {
    fn of(node: &aerospike::Node) -> Self {
        let host = node.host();
        let gauges = node.pool_gauges();
        Self {
            id: node.name().to_owned(),
            address: Address {
                host: host.name,
                port: host.port,
            },
            build: build(node.version()),
            active: node.is_active(),
            connections: gauges.total,
        }
    }
}

impl fmt::Debug for Cluster {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Cluster")
            .field("nodes", &self.client.node_names())
            .field("closed", &self.closed)
            .finish_non_exhaustive()
    }
}

impl Drop for Cluster {
    /// The driver's background task holds the cluster alive until it is closed, which is an
    /// asynchronous step: it is handed to the runtime, where it ends within moments.
    fn drop(&mut self) {
        if !*self.closed.get_mut()
            && let Ok(runtime) = tokio::runtime::Handle::try_current()
        {
            let client = Arc::clone(&self.client);
            runtime.spawn(async move { client.close().await });
        }
    }
}

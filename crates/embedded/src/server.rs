//! A node's listener and the connections it accepted.

use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::cluster::Cluster;
use crate::cluster::node::NodeState;
use crate::command::query::Jobs;
use crate::connection;
use crate::fault::Fault;

/// Pause after an accept failed, so that a machine out of file descriptors is not kept busy by it.
const ACCEPT_RETRY: Duration = Duration::from_millis(50);

/// A node that listens. It owns its listener and all its connections.
#[derive(Debug)]
pub(crate) struct Server {
    stop: CancellationToken,
    tasks: TaskTracker,
}

impl Server {
    /// Starts to accept connections.
    pub(crate) fn start(
        cluster: Arc<Cluster>,
        node: Arc<NodeState>,
        listener: TcpListener,
    ) -> Self {
        let server = Self {
            stop: CancellationToken::new(),
            tasks: TaskTracker::new(),
        };
        let acceptor = Acceptor {
            cluster,
            node,
            stop: server.stop.clone(),
            tasks: server.tasks.clone(),
        };
        server.tasks.spawn(acceptor.run(listener));
        server
    }

    /// Tells the listener and the connections to end, without waiting.
    pub(crate) fn cancel(&self) {
        self.stop.cancel();
    }

    /// Stops listening and closes all connections; returns when none of its tasks is left.
    pub(crate) async fn stop(self) {
        self.stop.cancel();
        self.tasks.close();
        self.tasks.wait().await;
    }
}

struct Acceptor {
    cluster: Arc<Cluster>,
    node: Arc<NodeState>,
    stop: CancellationToken,
    tasks: TaskTracker,
}

impl Acceptor {
    async fn run(self, listener: TcpListener) {
        loop {
            let accepted = tokio::select! {
                () = self.stop.cancelled() => return,
                accepted = listener.accept() => accepted,
            };
            match accepted {
                Ok((stream, peer)) if self.takes() => self.spawn(stream, peer),
                Ok(refused) => drop(refused),
                Err(error) => {
                    tracing::warn!(%error, "accept failed");
                    tokio::time::sleep(ACCEPT_RETRY).await;
                }
            }
        }
    }

    /// Whether another connection is taken now.
    fn takes(&self) -> bool {
        self.node.fault() != Fault::DropConnections
            && self.node.open_connections() < self.node.config.service().proto_fd_max
    }

    fn spawn(&self, stream: TcpStream, peer: std::net::SocketAddr) {
        // Replies are small and waited for; a failure to say so only costs latency.
        let _ = stream.set_nodelay(true);
        self.node.metrics.connections_opened.increment();
        let cluster = Arc::clone(&self.cluster);
        let node = Arc::clone(&self.node);
        let jobs = Jobs {
            tasks: self.tasks.clone(),
            stop: self.stop.clone(),
        };
        self.tasks.spawn(async move {
            connection::serve(stream, peer, cluster, Arc::clone(&node), jobs).await;
            node.metrics.connections_closed.increment();
        });
    }
}

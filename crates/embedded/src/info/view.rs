//! What an info command may see of a node: a trait the node implements, and plain-data snapshots it
//! fills.
//!
//! Every method takes a snapshot and returns; none may block on the network. Times that leave a
//! node as "last update time" or "void time" are counted from the Aerospike epoch,
//! 2010-01-01T00:00:00Z.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use super::census::Census;
use super::config::NodeConfig;
use super::counter::CounterSnapshot;
use super::index::{IndexDescription, IndexRefusal, IndexStatistics, IndexView};

/// Seconds between the Unix epoch and the Aerospike epoch (2010-01-01T00:00:00Z).
pub const AEROSPIKE_EPOCH_UNIX_SECONDS: u64 = 1_262_304_000;

/// Number of latency thresholds in a histogram: slower than 2^0 to slower than 2^16 milliseconds
/// or microseconds.
pub const LATENCY_THRESHOLDS: usize = 17;

/// A node as its info commands see it.
///
/// Implemented over the live state of one node. A namespace name that the node does not hold yields
/// `None` or an empty list, never a panic: names come from clients.
pub trait InfoView: Send + Sync {
    /// Time since the Unix epoch, by the node's clock.
    fn unix_time(&self) -> Duration;

    /// The node's configuration, which info commands read and change.
    fn config(&self) -> &NodeConfig;

    /// Identity, cluster membership and node-wide counters.
    fn node(&self) -> NodeView;

    /// How the cluster is secured; `None`, as in the Community edition, when it is not.
    fn security(&self) -> Option<SecurityView> {
        None
    }

    /// The other live nodes of the cluster, ordered by id.
    fn peers(&self) -> Vec<PeerView>;

    /// Names of the namespaces, in configured order.
    fn namespaces(&self) -> Vec<String>;

    /// One namespace as this node holds it.
    fn namespace(&self, namespace: &str) -> Option<NamespaceView>;

    /// The sets of a namespace on this node, in order of creation.
    fn sets(&self, namespace: &str) -> Vec<SetView>;

    /// Which partitions of a namespace this node serves, per replica index.
    fn replicas(&self, namespace: &str) -> Option<ReplicasView>;

    /// All partitions of a namespace in order of partition id, as this node sees them.
    fn partitions(&self, namespace: &str) -> Vec<PartitionView>;

    /// The node-wide latency histogram of batch requests; `None` until the first one was recorded.
    fn batch_index_latency(&self) -> Option<LatencyView>;

    /// A latency histogram of a namespace; `None` until something was recorded in it.
    fn latency(&self, namespace: &str, histogram: LatencyHistogram) -> Option<LatencyView>;

    /// The node's last count of the records of a namespace; `None` before the first.
    fn census(&self, namespace: &str) -> Option<Arc<Census>>;

    /// Active queries first, then finished ones that are still remembered, newest first.
    fn queries(&self) -> Vec<QueryView>;

    /// Client libraries that named themselves on connections which are still open.
    fn user_agents(&self) -> Vec<UserAgentView>;

    /// Remembers how the client of this connection names itself (`value` is the base64 text it
    /// sent).
    fn set_user_agent(&self, value: &str);

    /// Removes, in the whole cluster, the records of a set (or namespace) last updated before
    /// `before_lut`, milliseconds since the Aerospike epoch. An unknown namespace or set is not an
    /// error: nothing matches.
    fn truncate(&self, namespace: &str, set: Option<&str>, before_lut: u64);

    /// Forgets the truncate time of a set (or namespace) in the whole cluster; removed records stay
    /// removed.
    fn undo_truncate(&self, namespace: &str, set: Option<&str>);

    /// Asks a query to stop; false when no active query has this id.
    fn abort_query(&self, id: u64) -> bool;

    /// Asks all active queries to stop; the number of them.
    fn abort_all_queries(&self) -> usize;

    /// Rebalances the cluster; called on the principal node only.
    fn recluster(&self);

    /// The names and hashes of the Lua modules this node has.
    fn modules(&self) -> Vec<(String, String)>;

    /// The text of a Lua module, as this node has it.
    fn module(&self, name: &str) -> Option<Vec<u8>>;

    /// Adds a Lua module in the whole cluster, or replaces it.
    fn put_module(&self, name: &str, source: Vec<u8>);

    /// Removes a Lua module in the whole cluster, if there is one with this name.
    fn remove_module(&self, name: &str);

    /// The secondary indexes of a namespace, in order of creation.
    fn indexes(&self, namespace: &str) -> Vec<IndexView>;

    /// What a secondary index holds on this node.
    fn index_statistics(&self, namespace: &str, name: &str) -> Option<IndexStatistics>;

    /// Makes a secondary index in the whole cluster, and begins to build it. Nothing happens when it
    /// is there already.
    ///
    /// # Errors
    ///
    /// Why it is not made.
    fn create_index(
        &self,
        namespace: &str,
        description: IndexDescription,
    ) -> Result<(), IndexRefusal>;

    /// Drops a secondary index in the whole cluster, if there is one with this name.
    fn drop_index(&self, namespace: &str, name: &str);
}

/// The security settings of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecurityView {
    /// Whether users are held to quotas.
    pub quotas: bool,
    /// How long a session lasts.
    pub session_ttl: Duration,
}

/// Identity and node-wide state.
#[derive(Debug, Clone, PartialEq)]
pub struct NodeView {
    /// Node id: upper-case hexadecimal without leading zeros, for example `B1`.
    pub id: String,
    /// Addresses clients reach the node at.
    pub addresses: Vec<SocketAddr>,
    /// Addresses clients outside of its network reach it at.
    pub alternates: Vec<SocketAddr>,
    /// Membership.
    pub cluster: ClusterView,
    /// Changes whenever the partition map changes; -1 until the first balance is done.
    pub partition_generation: i64,
    /// Changes whenever a rebalance is done.
    pub rebalance_generation: u64,
    /// Changes whenever the list of peers changes.
    pub peers_generation: u64,
    /// Time since the node started.
    pub uptime: Duration,
    /// Client connections.
    pub connections: ConnectionCounts,
    /// Info commands answered.
    pub info_complete: u64,
    /// Client messages refused because they could not be decoded.
    pub demarshal_errors: u64,
    /// Client requests refused before a namespace was known.
    pub early_client_errors: u64,
    /// Record commands being worked on.
    pub commands_in_progress: u64,
    /// Long queries running now.
    pub long_queries_active: u64,
    /// Batch requests (not their rows).
    pub batch_index: BatchIndexCounts,
    /// Names of failed best-practice checks; empty when all hold.
    pub failed_best_practices: Vec<String>,
}

/// Membership of the cluster, as one node sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClusterView {
    /// Configured name; `None` shows as `null`.
    pub name: Option<String>,
    /// Changes with each change of membership; 48 bits are shown.
    pub key: u64,
    /// Nodes in the cluster, this one included.
    pub size: u32,
    /// Counts changes of membership seen by this node.
    pub generation: u64,
    /// Id of the node that leads the cluster.
    pub principal: String,
    /// All node ids, principal first.
    pub succession: Vec<String>,
    /// Time since the last rebalance.
    pub since_rebalance: Duration,
}

/// Client connections of a node.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ConnectionCounts {
    /// Open now.
    pub open: u64,
    /// Accepted since start.
    pub opened: u64,
    /// Closed since start.
    pub closed: u64,
}

/// Batch requests of a node since start.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BatchIndexCounts {
    /// Received.
    pub initiate: u64,
    /// Answered in full.
    pub complete: u64,
    /// Refused or failed.
    pub error: u64,
    /// Given up because of their deadline.
    pub timeout: u64,
}

/// Another node of the cluster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeerView {
    /// Node id.
    pub id: String,
    /// Addresses clients reach it at.
    pub addresses: Vec<SocketAddr>,
    /// Addresses clients outside of its network reach it at.
    pub alternates: Vec<SocketAddr>,
}

/// One namespace as a node holds it. Counts and sizes are of this node alone.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NamespaceView {
    /// Nodes that hold the namespace.
    pub cluster_size: u32,
    /// Configured replication factor, or the number of nodes when that is smaller.
    pub effective_replication_factor: u32,
    /// Records.
    pub objects: ReplicaCounts,
    /// Tombstones.
    pub tombstones: ReplicaCounts,
    /// Partitions that no live node holds.
    pub unavailable_partitions: u64,
    /// Writes are refused.
    pub stop_writes: bool,
    /// An eviction threshold is exceeded.
    pub hwm_breached: bool,
    /// Records that never expire, as of the last expiration cycle.
    pub non_expirable_objects: u64,
    /// Records removed because they expired.
    pub expired_objects: u64,
    /// Records removed because of a threshold.
    pub evicted_objects: u64,
    /// Duration of the last expiration cycle.
    pub nsup_cycle_duration: Duration,
    /// Share of the records that the last expiration cycle removed, in percent.
    pub nsup_cycle_deleted_pct: f64,
    /// Truncate time of the whole namespace, milliseconds since the Aerospike epoch; 0 when never
    /// truncated.
    pub truncate_lut: u64,
    /// A truncate is going on.
    pub truncating: bool,
    /// Bytes the records take, without their index entries.
    pub data_used_bytes: u64,
    /// Bytes the secondary indexes take.
    pub sindex_used_bytes: u64,
    /// Bytes the indexes of sets take.
    pub set_index_used_bytes: u64,
    /// Partitions on the move.
    pub migration: MigrationView,
    /// What was done, since start.
    pub counters: CounterSnapshot,
}

/// A count split by the role this node has for the partition it counts in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReplicaCounts {
    /// In partitions this node is master of.
    pub master: u64,
    /// In partitions this node holds a copy of.
    pub prole: u64,
    /// In partitions that are about to leave this node.
    pub non_replica: u64,
}

impl ReplicaCounts {
    /// All of them.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.master
            .saturating_add(self.prole)
            .saturating_add(self.non_replica)
    }
}

/// Partitions of a namespace on the move from (`tx`) and to (`rx`) this node.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MigrationView {
    /// Being sent now.
    pub tx_active: u64,
    /// Being received now.
    pub rx_active: u64,
    /// To send when the last rebalance was done.
    pub tx_initial: u64,
    /// Still to send.
    pub tx_remaining: u64,
    /// Still to send to a node that becomes a new copy.
    pub tx_lead_remaining: u64,
    /// To receive when the last rebalance was done.
    pub rx_initial: u64,
    /// Still to receive.
    pub rx_remaining: u64,
    /// Records sent.
    pub records_transmitted: u64,
    /// Records received.
    pub records_received: u64,
    /// Partitions that the last rebalance created empty.
    pub fresh_partitions: u64,
}

impl MigrationView {
    /// Partitions this node still has to send or receive.
    #[must_use]
    pub fn remaining(&self) -> u64 {
        self.tx_remaining.saturating_add(self.rx_remaining)
    }
}

/// One set as a node holds it. Its limits are in [`NodeConfig`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SetView {
    /// Name.
    pub name: String,
    /// Records on this node, all copies.
    pub objects: u64,
    /// Tombstones on this node, all copies.
    pub tombstones: u64,
    /// Bytes the records take, without their index entries.
    pub data_used_bytes: u64,
    /// Truncate time, milliseconds since the Aerospike epoch; 0 when never truncated.
    pub truncate_lut: u64,
    /// A truncate is going on.
    pub truncating: bool,
    /// Secondary indexes over its records alone.
    pub indexes: u64,
}

/// The partitions a node serves, as clients want them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReplicasView {
    /// Rebalance regime of the namespace (0 in available mode).
    pub regime: u32,
    /// One bitmap of 4096 bits (512 bytes) per replica index, master first. Partition `p` is the
    /// bit `0x80 >> (p & 7)` of byte `p >> 3`.
    pub bitmaps: Vec<Vec<u8>>,
}

/// How complete a node's copy of a partition is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartitionState {
    /// Complete.
    Sync,
    /// Being filled.
    Desync,
    /// Kept until the nodes it leaves for have it.
    Zombie,
    /// No copy.
    Absent,
}

/// One partition as a node sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartitionView {
    /// This node's copy.
    pub state: PartitionState,
    /// Copies the partition should have.
    pub replicas: u32,
    /// This node's replica index (0 is master); `None` when it holds none.
    pub replica: Option<u32>,
    /// This node's place in the partition's succession list.
    pub succession: u32,
    /// The node that serves the partition.
    pub working_master: String,
    /// Copies this node still sends.
    pub emigrations: u32,
    /// Copies this node still sends to a node that becomes a new copy.
    pub lead_emigrations: u32,
    /// Copies this node still receives.
    pub immigrations: u32,
    /// Records in this node's copy.
    pub records: u64,
    /// Tombstones in this node's copy.
    pub tombstones: u64,
}

/// A namespace's latency histograms that are always on, in the order a node lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LatencyHistogram {
    /// Single-record reads.
    Read,
    /// Single-record writes and deletes.
    Write,
    /// Single-record functions.
    Udf,
    /// Reads in batches.
    BatchSubRead,
    /// Writes and deletes in batches.
    BatchSubWrite,
    /// Functions in batches.
    BatchSubUdf,
    /// Primary-index queries.
    PiQuery,
    /// Secondary-index queries.
    SiQuery,
}

impl LatencyHistogram {
    /// All of them, in the order a node lists them.
    pub const ALL: [Self; 8] = [
        Self::Read,
        Self::Write,
        Self::Udf,
        Self::BatchSubRead,
        Self::BatchSubWrite,
        Self::BatchSubUdf,
        Self::PiQuery,
        Self::SiQuery,
    ];

    /// The name without its namespace.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Udf => "udf",
            Self::BatchSubRead => "batch-sub-read",
            Self::BatchSubWrite => "batch-sub-write",
            Self::BatchSubUdf => "batch-sub-udf",
            Self::PiQuery => "pi-query",
            Self::SiQuery => "si-query",
        }
    }
}

/// What a latency histogram recorded in its last window (about ten seconds).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LatencyView {
    /// Length of the window.
    pub window: Duration,
    /// Operations in the window.
    pub total: u64,
    /// Operations in the window that took longer than 2^i milliseconds.
    pub slower_than: [u64; LATENCY_THRESHOLDS],
    /// Operations in the window that took longer than 2^i microseconds.
    pub slower_than_micros: [u64; LATENCY_THRESHOLDS],
}

/// What a query does with the records it finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueryKind {
    /// Sends them to the client.
    Basic,
    /// Applies operations to them, in the background.
    BackgroundOperations,
    /// Calls a function on each of them, in the background.
    BackgroundUdf,
    /// Calls a function on the stream of them, and sends what comes out of it.
    Aggregation,
}

/// How a query ended, or that it did not yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueryStatus {
    /// Running.
    Active,
    /// Finished.
    Done,
    /// Stopped by `query-abort`.
    Aborted,
    /// Stopped because the client went away or an error occurred.
    Failed,
}

/// A query, active or finished.
#[derive(Debug, Clone, PartialEq)]
pub struct QueryView {
    /// Id chosen by the client.
    pub id: u64,
    /// Namespace.
    pub namespace: String,
    /// Set; empty for all records of the namespace.
    pub set: String,
    /// Partitions asked for from their start.
    pub partitions_requested: u64,
    /// Partitions asked for from a digest on.
    pub digests_requested: u64,
    /// Records-per-second limit; 0 for none.
    pub records_per_second: u32,
    /// Threads at work.
    pub active_threads: u32,
    /// How it ended.
    pub status: QueryStatus,
    /// Share of the partitions done, in percent.
    pub progress_pct: f64,
    /// Time it ran.
    pub run_time: Duration,
    /// Time since it ended; zero while active.
    pub since_done: Duration,
    /// Records the filter left out for what is known of them without reading them.
    pub records_filtered_by_metadata: u64,
    /// Records the filter left out for what is in them.
    pub records_filtered_by_bins: u64,
    /// Records found.
    pub records_succeeded: u64,
    /// Records that could not be read or changed.
    pub records_failed: u64,
    /// Records looked at no faster than allowed.
    pub records_throttled: u64,
    /// The client's address.
    pub from: SocketAddr,
    /// Bytes sent to the client.
    pub net_io_bytes: u64,
    /// Time spent sending.
    pub net_io_time: Duration,
    /// Socket timeout the client asked for.
    pub socket_timeout: Duration,
    /// What it does with what it finds.
    pub kind: QueryKind,
    /// The module and the function it calls.
    pub udf: Option<(String, String)>,
}

/// How many open connections named themselves alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserAgentView {
    /// The base64 text the clients sent.
    pub value: String,
    /// Connections.
    pub count: u64,
}

//! Clusters, nodes, namespaces and sets, as every domain shows them.
//!
//! Rules of aggregation: sums cover the nodes that answered (`nodesAnswered` of `nodesTotal`);
//! what no node reported is null, never 0; shares are 0 to 1.

use acm_core::{ApiError, ContextExt};
use async_graphql::{ComplexObject, Context, Enum, ID, SimpleObject};

use crate::{
    ClusterFeatures, FeaturesPort, Problem,
    scalars::{DateTime, Int64, NamespaceName, SetName},
};

/// A live cluster, as its nodes describe it.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Cluster {
    /// The profile it was reached through.
    pub connection_id: ID,
    /// The name it gives itself; null when unset or unknown.
    pub name: Option<String>,
    /// The cluster key the nodes agree on; null while they do not.
    pub key: Option<String>,
    /// Node id of the principal; null while the nodes do not agree.
    pub principal: Option<String>,
    /// Nodes in the cluster, as the nodes see it; null while they do not agree.
    pub size: Option<i32>,
    /// False when nodes disagree about the cluster's size or key: it is split or forming. Null while
    /// a node is silent.
    pub consistent: Option<bool>,
    /// Whether any namespace refuses writes.
    pub stop_writes: Option<bool>,
    /// Partitions still to be moved, both ways, over all namespaces.
    pub migrations_remaining: Option<Int64>,
    /// Seconds since the youngest node started.
    pub uptime_seconds: Option<f64>,
    /// Connections clients hold, summed over nodes.
    pub client_connections: Option<Int64>,
    /// Records, replicas not counted, over all namespaces.
    pub objects: Option<Int64>,
    /// Nodes, by id.
    pub nodes: Vec<AerospikeNode>,
    /// Namespaces, by name.
    pub namespaces: Option<Result<Vec<Namespace>, ApiError>>,
    /// Nodes that answered.
    pub nodes_answered: i32,
    /// Nodes known.
    pub nodes_total: i32,
    /// What went wrong for parts of this answer.
    pub problems: Vec<Problem>,
    /// When the nodes were asked.
    pub sampled_at: DateTime,
}

#[ComplexObject]
impl Cluster {
    /// What its edition and build can do, and why not. Kept for a while, and asked anew when a node
    /// comes with another build. Null with an error when no node answers.
    async fn features(&self, ctx: &Context<'_>) -> Option<Result<ClusterFeatures, ApiError>> {
        Some(match ctx.port::<dyn FeaturesPort>() {
            Ok(port) => port
                .features(&self.connection_id)
                .await
                .map(|features| (*features).clone()),
            Err(error) => Err(error),
        })
    }
}

/// A node of a cluster.
#[derive(Clone, Debug, SimpleObject)]
pub struct AerospikeNode {
    /// Node id, such as `BB9020011AC4202`.
    pub id: ID,
    /// The same as `id`; the name clients use.
    pub name: String,
    /// The profile it was reached through.
    pub connection_id: ID,
    /// Where this server reaches it: `v4:port` or `[v6]:port`.
    pub address: String,
    /// Every address it advertises to clients.
    pub addresses: Vec<String>,
    /// Whether the last round of asking reached it.
    pub active: bool,
    /// What it says of itself; null with an error when it does not answer.
    pub status: Option<Result<NodeStatus, ApiError>>,
}

/// What a node says of itself. A value it does not report is null.
#[derive(Clone, Debug, Default, SimpleObject)]
pub struct NodeStatus {
    /// Build, such as `8.1.2.0`.
    pub build: Option<String>,
    /// Edition, such as `Aerospike Community Edition`.
    pub edition: Option<String>,
    /// Seconds since it started.
    pub uptime_seconds: Option<f64>,
    /// Connections clients hold to it.
    pub client_connections: Option<Int64>,
    /// Nodes in the cluster, as this node sees it.
    pub cluster_size: Option<i32>,
    /// Key of the cluster this node belongs to.
    pub cluster_key: Option<String>,
    /// Node id of the principal, as this node sees it.
    pub principal: Option<String>,
    /// Whether it is the principal.
    pub is_principal: Option<bool>,
    /// Whether it considers the cluster whole.
    pub cluster_integrity: Option<bool>,
    /// Partitions still to be moved to or from it.
    pub migrations_remaining: Option<Int64>,
    /// Records it holds, replicas included.
    pub objects: Option<Int64>,
    /// Tombstones it holds.
    pub tombstones: Option<Int64>,
    /// Share of the machine's memory that is free.
    pub system_free_memory_ratio: Option<f64>,
    /// Bytes its process has allocated.
    pub heap_allocated_bytes: Option<Int64>,
    /// Best practices it fails, by the server's names; null while unknown.
    pub failed_best_practices: Option<Vec<String>>,
}

/// Where a namespace keeps its data.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
pub enum StorageEngine {
    /// In memory.
    Memory,
    /// On devices or files.
    Device,
    /// In persistent memory.
    Pmem,
}

/// A namespace, summed over the nodes that answered.
#[derive(Clone, Debug, SimpleObject)]
pub struct Namespace {
    /// The profile it was reached through.
    pub connection_id: ID,
    /// Its name.
    pub name: NamespaceName,
    /// Nodes that answered for it.
    pub nodes_answered: i32,
    /// Nodes known.
    pub nodes_total: i32,
    /// What went wrong for parts of this answer.
    pub problems: Vec<Problem>,
    /// Records, replicas not counted (sum of `master_objects`).
    pub objects: Option<Int64>,
    /// Copies beyond the first (sum of `prole_objects`).
    pub replica_objects: Option<Int64>,
    /// Tombstones, copies included.
    pub tombstones: Option<Int64>,
    /// Records removed because their time had come, since each node started, copies included.
    pub expired_objects: Option<Int64>,
    /// Records evicted to free space, since each node started, copies included.
    pub evicted_objects: Option<Int64>,
    /// Copies of each record that are configured.
    pub replication_factor: Option<i32>,
    /// Copies of each record that the present cluster can hold.
    pub effective_replication_factor: Option<i32>,
    /// Where it keeps its data.
    pub storage_engine: Option<StorageEngine>,
    /// Bytes of data in use.
    pub data_used_bytes: Option<Int64>,
    /// Bytes of data there is room for.
    pub data_total_bytes: Option<Int64>,
    /// Share of the room in use: used ÷ total, over the nodes that report both.
    pub data_used_ratio: Option<f64>,
    /// Share of the room free for new data, on the fullest node.
    pub data_available_ratio: Option<f64>,
    /// Bytes of the primary index.
    pub index_used_bytes: Option<Int64>,
    /// Bytes of set indexes.
    pub set_index_used_bytes: Option<Int64>,
    /// Bytes of secondary indexes.
    pub secondary_index_used_bytes: Option<Int64>,
    /// Bytes of memory in use: indexes, and the data when it is kept in memory.
    pub memory_used_bytes: Option<Int64>,
    /// Bytes of device in use; null when the data is kept in memory.
    pub device_used_bytes: Option<Int64>,
    /// Bytes of device there are; null when the data is kept in memory.
    pub device_total_bytes: Option<Int64>,
    /// Whether any node refuses writes.
    pub stop_writes: Option<bool>,
    /// Whether an eviction threshold (high-water mark) is breached on any node.
    pub eviction_threshold_breached: Option<bool>,
    /// Whether any node refuses writes because clocks differ too much.
    pub clock_skew_stop_writes: Option<bool>,
    /// Thresholds for refusing writes and for eviction, each with the distance to it.
    pub thresholds: Vec<Threshold>,
    /// How records expire.
    pub ttl: NamespaceTtl,
    /// Partitions still to be moved, both ways.
    pub migrations_remaining: Option<Int64>,
    /// Partitions without a node to serve them.
    pub unavailable_partitions: Option<Int64>,
    /// Partitions given up for lost.
    pub dead_partitions: Option<Int64>,
    /// Share of reads that were answered (found or not found) since the nodes started; null without
    /// reads.
    pub read_success_ratio: Option<f64>,
    /// Share of writes that succeeded since the nodes started; null without writes.
    pub write_success_ratio: Option<f64>,
    /// Records last written before this were truncated; null when never.
    pub truncated_before: Option<DateTime>,
    /// Its sets, by name; at most 5,000. Null with an error when no node could list them.
    pub sets: Option<Result<Vec<Set>, ApiError>>,
}

/// Which threshold.
#[derive(Clone, Copy, Debug, Enum, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum ThresholdKind {
    /// Writes are refused when data storage is fuller than this.
    StopWritesUsed,
    /// Writes are refused when less than this share of data storage is available.
    StopWritesAvailable,
    /// Writes are refused when the machine's memory is fuller than this.
    StopWritesSystemMemory,
    /// Records are evicted when data storage is fuller than this.
    EvictUsed,
    /// Records are evicted when indexes fill more than this share of their memory budget.
    EvictIndexesMemory,
    /// Records are evicted when the machine's memory is fuller than this.
    EvictSystemMemory,
}

/// A threshold and how far the worst node is from it. Shares are 0 to 1.
#[derive(Clone, Debug, SimpleObject)]
pub struct Threshold {
    /// Which threshold.
    pub kind: ThresholdKind,
    /// The server's name of the setting.
    pub setting: String,
    /// The share at which it acts; null while unknown.
    pub limit: Option<f64>,
    /// The present share on the node nearest to the limit; null while unknown.
    pub current: Option<f64>,
    /// How far `current` is from `limit`; negative when past it; null while unknown or switched off.
    pub distance: Option<f64>,
    /// Whether it is past; null while unknown.
    pub breached: Option<bool>,
    /// True when the setting is 0: it never acts.
    pub disabled: bool,
}

/// How records of a namespace expire.
#[derive(Clone, Debug, Default, SimpleObject)]
pub struct NamespaceTtl {
    /// Seconds a record lives when its writer did not say; 0 means for ever.
    pub default_seconds: Option<Int64>,
    /// Seconds between two runs of the expiration thread; 0 means it does not run.
    pub nsup_period_seconds: Option<Int64>,
    /// Whether records expire at all: the expiration thread runs.
    pub expiration_enabled: Option<bool>,
    /// Whether writes with a time to live are accepted although the expiration thread is off.
    pub allow_ttl_without_nsup: Option<bool>,
    /// Percent of its life after which a read extends a record; 0 means never.
    pub default_read_touch_pct: Option<i32>,
}

/// A set of a namespace, summed over the nodes that answered.
#[derive(Clone, Debug, SimpleObject)]
pub struct Set {
    /// The profile it was reached through.
    pub connection_id: ID,
    /// Its namespace.
    pub namespace: NamespaceName,
    /// Its name.
    pub name: SetName,
    /// Nodes that answered for it.
    pub nodes_answered: i32,
    /// Nodes known.
    pub nodes_total: i32,
    /// Records, replicas not counted: the sum over nodes divided by the copies each record has.
    /// Exact once migrations are done; null while the number of copies is unknown.
    pub objects: Option<Int64>,
    /// Records, replicas counted.
    pub objects_with_replicas: Option<Int64>,
    /// Tombstones, copies included.
    pub tombstones: Option<Int64>,
    /// Bytes of data, copies included.
    pub data_used_bytes: Option<Int64>,
    /// Secondary indexes on it.
    pub secondary_indexes: Option<i32>,
    /// Whether it has a set index.
    pub index_enabled: Option<bool>,
    /// Whether its records are spared from eviction.
    pub eviction_disabled: Option<bool>,
    /// Seconds a record lives when its writer did not say; 0 means as the namespace says.
    pub default_ttl_seconds: Option<Int64>,
    /// Writes are refused beyond this many records on a node; 0 means no limit.
    pub stop_writes_count: Option<Int64>,
    /// Writes are refused beyond this many bytes on a node; 0 means no limit.
    pub stop_writes_size: Option<Int64>,
    /// Whether a truncation is running.
    pub truncating: Option<bool>,
    /// Records last written before this were truncated; null when never.
    pub truncated_before: Option<DateTime>,
}

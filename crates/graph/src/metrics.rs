//! Sampled numbers of a cluster: what can be asked for, and the frame they arrive in.

use async_graphql::{Enum, SimpleObject};

use crate::{
    Column, FeedItemKind, Points, Problem,
    scalars::{DateTime, Int64, NamespaceName},
};

/// A sampled number. Rates are operations per second, measured between two samples; of the
/// server's lifetime counters only the difference is used.
#[derive(Clone, Copy, Debug, Enum, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Metric {
    /// Reads that found their record.
    ReadSuccessRate,
    /// Reads whose record was not there.
    ReadNotFoundRate,
    /// Reads that timed out on the server.
    ReadTimeoutRate,
    /// Reads that failed.
    ReadErrorRate,
    /// Writes that were applied.
    WriteSuccessRate,
    /// Writes that timed out on the server.
    WriteTimeoutRate,
    /// Writes that failed.
    WriteErrorRate,
    /// Deletes that were applied.
    DeleteSuccessRate,
    /// Deletes whose record was not there.
    DeleteNotFoundRate,
    /// Deletes that timed out on the server.
    DeleteTimeoutRate,
    /// Deletes that failed.
    DeleteErrorRate,
    /// Reads within batches that found their record.
    BatchReadSuccessRate,
    /// Reads within batches whose record was not there.
    BatchReadNotFoundRate,
    /// Reads within batches that timed out on the server.
    BatchReadTimeoutRate,
    /// Reads within batches that failed.
    BatchReadErrorRate,
    /// Writes and deletes within batches that were applied.
    BatchWriteSuccessRate,
    /// Writes and deletes within batches that timed out on the server.
    BatchWriteTimeoutRate,
    /// Writes and deletes within batches that failed.
    BatchWriteErrorRate,
    /// Primary- and secondary-index queries that were completed, of every kind.
    QuerySuccessRate,
    /// Queries that were aborted.
    QueryAbortRate,
    /// Queries that failed or timed out.
    QueryErrorRate,
    /// Calls of Lua functions on single records that were completed.
    UdfSuccessRate,
    /// Calls of Lua functions that timed out on the server.
    UdfTimeoutRate,
    /// Calls of Lua functions that failed.
    UdfErrorRate,
    /// Connections clients hold. Not kept by namespace.
    ClientConnections,
    /// Records, replicas not counted.
    Objects,
    /// Tombstones, copies included.
    Tombstones,
    /// Partitions still to be moved, both ways.
    MigrationsRemaining,
    /// Bytes of data in use.
    DataUsedBytes,
    /// Bytes of data there is room for.
    DataTotalBytes,
    /// Bytes of primary, set and secondary indexes.
    IndexUsedBytes,
    /// Bytes the server processes have allocated. Not kept by namespace.
    HeapAllocatedBytes,
    /// Share of the machine's memory that is free; of the cluster: on the node with the least. Not
    /// kept by namespace.
    SystemFreeMemoryRatio,
    /// Half of the reads took no longer. Latencies are upper bounds of the server's histogram
    /// buckets (1, 2, 4, … ms) over its last ten seconds; null without operations.
    ReadLatencyP50,
    /// 95 of 100 reads took no longer.
    ReadLatencyP95,
    /// 99 of 100 reads took no longer.
    ReadLatencyP99,
    /// Half of the writes took no longer.
    WriteLatencyP50,
    /// 95 of 100 writes took no longer.
    WriteLatencyP95,
    /// 99 of 100 writes took no longer.
    WriteLatencyP99,
    /// Half of the queries took no longer.
    QueryLatencyP50,
    /// 95 of 100 queries took no longer.
    QueryLatencyP95,
    /// 99 of 100 queries took no longer.
    QueryLatencyP99,
    /// Half of the batches took no longer. Not kept by namespace.
    BatchLatencyP50,
    /// 95 of 100 batches took no longer. Not kept by namespace.
    BatchLatencyP95,
    /// 99 of 100 batches took no longer. Not kept by namespace.
    BatchLatencyP99,
}

/// What a series is about.
#[derive(Clone, Copy, Debug, Enum, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum MetricScope {
    /// The nodes that answered, together.
    Cluster,
    /// One node.
    Node,
    /// One namespace, over the nodes that answered.
    Namespace,
}

/// What a number of a series means.
#[derive(Clone, Copy, Debug, Enum, Eq, Hash, PartialEq)]
pub enum MetricUnit {
    /// Operations in a second.
    OperationsPerSecond,
    /// A number of things.
    Count,
    /// Bytes.
    Bytes,
    /// Milliseconds.
    Milliseconds,
    /// A share, 0 to 1.
    Ratio,
}

/// One number over time.
#[derive(Clone, Debug, PartialEq, SimpleObject)]
pub struct MetricSeries {
    /// What is measured.
    pub metric: Metric,
    /// What it is about.
    pub scope: MetricScope,
    /// The node, by node id; null unless the scope is NODE.
    pub node: Option<String>,
    /// The namespace; null unless the scope is NAMESPACE.
    pub namespace: Option<NamespaceName>,
    /// What the numbers mean.
    pub unit: MetricUnit,
    /// One number for each of the frame's `times`; null where it is unknown: a silent node, a
    /// restarted server, no operations to measure.
    pub values: Column,
}

/// Sampled numbers, column by column, all over the same points in time.
#[derive(Clone, Debug, SimpleObject)]
pub struct MetricsFrame {
    /// When the newest sample was taken.
    pub at: DateTime,
    /// SNAPSHOT: the history, replaces what the reader has. CHANGE: the samples since the item before.
    pub kind: FeedItemKind,
    /// True when this reader was too slow and was given the newest state in place of the items between.
    pub lagged: bool,
    /// Why no node answers, while none does; the feed goes on trying.
    pub problem: Option<Problem>,
    /// Rises with each item of this feed.
    pub version: Int64,
    /// Seconds between two samples at present, or between two points where a long history was
    /// thinned out; `times` tells the exact points.
    pub step_seconds: f64,
    /// The points in time: milliseconds since 1970-01-01T00:00:00Z, rising.
    pub times: Points,
    /// The series asked for, sorted by scope, node, namespace and metric.
    pub series: Vec<MetricSeries>,
    /// Nodes that have been sampled within the window, by node id.
    pub nodes: Vec<String>,
    /// Namespaces that have been sampled within the window.
    pub namespaces: Vec<NamespaceName>,
    /// Nodes the newest sample misses, and why. Sums cover the other nodes.
    pub problems: Vec<Problem>,
}

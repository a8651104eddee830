//! Latency histograms over time: what a heat map shows.

use async_graphql::SimpleObject;

use crate::{
    Column, FeedItemKind, Points, Problem,
    scalars::{DateTime, Int64, NamespaceName},
};

/// Operations that took about the same time, over time.
#[derive(Clone, Debug, PartialEq, SimpleObject)]
pub struct LatencyBucket {
    /// They took longer than this, in milliseconds.
    pub from_ms: f64,
    /// They took no longer than this, in milliseconds; null for the slowest, which have no limit.
    pub to_ms: Option<f64>,
    /// How many there were a second, for each of the frame's `times`; null where it is unknown: a
    /// silent node, a histogram that was not there yet. Rates of several series add up.
    pub ops_per_second: Column,
}

/// The histogram of one operation over time.
#[derive(Clone, Debug, PartialEq, SimpleObject)]
pub struct LatencySeries {
    /// The server's name of what was measured: `read`, `write`, `udf`, `pi-query`, `si-query`,
    /// `batch-index`, `batch-sub-read`, and others where benchmarks are enabled.
    pub operation: String,
    /// The namespace; null for what is kept for the whole node, as `batch-index`.
    pub namespace: Option<NamespaceName>,
    /// The node, by node id; null when the nodes are added up.
    pub node: Option<String>,
    /// The buckets, quickest first. Their bounds are powers of two of a millisecond, or of a
    /// microsecond on nodes with `microsecond-histograms`.
    pub buckets: Vec<LatencyBucket>,
}

/// Latency histograms, column by column, all over the same points in time.
#[derive(Clone, Debug, SimpleObject)]
pub struct LatencyFrame {
    /// When the newest point was taken.
    pub at: DateTime,
    /// SNAPSHOT: the history, replaces what the reader has. CHANGE: the points since the item before.
    pub kind: FeedItemKind,
    /// True when this reader was too slow and was given the newest state in place of the items between.
    pub lagged: bool,
    /// Why no node answers, while none does; the feed goes on trying.
    pub problem: Option<Problem>,
    /// Rises with each item of this feed.
    pub version: Int64,
    /// Seconds between two points: 10, which is what the server's histograms cover, or more where a
    /// long history was thinned out.
    pub step_seconds: f64,
    /// The points in time: milliseconds since 1970-01-01T00:00:00Z, rising.
    pub times: Points,
    /// The histograms asked for, sorted by operation, namespace and node. One that nothing was
    /// recorded in since the node started is left out.
    pub series: Vec<LatencySeries>,
    /// Operations that have been measured within the hour that is kept.
    pub operations: Vec<String>,
    /// Nodes that have been sampled within the hour that is kept, by node id.
    pub nodes: Vec<String>,
    /// Namespaces that have been sampled within the hour that is kept.
    pub namespaces: Vec<NamespaceName>,
    /// Nodes the newest sample misses, and why.
    pub problems: Vec<Problem>,
}

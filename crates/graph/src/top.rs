//! What a cluster is busy with: its namespaces and sets, by rate.

use async_graphql::{Enum, SimpleObject};

use crate::{
    FeedItemKind, Problem,
    scalars::{DateTime, Int64, NamespaceName, SetName},
};

/// By what namespaces are sorted: the greatest first, what is unknown last.
#[derive(Clone, Copy, Debug, Default, Enum, Eq, Hash, PartialEq)]
pub enum TopNamespaceOrder {
    /// Reads and writes together.
    #[default]
    OperationsPerSecond,
    /// Reads.
    ReadsPerSecond,
    /// Writes and deletes.
    WritesPerSecond,
    /// Records.
    Objects,
    /// Bytes of data.
    DataUsedBytes,
}

/// By what sets are sorted: the greatest first, what is unknown last. Of growth the fastest change
/// comes first, up or down.
#[derive(Clone, Copy, Debug, Default, Enum, Eq, Hash, PartialEq)]
pub enum TopSetOrder {
    /// Growth in records.
    #[default]
    ObjectsPerSecond,
    /// Growth in bytes.
    BytesPerSecond,
    /// Records.
    Objects,
    /// Bytes of data.
    DataUsedBytes,
}

/// A namespace and what happens in it. Rates are measured between two answers of each node, over the
/// nodes that answered both times.
#[derive(Clone, Debug, PartialEq, SimpleObject)]
pub struct TopNamespace {
    /// The namespace.
    pub name: NamespaceName,
    /// Reads that were answered, found or not, those within batches included.
    pub reads_per_second: Option<f64>,
    /// Writes and deletes that were applied, those within batches included.
    pub writes_per_second: Option<f64>,
    /// Primary- and secondary-index queries that were completed.
    pub queries_per_second: Option<f64>,
    /// Records, replicas not counted.
    pub objects: Option<Int64>,
    /// Bytes of data, copies included.
    pub data_used_bytes: Option<Int64>,
}

/// A set and how it grows. The server counts no operations by set.
#[derive(Clone, Debug, PartialEq, SimpleObject)]
pub struct TopSet {
    /// Its namespace.
    pub namespace: NamespaceName,
    /// The set.
    pub name: SetName,
    /// Records, replicas not counted.
    pub objects: Option<Int64>,
    /// Records more a second, replicas not counted; negative when there are fewer. Null while
    /// partitions move, when copies come and go by themselves.
    pub objects_per_second: Option<f64>,
    /// Bytes of data, copies included.
    pub data_used_bytes: Option<Int64>,
    /// Bytes more a second, copies included; negative when there are fewer. Null while partitions
    /// move.
    pub bytes_per_second: Option<f64>,
}

/// An item of the feed of what a cluster is busy with.
#[derive(Clone, Debug, SimpleObject)]
pub struct TopChanged {
    /// When the nodes were asked.
    pub at: DateTime,
    /// The whole state, or what changed.
    pub kind: FeedItemKind,
    /// True when this reader was too slow and was given the newest state in place of the items between.
    pub lagged: bool,
    /// Why nothing is known, when no node answers; the feed goes on trying.
    pub problem: Option<Problem>,
    /// Rises with each item of this feed.
    pub version: Int64,
    /// The first of the namespaces in the order asked for; the whole list in every item.
    pub namespaces: Vec<TopNamespace>,
    /// Namespaces there are.
    pub namespaces_total: i32,
    /// The first of the sets in the order asked for; the whole list in every item.
    pub sets: Vec<TopSet>,
    /// Sets there are.
    pub sets_total: i32,
    /// Nodes that did not answer, and why. Numbers cover the others.
    pub problems: Vec<Problem>,
}

#![doc = include_str!("../README.md")]

mod cluster;
mod column;
mod connection;
mod feed;
mod page;
mod ports;
mod problem;
pub mod scalars;

pub use cluster::{
    AerospikeNode, Cluster, Namespace, NamespaceTtl, NodeStatus, Set, StorageEngine, Threshold,
    ThresholdKind,
};
pub use column::Column;
pub use connection::{Connection, ConnectionHealth, ConnectionTls, HealthStatus, Label};
pub use feed::{
    ClusterChanged, ConnectionHealthChanged, ConnectionsChanged, FeedItem, FeedItemKind,
};
pub use page::PageInfo;
pub use ports::{ClusterPort, HealthPort};
pub use problem::Problem;

//! All clusters at a glance.

use async_graphql::{Enum, ID, SimpleObject};

use crate::{
    FeedItemKind, FindingCounts, HealthStatus, Problem,
    scalars::{DateTime, HexColor, Int64},
};

/// A part of an entry of the overview that may be unknown while the rest is known.
#[derive(Clone, Copy, Debug, Enum, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum OverviewPart {
    /// Everything about the cluster.
    Cluster,
    /// How much of its room is in use.
    Capacity,
    /// Operations a second.
    Rates,
    /// What the health advisor could not check.
    Findings,
}

/// What an entry does not know, and why.
#[derive(Clone, Debug, Eq, Hash, PartialEq, SimpleObject)]
pub struct OverviewGap {
    /// The part that is unknown, wholly or in part.
    pub part: OverviewPart,
    /// Why.
    pub reason: String,
}

/// Operations a second, measured between the two newest samples.
#[derive(Clone, Debug, PartialEq, SimpleObject)]
pub struct OverviewRates {
    /// Reads that were answered, found or not, those within batches included.
    pub reads_per_second: Option<f64>,
    /// Writes and deletes that were applied, those within batches included.
    pub writes_per_second: Option<f64>,
    /// Primary- and secondary-index queries that were completed.
    pub queries_per_second: Option<f64>,
    /// When the newest sample was taken.
    pub sampled_at: DateTime,
}

/// One profile and what is known of its cluster. What is unknown is null, and `unknown` says why.
#[derive(Clone, Debug, PartialEq, SimpleObject)]
pub struct OverviewEntry {
    /// The profile.
    pub connection_id: ID,
    /// What people call it.
    pub name: String,
    /// The colour that marks it.
    pub color: HexColor,
    /// The value of its label `env`.
    pub env: String,
    /// Whether its cluster answers.
    pub health: HealthStatus,
    /// Why it does not, when it does not.
    pub problem: Option<Problem>,
    /// The name the cluster gives itself.
    pub cluster_name: Option<String>,
    /// Builds the nodes run, without repetition, sorted.
    pub builds: Vec<String>,
    /// Nodes that answered.
    pub nodes_answered: Option<i32>,
    /// Nodes known.
    pub nodes_total: Option<i32>,
    /// Namespaces there are.
    pub namespaces: Option<i32>,
    /// Records, replicas not counted, over all namespaces.
    pub objects: Option<Int64>,
    /// Bytes of data in use, copies included, over all namespaces.
    pub data_used_bytes: Option<Int64>,
    /// Bytes of data there is room for, over all namespaces.
    pub data_total_bytes: Option<Int64>,
    /// Share in use of the fullest namespace.
    pub fullest_namespace_ratio: Option<f64>,
    /// Connections clients hold, over all nodes.
    pub client_connections: Option<Int64>,
    /// Partitions still to be moved, both ways.
    pub migrations_remaining: Option<Int64>,
    /// Whether any namespace refuses writes.
    pub stop_writes: Option<bool>,
    /// What the health advisor found.
    pub findings: Option<FindingCounts>,
    /// Operations a second; null unless the cluster is being sampled.
    pub rates: Option<OverviewRates>,
    /// What is unknown, and why.
    pub unknown: Vec<OverviewGap>,
    /// When the cluster was last asked; null before the first look.
    pub checked_at: Option<DateTime>,
}

/// All profiles at once.
#[derive(Clone, Debug, SimpleObject)]
pub struct Overview {
    /// When it was put together.
    pub at: DateTime,
    /// One for each profile, in the order people gave them; at most 500.
    pub entries: Vec<OverviewEntry>,
}

/// An item of the feed of the overview.
#[derive(Clone, Debug, SimpleObject)]
pub struct OverviewChanged {
    /// When the state was observed.
    pub at: DateTime,
    /// The whole state, or what changed.
    pub kind: FeedItemKind,
    /// True when this reader was too slow and was given the newest state in place of the items between.
    pub lagged: bool,
    /// Always null: what is wrong with a cluster stands in its entry.
    pub problem: Option<Problem>,
    /// Rises with each item of this feed.
    pub version: Int64,
    /// SNAPSHOT: every profile. CHANGE: those of which something is different.
    pub entries: Vec<OverviewEntry>,
    /// Profiles removed since the item before.
    pub removed_ids: Vec<ID>,
    /// The order of all profiles now.
    pub order: Vec<ID>,
}

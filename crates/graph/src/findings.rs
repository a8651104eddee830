//! What is wrong, or about to be, with a cluster: findings with their evidence and their fix.

use async_graphql::{Enum, ID, SimpleObject};

use crate::{
    FeedItemKind, Problem,
    scalars::{DateTime, Int64, NamespaceName, SetName},
};

/// What a finding is about; each is a check of its own.
#[derive(Clone, Copy, Debug, Enum, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum FindingCode {
    /// A node does not answer.
    NodeSilent,
    /// Nodes see different clusters: different keys, sizes or principals. The cluster is split, or is
    /// forming at this moment.
    ClusterSplit,
    /// Partitions have no node to serve them.
    PartitionsUnavailable,
    /// Partitions have been given up for lost.
    PartitionsDead,
    /// Writes are refused.
    WritesStopped,
    /// Writes will be refused soon: a threshold is near.
    StopWritesNear,
    /// A threshold of eviction is past: records are removed before their time.
    Evicting,
    /// A threshold of eviction is near.
    EvictionNear,
    /// The clocks of the nodes are apart.
    ClockSkew,
    /// A node has nearly as many client connections as it may have.
    ConnectionsNearLimit,
    /// Nodes run different builds.
    VersionsMixed,
    /// Partitions have been on the move for long.
    MigrationsLong,
    /// Records have one copy only.
    SingleCopy,
    /// The nodes hold very different numbers of records.
    ObjectsUneven,
    /// Records are given a time to live, but nothing removes them when it has passed.
    TtlWithoutNsup,
    /// A secondary index is not ready on every node.
    IndexIncomplete,
    /// A secondary index is used by no query.
    IndexUnused,
    /// A best practice is not followed.
    BestPracticeFailed,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, Enum, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum FindingSeverity {
    /// Data or availability suffers now: act at once.
    Critical,
    /// It will hurt unless somebody acts.
    Warning,
    /// Worth knowing; nothing is wrong yet.
    Notice,
}

/// What kind of thing a finding is about.
#[derive(Clone, Copy, Debug, Enum, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum FindingSubjectKind {
    /// The cluster as a whole.
    Cluster,
    /// One node.
    Node,
    /// One namespace.
    Namespace,
    /// One set.
    Set,
    /// One secondary index.
    Index,
}

/// What a finding is about.
#[derive(Clone, Debug, Eq, Hash, PartialEq, SimpleObject)]
pub struct FindingSubject {
    /// Which of the fields below name it.
    pub kind: FindingSubjectKind,
    /// The node, by node id.
    pub node: Option<String>,
    /// The namespace, also of a set or an index.
    pub namespace: Option<NamespaceName>,
    /// The set, also of an index.
    pub set: Option<SetName>,
    /// The secondary index.
    pub index: Option<String>,
}

/// A fact a finding rests on, as a node reports it.
#[derive(Clone, Debug, Eq, Hash, PartialEq, SimpleObject)]
pub struct FindingEvidence {
    /// The server's name of it, such as `client_connections`.
    pub name: String,
    /// Its value, in the server's own unit.
    pub value: String,
    /// What the value is held against; null where it is held against other nodes.
    pub limit: Option<String>,
    /// The node that reports it, by node id; null when it is of all nodes together.
    pub node: Option<String>,
}

/// Where the setting of a fix is found.
#[derive(Clone, Copy, Debug, Enum, Eq, Hash, PartialEq)]
pub enum FixContext {
    /// The `service` part of the node's configuration.
    Service,
    /// The `namespace` part of the node's configuration.
    Namespace,
    /// A set within the `namespace` part of the node's configuration.
    Set,
    /// The machine below the node.
    Host,
}

/// What to do about a finding.
#[derive(Clone, Debug, Eq, Hash, PartialEq, SimpleObject)]
pub struct FindingFix {
    /// What to do, in a sentence or two.
    pub action: String,
    /// The setting it is about, by its name in the configuration; null where there is none.
    pub setting: Option<String>,
    /// Where that setting is found; null without a setting.
    pub context: Option<FixContext>,
}

/// Something that is wrong with a cluster, or is about to be.
#[derive(Clone, Debug, Eq, Hash, PartialEq, SimpleObject)]
pub struct Finding {
    /// Stays the same while the finding stands.
    pub id: ID,
    /// What it is.
    pub code: FindingCode,
    /// How bad it is.
    pub severity: FindingSeverity,
    /// What it is about.
    pub subject: FindingSubject,
    /// What is wrong, in one sentence.
    pub title: String,
    /// The facts it rests on; at most 32.
    pub evidence: Vec<FindingEvidence>,
    /// What to do about it.
    pub fix: FindingFix,
}

/// Findings by how bad they are.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq, SimpleObject)]
pub struct FindingCounts {
    /// Those that are CRITICAL.
    pub critical: i32,
    /// Those that are WARNING.
    pub warning: i32,
    /// Those that are NOTICE.
    pub notice: i32,
    /// Checks that could not be made everywhere: what they would have found is not known.
    pub unchecked: i32,
}

/// What became of a check.
#[derive(Clone, Copy, Debug, Enum, Eq, Hash, PartialEq)]
pub enum CheckOutcome {
    /// It found something.
    Found,
    /// It was made everywhere and found nothing.
    Clear,
    /// It found nothing where it could be made, but it could not be made everywhere.
    Unknown,
}

/// Where a check could not be made, and why.
#[derive(Clone, Debug, Eq, Hash, PartialEq, SimpleObject)]
pub struct CheckGap {
    /// The node, by node id; null when it is not one node's.
    pub node: Option<String>,
    /// The namespace; null when it is not one namespace's.
    pub namespace: Option<NamespaceName>,
    /// Why.
    pub reason: String,
}

/// One check of the health advisor.
#[derive(Clone, Debug, Eq, Hash, PartialEq, SimpleObject)]
pub struct FindingCheck {
    /// What it looks for.
    pub code: FindingCode,
    /// What became of it.
    pub outcome: CheckOutcome,
    /// Where it could not be made; at most 64. Empty unless something is unknown.
    pub gaps: Vec<CheckGap>,
}

/// What the health advisor says of a cluster.
#[derive(Clone, Debug, SimpleObject)]
pub struct FindingsReport {
    /// The profile it was reached through.
    pub connection_id: ID,
    /// When the nodes were asked.
    pub sampled_at: DateTime,
    /// Nodes that answered.
    pub nodes_answered: i32,
    /// Nodes known.
    pub nodes_total: i32,
    /// How many findings there are of each severity, those left out included.
    pub counts: FindingCounts,
    /// The findings, the worst first; at most 500.
    pub findings: Vec<Finding>,
    /// Findings beyond these.
    pub omitted: i32,
    /// Every check, with what became of it: what is unknown is neither found nor clear.
    pub checks: Vec<FindingCheck>,
}

/// An item of the feed of one cluster's findings.
#[derive(Clone, Debug, SimpleObject)]
pub struct FindingsChanged {
    /// When the state was observed.
    pub at: DateTime,
    /// The whole state, or what changed.
    pub kind: FeedItemKind,
    /// True when this reader was too slow and was given the newest state in place of the items between.
    pub lagged: bool,
    /// Why nothing is known, when no node answers; the feed goes on trying.
    pub problem: Option<Problem>,
    /// Rises with each item of this feed.
    pub version: Int64,
    /// The whole report now; null while no node answers.
    pub report: Option<FindingsReport>,
}

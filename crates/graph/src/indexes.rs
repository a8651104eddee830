//! Secondary indexes, as all nodes together and each alone tell of them.

use async_graphql::{Enum, SimpleObject};

use crate::{
    FeedItemKind, Problem,
    scalars::{BinName, DateTime, IndexName, Int64, NamespaceName, SetName},
};

/// The type of the values of an index.
#[derive(Clone, Copy, Debug, Enum, Eq, Hash, PartialEq)]
pub enum IndexType {
    /// Integers; the server calls it `numeric`.
    Integer,
    /// Texts.
    String,
    /// Bytes.
    Blob,
    /// Points and regions, as GeoJSON.
    Geo2dsphere,
}

/// What of a list or map an index holds.
#[derive(Clone, Copy, Debug, Enum, Eq, Hash, PartialEq)]
pub enum IndexCollection {
    /// The value itself.
    None,
    /// Each element of a list.
    List,
    /// Each key of a map.
    Mapkeys,
    /// Each value of a map.
    Mapvalues,
}

/// Whether an index can be used.
#[derive(Clone, Copy, Debug, Enum, Eq, Hash, PartialEq)]
pub enum IndexState {
    /// It is being built; queries by it are refused.
    Building,
    /// It is built, and queries may use it.
    Ready,
    /// The server says that it has failed.
    Failed,
    /// It is not there, where others have it.
    Missing,
    /// The server says what is not known here.
    Unknown,
}

/// The way into a bin that an index holds the end of.
#[derive(Clone, Debug, SimpleObject)]
pub struct IndexContext {
    /// In words, outermost step first; null when it is not understood.
    pub text: Option<String>,
    /// As the server keeps it, in base64.
    pub base64: String,
}

/// What one node tells of an index.
#[derive(Clone, Debug, SimpleObject)]
pub struct SecondaryIndexNode {
    /// The node, by node id.
    pub node: String,
    /// Whether the index can be used there; null when the node did not answer.
    pub state: Option<IndexState>,
    /// How much of it is built, 0 to 1.
    pub build_progress: Option<f64>,
    /// Its entries there, those of replicas included.
    pub entries: Option<Int64>,
    /// The memory it takes there, in bytes.
    pub memory_bytes: Option<Int64>,
    /// Entries with the same value, on average.
    pub entries_per_value: Option<Int64>,
    /// Entries of the same record, on average.
    pub entries_per_record: Option<Int64>,
    /// Entries of records that were gone, collected since the node started.
    pub stale_entries_collected: Option<Int64>,
    /// How long its build took there, in milliseconds.
    pub build_milliseconds: Option<Int64>,
    /// Why the node does not tell, or not all.
    pub problem: Option<Problem>,
}

/// A secondary index.
#[derive(Clone, Debug, SimpleObject)]
pub struct SecondaryIndex {
    /// Its name, of which a namespace has one.
    pub name: IndexName,
    /// Its namespace.
    pub namespace: NamespaceName,
    /// The set whose records it holds; null for those of the whole namespace.
    pub set: Option<SetName>,
    /// Whether it only tells the records of its set apart from others, to walk through the set faster;
    /// it has no values then, and nothing is searched by it.
    pub is_set_index: bool,
    /// The bin it is on; null for one on an expression, and for one of a set as a whole.
    pub bin: Option<BinName>,
    /// The expression whose result it holds, in base64.
    pub expression: Option<String>,
    /// The type of its values; null for an index of a set as a whole, and for a type that is not known
    /// here.
    #[graphql(name = "type")]
    pub kind: Option<IndexType>,
    /// What of a list or map it holds; null for an index of a set as a whole.
    pub collection: Option<IndexCollection>,
    /// The way into the bin; null for the bin itself.
    pub context: Option<IndexContext>,
    /// Whether it can be used: READY when every node that answers says so, else what the first of the
    /// others says.
    pub state: IndexState,
    /// How much of it is built, 0 to 1: that of the node that is furthest behind.
    pub build_progress: Option<f64>,
    /// Its entries on all nodes that tell, those of replicas included.
    pub entries: Option<Int64>,
    /// The memory it takes on all nodes that tell, in bytes.
    pub memory_bytes: Option<Int64>,
    /// Entries with the same value: the greatest average of a node.
    pub entries_per_value: Option<Int64>,
    /// Entries of the same record: the greatest average of a node.
    pub entries_per_record: Option<Int64>,
    /// Entries of records that were gone, collected by all nodes that tell.
    pub stale_entries_collected: Option<Int64>,
    /// What each node tells, by node id.
    pub nodes: Vec<SecondaryIndexNode>,
}

/// An item of the feed of a cluster's secondary indexes.
#[derive(Clone, Debug, SimpleObject)]
pub struct IndexesChanged {
    /// When the state was observed.
    pub at: DateTime,
    /// The whole state, or what changed.
    pub kind: FeedItemKind,
    /// True when this reader was too slow and was given the newest state in place of the items between.
    pub lagged: bool,
    /// Why the indexes are unknown, when no node answers; the feed goes on trying.
    pub problem: Option<Problem>,
    /// Rises with each item of this feed.
    pub version: Int64,
    /// All indexes now; null while no node answers.
    pub indexes: Option<Vec<SecondaryIndex>>,
}

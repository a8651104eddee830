//! Lua modules, as all nodes together and each alone tell of them.

use async_graphql::{Enum, SimpleObject};

use crate::{
    FeedItemKind, Problem,
    scalars::{DateTime, Int64, ModuleName},
};

/// What a node has of a module.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
pub enum UdfModulePresence {
    /// The same as most nodes.
    Present,
    /// Another text than most nodes.
    Different,
    /// None, where others have one.
    Missing,
}

/// What one node has of a module.
#[derive(Clone, Debug, SimpleObject)]
pub struct UdfModuleNode {
    /// The node, by node id.
    pub node: String,
    /// What it has; null when the node did not answer.
    pub presence: Option<UdfModulePresence>,
    /// The hash of the text it has, in the server's way.
    pub hash: Option<String>,
    /// Why the node does not tell.
    pub problem: Option<Problem>,
}

/// A Lua module of a cluster.
#[derive(Clone, Debug, SimpleObject)]
pub struct UdfModule {
    /// The name of its file, of which a cluster has one.
    pub name: ModuleName,
    /// The hash of its text, in the server's way: that of most nodes.
    pub hash: Option<String>,
    /// Its language in the server's word, `LUA`.
    #[graphql(name = "type")]
    pub kind: Option<String>,
    /// The size of that text in bytes; null while no node has told it.
    pub size: Option<Int64>,
    /// Whether nodes that answer have different texts, or some have none: calls then do not do the same on
    /// all records.
    pub mismatched: bool,
    /// What each node has, by node id.
    pub nodes: Vec<UdfModuleNode>,
}

/// An item of the feed of a cluster's Lua modules.
#[derive(Clone, Debug, SimpleObject)]
pub struct UdfModulesChanged {
    /// When the state was observed.
    pub at: DateTime,
    /// The whole state, or what changed.
    pub kind: FeedItemKind,
    /// True when this reader was too slow and was given the newest state in place of the items between.
    pub lagged: bool,
    /// Why the modules are unknown, when no node answers; the feed goes on trying.
    pub problem: Option<Problem>,
    /// Rises with each item of this feed.
    pub version: Int64,
    /// All modules now, by name; null while no node answers.
    pub modules: Option<Vec<UdfModule>>,
}

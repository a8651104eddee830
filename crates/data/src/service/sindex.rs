//! What a node says of its secondary indexes.

use acm_aerospike::info::{
    IndexStats, InfoReply, LIST_INDEXES, ListedIndex, index_statistics, indexes,
};

/// An index on one node.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct IndexFacts {
    /// What it is.
    pub(crate) listed: ListedIndex,
    /// What it holds.
    pub(crate) held: IndexStats,
}

/// The indexes a node lists; `None` when it could not list them.
pub(crate) fn listed(replies: &InfoReply) -> Option<Vec<ListedIndex>> {
    replies.get(LIST_INDEXES).ok().map(indexes)
}

/// The command that asks for what an index holds.
pub(crate) fn about(index: &ListedIndex) -> String {
    index_statistics(&index.namespace, &index.name)
}

/// The commands that ask for what each listed index holds.
pub(crate) fn about_each(replies: &InfoReply) -> Vec<String> {
    let listed = listed(replies).unwrap_or_default();
    listed.iter().map(about).collect()
}

/// The indexes of a node with what each holds; `None` when it could not list them.
pub(crate) fn read(replies: &InfoReply) -> Option<Vec<IndexFacts>> {
    let facts = listed(replies)?.into_iter().map(|listed| {
        let statistics = replies.get(&about(&listed)).unwrap_or_default();
        let held = IndexStats::parse(statistics);
        IndexFacts { listed, held }
    });
    Some(facts.collect())
}

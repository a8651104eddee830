//! Brings what the nodes tell of their indexes together.

use std::collections::BTreeMap;

use acm_aerospike::info::{
    IndexStats, InfoReply, LIST_INDEXES, ListedIndex, context_in_words, index_statistics, indexes,
};
use acm_core::ApiError;
use acm_graph::{
    IndexCollection, IndexContext, IndexState, IndexType, Problem, SecondaryIndex,
    SecondaryIndexNode,
    scalars::{BinName, IndexName, Int64, NamespaceName, SetName},
};

use crate::{
    error::{Error, Result},
    service::sum::{greatest64, least, total64},
};

/// The name of an index within the cluster: its namespace and its own.
type Name<'a> = (&'a str, &'a str);

/// What a node tells of its indexes.
pub(super) struct Told(Vec<(ListedIndex, Result<IndexStats>)>);

impl Told {
    /// Reads the replies of a node.
    ///
    /// # Errors
    /// Why it does not list its indexes.
    pub(super) fn read(replies: InfoReply) -> Result<Self> {
        let listed = indexes(replies.get(LIST_INDEXES)?);
        let with_statistics = |index: ListedIndex| {
            let command = index_statistics(&index.namespace, &index.name);
            let statistics = replies.get(&command).map(IndexStats::parse);
            (index, statistics.map_err(Error::from))
        };
        Ok(Self(listed.into_iter().map(with_statistics).collect()))
    }

    fn of(&self, name: Name<'_>) -> Option<&(ListedIndex, Result<IndexStats>)> {
        let mut told = self.0.iter();
        told.find(|(index, _)| (index.namespace.as_str(), index.name.as_str()) == name)
    }
}

/// Every index that a node lists, by namespace and name, with what all nodes tell of it.
pub(super) fn together(nodes: &[(String, Result<Told>)]) -> Vec<SecondaryIndex> {
    let mut listed: BTreeMap<Name<'_>, &ListedIndex> = BTreeMap::new();
    for told in nodes.iter().filter_map(|(_, told)| told.as_ref().ok()) {
        for (index, _) in &told.0 {
            let name = (index.namespace.as_str(), index.name.as_str());
            listed.entry(name).or_insert(index);
        }
    }
    let whole = |(name, index): (Name<'_>, &ListedIndex)| {
        let nodes = nodes.iter();
        assembled(
            index,
            nodes.map(|(id, told)| node(id, told, name)).collect(),
        )
    };
    listed.into_iter().map(whole).collect()
}

fn assembled(index: &ListedIndex, nodes: Vec<SecondaryIndexNode>) -> SecondaryIndex {
    let is_set_index = index.collection.as_deref() == Some("set");
    let states = nodes.iter().filter_map(|node| node.state);
    let state = states
        .clone()
        .find(|state| *state != IndexState::Ready)
        .or_else(|| states.clone().next())
        .unwrap_or(IndexState::Unknown);
    let number = |of: fn(&SecondaryIndexNode) -> Option<Int64>| {
        let numbers = nodes.iter().map(of);
        numbers.map(|number| number.and_then(|number| u64::try_from(number.0).ok()))
    };
    SecondaryIndex {
        name: IndexName::reported(&index.name),
        namespace: NamespaceName::reported(&index.namespace),
        set: index.set.as_deref().map(SetName::reported),
        is_set_index,
        bin: index.bin.as_deref().map(BinName::reported),
        expression: index.expression.clone(),
        kind: index.kind.as_deref().and_then(kind),
        collection: index.collection.as_deref().and_then(collection),
        context: index.context.clone().map(index_context),
        state,
        build_progress: least(nodes.iter().map(|node| node.build_progress)),
        entries: total64(number(|node| node.entries)),
        memory_bytes: total64(number(|node| node.memory_bytes)),
        entries_per_value: greatest64(number(|node| node.entries_per_value)),
        entries_per_record: greatest64(number(|node| node.entries_per_record)),
        stale_entries_collected: total64(number(|node| node.stale_entries_collected)),
        nodes,
    }
}

fn node(id: &str, told: &Result<Told>, name: Name<'_>) -> SecondaryIndexNode {
    let problem = |error: &Error| Problem::of_node(id, &ApiError::from(error.clone()));
    let (state, statistics, problem) = match told {
        Err(error) => (None, None, Some(problem(error))),
        Ok(told) => match told.of(name) {
            None => (Some(IndexState::Missing), None, None),
            Some((index, Ok(statistics))) => (Some(state(index)), Some(*statistics), None),
            Some((index, Err(error))) => (Some(state(index)), None, Some(problem(error))),
        },
    };
    let statistics = statistics.unwrap_or_default();
    let number = |number: Option<u64>| number.map(Int64::from);
    SecondaryIndexNode {
        node: id.to_owned(),
        state,
        build_progress: statistics
            .load_pct
            .map(|percent| percent.min(100) as f64 / 100.0),
        entries: number(statistics.entries),
        memory_bytes: number(statistics.used_bytes),
        entries_per_value: number(statistics.entries_per_value),
        entries_per_record: number(statistics.entries_per_record),
        stale_entries_collected: number(statistics.collected),
        build_milliseconds: number(statistics.load_time_ms),
        problem,
    }
}

/// What a node says of an index; those of a set as a whole say nothing, for they are always ready.
fn state(index: &ListedIndex) -> IndexState {
    match (index.state.as_deref(), index.collection.as_deref()) {
        (Some("RW"), _) | (None, Some("set")) => IndexState::Ready,
        (Some("WO"), _) => IndexState::Building,
        (Some("ERROR" | "D"), _) => IndexState::Failed,
        _ => IndexState::Unknown,
    }
}

/// The way into a bin as the server keeps it, and in words.
pub(crate) fn index_context(base64: String) -> IndexContext {
    IndexContext {
        text: context_in_words(&base64),
        base64,
    }
}

fn kind(word: &str) -> Option<IndexType> {
    match word {
        "numeric" | "integer" => Some(IndexType::Integer),
        "string" => Some(IndexType::String),
        "blob" => Some(IndexType::Blob),
        "geo2dsphere" => Some(IndexType::Geo2dsphere),
        _ => None,
    }
}

fn collection(word: &str) -> Option<IndexCollection> {
    match word {
        "default" => Some(IndexCollection::None),
        "list" => Some(IndexCollection::List),
        "mapkeys" => Some(IndexCollection::Mapkeys),
        "mapvalues" => Some(IndexCollection::Mapvalues),
        _ => None,
    }
}

//! What a node says of its secondary indexes.

use acm_aerospike::info::{InfoReply, Pairs};

/// The command that lists them.
pub(super) const LIST: &str = "sindex-list:";
/// Indexes asked for on one node; the server allows 256 in a namespace.
const MAX_INDEXES: usize = 1_024;

/// One index on one node.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct IndexFacts {
    /// Its namespace.
    pub(super) namespace: String,
    /// Its set; `None` for an index of the whole namespace.
    pub(super) set: Option<String>,
    /// Its name.
    pub(super) name: String,
    /// `RW` when it can be queried.
    pub(super) state: Option<String>,
    /// How much of it is built, in per cent.
    pub(super) built_pct: Option<u64>,
    /// Its entries.
    pub(super) entries: Option<u64>,
}

/// The commands that ask for what each listed index holds.
pub(super) fn about(replies: &InfoReply) -> Vec<String> {
    let listed = replies.get(LIST).unwrap_or_default();
    each(listed)
        .map(|index| statistics_of(index.namespace, index.name))
        .collect()
}

/// The indexes of a node; `None` when it could not list them.
pub(super) fn read(replies: &InfoReply) -> Option<Vec<IndexFacts>> {
    let listed = replies.get(LIST).ok()?;
    let facts = each(listed).map(|index| {
        let command = statistics_of(index.namespace, index.name);
        let statistics = Pairs::parse(replies.get(&command).unwrap_or_default(), ';');
        IndexFacts {
            namespace: index.namespace.to_owned(),
            set: index.set.map(str::to_owned),
            name: index.name.to_owned(),
            state: index.state.map(str::to_owned),
            built_pct: statistics.u64("load_pct"),
            entries: statistics.u64("entries"),
        }
    });
    Some(facts.collect())
}

struct Listed<'a> {
    namespace: &'a str,
    name: &'a str,
    set: Option<&'a str>,
    state: Option<&'a str>,
}

fn each(reply: &str) -> impl Iterator<Item = Listed<'_>> {
    let listed = reply.split(';').filter_map(|part| {
        let pairs = Pairs::parse(part, ':');
        Some(Listed {
            namespace: pairs.text("ns")?,
            name: pairs.text("indexname")?,
            set: pairs.text("set"),
            state: pairs.text("state"),
        })
    });
    listed.take(MAX_INDEXES)
}

fn statistics_of(namespace: &str, name: &str) -> String {
    format!("sindex-stat:namespace={namespace};indexname={name}")
}

//! What a node says of its secondary indexes.

use acm_aerospike::info::{InfoReply, Pairs};

/// The command that lists them.
pub(crate) const LIST: &str = "sindex-list:";
/// Indexes asked for on one node; the server allows 256 in a namespace.
const MAX_INDEXES: usize = 1_024;

/// One index on one node.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct IndexFacts {
    /// Its namespace.
    pub(crate) namespace: String,
    /// Its set; `None` for an index of the whole namespace.
    pub(crate) set: Option<String>,
    /// Its name.
    pub(crate) name: String,
    /// `RW` when it can be queried.
    pub(crate) state: Option<String>,
    /// How much of it is built, in per cent.
    pub(crate) built_pct: Option<u64>,
    /// Its entries.
    pub(crate) entries: Option<u64>,
}

/// The commands that ask for what each listed index holds.
pub(crate) fn about(replies: &InfoReply) -> Vec<String> {
    let listed = replies.get(LIST).unwrap_or_default();
    each(listed).map(|index| index.statistics()).collect()
}

/// The indexes of a node; `None` when it could not list them.
pub(crate) fn read(replies: &InfoReply) -> Option<Vec<IndexFacts>> {
    let listed = replies.get(LIST).ok()?;
    let facts = each(listed).map(|index| {
        let statistics = replies.get(&index.statistics()).unwrap_or_default();
        let statistics = Pairs::parse(statistics, ';');
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

/// An index as a node lists it.
pub(crate) struct Listed<'a> {
    /// Its namespace.
    pub(crate) namespace: &'a str,
    /// Its name.
    pub(crate) name: &'a str,
    set: Option<&'a str>,
    state: Option<&'a str>,
}

impl Listed<'_> {
    /// The command that asks for what it holds.
    pub(crate) fn statistics(&self) -> String {
        format!(
            "sindex-stat:namespace={};indexname={}",
            self.namespace, self.name
        )
    }
}

/// The indexes of a reply.
pub(crate) fn each(reply: &str) -> impl Iterator<Item = Listed<'_>> {
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

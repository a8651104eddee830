//! What one node says of itself, read from its replies to info commands.

use std::collections::BTreeMap;

use acm_aerospike::info::{
    Address, DEFAULT_PORT, InfoReply, Latency, NamespaceStats, NodeStats, Pairs, SetStats,
    failed_best_practices, latencies, list, sets,
};
use acm_graph::ThresholdKind;
use tokio::time::Instant;

use super::{
    access::{InfoAccess, Node},
    asked::{Answers, ask_each},
    thresholds::{self, Setting},
};
use crate::error::Result;

/// Namespaces asked for on one node; the server allows 32.
const MAX_NAMESPACES: usize = 64;

/// A node and what it said, or why it did not.
#[derive(Clone, Debug)]
pub(crate) struct NodeReport {
    /// The node.
    pub node: Node,
    /// When it had answered; for rates.
    pub at: Instant,
    /// What it said.
    pub facts: Result<NodeFacts>,
}

/// What a node said.
#[derive(Clone, Debug, Default)]
pub(crate) struct NodeFacts {
    /// Build.
    pub build: Option<String>,
    /// Edition.
    pub edition: Option<String>,
    /// Name of the cluster; `None` when unset.
    pub cluster_name: Option<String>,
    /// Addresses it advertises to clients.
    pub addresses: Vec<String>,
    /// Best practices it fails.
    pub failed_best_practices: Option<Vec<String>>,
    /// Its statistics.
    pub stats: NodeStats,
    /// Its sets.
    pub sets: Option<Result<Vec<SetStats>>>,
    /// Its latency histograms.
    pub latencies: Vec<Latency>,
    /// Its namespaces; each may fail on its own.
    pub namespaces: BTreeMap<String, Result<NamespaceFacts>>,
}

/// One namespace of one node.
#[derive(Clone, Debug, Default)]
pub(crate) struct NamespaceFacts {
    /// What the reply says.
    pub stats: NamespaceStats,
    /// Queries aborted since the start, of every kind.
    pub queries_aborted: Option<u64>,
    /// Percent of its life after which a read extends a record.
    pub default_read_touch_pct: Option<u64>,
    /// The thresholds' settings, under the names this server has for them.
    pub thresholds: BTreeMap<ThresholdKind, Setting>,
}

impl NamespaceFacts {
    /// Reads the reply to `namespace/<name>`.
    #[must_use]
    pub(crate) fn parse(reply: &str) -> Self {
        const ABORTS: [&str; 8] = [
            "pi_query_long_basic_abort",
            "pi_query_aggr_abort",
            "pi_query_udf_bg_abort",
            "pi_query_ops_bg_abort",
            "si_query_long_basic_abort",
            "si_query_aggr_abort",
            "si_query_udf_bg_abort",
            "si_query_ops_bg_abort",
        ];
        let pairs = Pairs::parse(reply, ';');
        Self {
            stats: NamespaceStats::parse(reply),
            queries_aborted: pairs.sum(&ABORTS),
            default_read_touch_pct: pairs.u64("default-read-touch-ttl-pct"),
            thresholds: thresholds::settings(&pairs),
        }
    }
}

/// What to ask a node for, besides its namespaces.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Questions {
    /// All a snapshot shows.
    Snapshot,
    /// What is sampled over and over.
    Sample,
    /// What changes with the work a cluster does, sets included.
    Work,
}

impl Questions {
    /// The commands that ask.
    pub(crate) fn commands(self) -> &'static [&'static str] {
        match self {
            Self::Snapshot => &[
                "statistics",
                "build",
                "edition",
                "cluster-name",
                "service-clear-std",
                "best-practices",
                "sets",
                "namespaces",
            ],
            Self::Sample => &["statistics", "latencies:", "namespaces"],
            Self::Work => &["statistics", "sets", "namespaces"],
        }
    }
}

/// Asks every node of a connection at once.
///
/// # Errors
/// The connection's own; a node's failure is in its report.
pub(crate) async fn ask_all(
    access: &dyn InfoAccess,
    connection: &str,
    questions: Questions,
) -> Result<Vec<NodeReport>> {
    let answers = ask_each(access, connection, questions.commands(), about_namespaces).await?;
    Ok(answers.into_iter().map(NodeReport::from).collect())
}

/// The commands that ask a node for the namespaces it has named.
pub(crate) fn about_namespaces(replies: &InfoReply) -> Result<Vec<String>> {
    let names = namespaces(replies)?.into_iter();
    Ok(names.map(|name| format!("namespace/{name}")).collect())
}

/// The namespaces a node has named.
pub(crate) fn namespaces(replies: &InfoReply) -> Result<Vec<&str>> {
    let mut names = list(replies.get("namespaces")?);
    names.truncate(MAX_NAMESPACES);
    Ok(names)
}

impl From<Answers> for NodeReport {
    fn from(answers: Answers) -> Self {
        let Answers { node, at, replies } = answers;
        let facts = replies.and_then(|replies| NodeFacts::read(&replies));
        Self { node, at, facts }
    }
}

impl NodeFacts {
    /// Reads a node's replies. Only `statistics` and `namespaces` must be there: without them the
    /// node has said nothing.
    pub(crate) fn read(replies: &InfoReply) -> Result<Self> {
        let text = |command| {
            let text = replies.get(command).ok()?.trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        let describe = |name: &str| {
            let facts = replies.get(&format!("namespace/{name}"));
            let facts = facts.map(NamespaceFacts::parse).map_err(Into::into);
            (name.to_owned(), facts)
        };
        Ok(Self {
            build: text("build"),
            edition: text("edition"),
            cluster_name: text("cluster-name").filter(|name| name != "null"),
            addresses: text("service-clear-std").map_or_else(Vec::new, |text| addresses(&text)),
            failed_best_practices: replies
                .get("best-practices")
                .ok()
                .and_then(failed_best_practices),
            stats: NodeStats::parse(replies.get("statistics")?),
            sets: replies
                .raw("sets")
                .map(|_| replies.get("sets").map(sets).map_err(Into::into)),
            latencies: replies.get("latencies:").map(latencies).unwrap_or_default(),
            namespaces: namespaces(replies)?.into_iter().map(describe).collect(),
        })
    }
}

fn addresses(text: &str) -> Vec<String> {
    text.split([',', ';'])
        .filter_map(|part| Address::parse(part, DEFAULT_PORT))
        .map(|address| address.to_string())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::addresses;

    #[test]
    fn advertised_addresses_of_both_families_are_read() {
        assert_eq!(
            addresses("10.0.0.1:3000,[2001:db8::7]:3100"),
            ["10.0.0.1:3000", "[2001:db8::7]:3100"]
        );
        assert!(addresses("").is_empty());
    }
}

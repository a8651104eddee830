//! What one node says of itself, read from its replies to info commands.
//!
//! A node is asked twice: for itself and the names of its namespaces, then for all its namespaces
//! in one request. Each node has its own deadline for both; a silent one delays no other.

use std::collections::BTreeMap;

use acm_aerospike::info::{
    Address, DEFAULT_PORT, InfoReply, Latency, NamespaceStats, NodeStats, Pairs, SetStats,
    failed_best_practices, latencies, list, sets,
};
use acm_core::limits::INFO_DEADLINE;
use acm_graph::ThresholdKind;
use futures_util::future::join_all;
use tokio::time::Instant;

use super::{
    access::{InfoAccess, Node},
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
}

impl Questions {
    fn commands(self) -> &'static [&'static str] {
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
    let nodes = access.nodes(connection).await?;
    let reports = nodes.into_iter().map(|node| async move {
        let facts = ask_one(access, connection, &node.id, questions).await;
        let at = Instant::now();
        NodeReport { node, at, facts }
    });
    Ok(join_all(reports).await)
}

async fn ask_one(
    access: &dyn InfoAccess,
    connection: &str,
    node: &str,
    questions: Questions,
) -> Result<NodeFacts> {
    let deadline = Instant::now() + INFO_DEADLINE;
    let commands: Vec<String> = questions
        .commands()
        .iter()
        .map(ToString::to_string)
        .collect();
    let reply = access.info(connection, node, &commands, deadline).await?;
    let mut facts = node_facts(&reply)?;
    let names = list(reply.get("namespaces")?);
    let commands: Vec<String> = names
        .iter()
        .take(MAX_NAMESPACES)
        .map(|name| format!("namespace/{name}"))
        .collect();
    if commands.is_empty() {
        return Ok(facts);
    }
    let reply = access.info(connection, node, &commands, deadline).await?;
    facts.namespaces = commands
        .iter()
        .zip(names)
        .map(|(command, name)| {
            let facts = reply.get(command).map(NamespaceFacts::parse);
            (name.to_owned(), facts.map_err(Into::into))
        })
        .collect();
    Ok(facts)
}

/// Reads the first reply. Only `statistics` must be there: without it the node has said nothing.
fn node_facts(reply: &InfoReply) -> Result<NodeFacts> {
    let text = |command| {
        let text = reply.get(command).ok()?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    Ok(NodeFacts {
        build: text("build"),
        edition: text("edition"),
        cluster_name: text("cluster-name").filter(|name| name != "null"),
        addresses: text("service-clear-std").map_or_else(Vec::new, |text| addresses(&text)),
        failed_best_practices: reply
            .get("best-practices")
            .ok()
            .and_then(failed_best_practices),
        stats: NodeStats::parse(reply.get("statistics")?),
        sets: reply
            .raw("sets")
            .map(|_| reply.get("sets").map(sets).map_err(Into::into)),
        latencies: reply.get("latencies:").map(latencies).unwrap_or_default(),
        namespaces: BTreeMap::new(),
    })
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

//! A cluster as the rules see it.

use std::collections::BTreeMap;

use acm_aerospike::info::{InfoReply, LIST_INDEXES, Pairs};
use acm_core::ApiError;

use crate::{
    error::Result,
    service::{
        access::InfoAccess,
        asked::ask_each,
        facts::{NamespaceFacts, NodeFacts, NodeReport, Questions, about_namespaces, namespaces},
        sindex::{self, IndexFacts},
    },
};

const SETTINGS: &str = "get-config:context=service";

/// What the nodes of a cluster said. Both lists are of the same nodes, in the same order.
#[derive(Debug, Default)]
pub(super) struct Examined {
    /// What a snapshot shows.
    pub(super) reports: Vec<NodeReport>,
    /// What only the advisor asks for.
    details: Vec<Details>,
}

/// What only the advisor asks a node for.
#[derive(Debug, Default)]
pub(super) struct Details {
    /// Seconds of skew beyond which the node refuses writes; 0 for never.
    pub(super) skew_limit_seconds: Option<u64>,
    /// Seconds since partitions were last dealt out.
    pub(super) since_rebalance: Option<u64>,
    /// Client connections it may have.
    pub(super) max_connections: Option<u64>,
    /// Its secondary indexes; `None` when it cannot list them.
    pub(super) indexes: Option<Vec<IndexFacts>>,
    /// By namespace, whether it holds records with a time to live; what is unknown is left out.
    pub(super) mortal: BTreeMap<String, bool>,
}

/// A node that answered.
#[derive(Clone, Copy)]
pub(super) struct Examinee<'a> {
    /// Its id.
    pub(super) id: &'a str,
    /// What a snapshot shows.
    pub(super) facts: &'a NodeFacts,
    /// What only the advisor asks for.
    pub(super) details: &'a Details,
}

impl Examined {
    /// Asks every node.
    ///
    /// # Errors
    /// The connection's own; a node's failure is in its report.
    pub(super) async fn ask(access: &dyn InfoAccess, connection: &str) -> Result<Self> {
        let mut first = Questions::Snapshot.commands().to_vec();
        first.extend([SETTINGS, LIST_INDEXES]);
        let answers = ask_each(access, connection, &first, follow_up).await?;
        let details = answers.iter().map(|answers| match &answers.replies {
            Ok(replies) => Details::read(replies),
            Err(_) => Details::default(),
        });
        Ok(Self {
            details: details.collect(),
            reports: answers.into_iter().map(NodeReport::from).collect(),
        })
    }

    /// The nodes that answered.
    pub(super) fn nodes(&self) -> impl Iterator<Item = Examinee<'_>> {
        self.reports
            .iter()
            .zip(&self.details)
            .filter_map(|(report, details)| {
                Some(Examinee {
                    id: &report.node.id,
                    facts: report.facts.as_ref().ok()?,
                    details,
                })
            })
    }

    /// The nodes that did not, each with its reason.
    pub(super) fn silent(&self) -> impl Iterator<Item = (&str, String)> {
        self.reports.iter().filter_map(|report| {
            let error = report.facts.as_ref().err()?;
            let reason = ApiError::from(error.clone()).message().to_owned();
            Some((report.node.id.as_str(), reason))
        })
    }

    /// Nodes known.
    pub(super) fn total(&self) -> usize {
        self.reports.len()
    }

    /// Every namespace with the nodes that answered for it.
    pub(super) fn namespaces(&self) -> BTreeMap<&str, Vec<(Examinee<'_>, &NamespaceFacts)>> {
        let mut found: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for node in self.nodes() {
            for (name, facts) in &node.facts.namespaces {
                if let Ok(facts) = facts {
                    found.entry(name).or_default().push((node, facts));
                }
            }
        }
        found
    }

    /// What is to be said of a cluster of which these are the replies, for the tests of rules.
    #[cfg(test)]
    pub(super) fn of(nodes: &[(&str, Option<InfoReply>)]) -> Self {
        use crate::{error::Error, service::access::Node};
        let mut examined = Self::default();
        for (id, replies) in nodes {
            let node = Node {
                id: (*id).to_owned(),
                address: format!("{id}:3000"),
                build: String::new(),
            };
            let silent = || Error::from(acm_aerospike::Error::from_server_code(9));
            let facts = match replies {
                Some(replies) => NodeFacts::read(replies),
                None => Err(silent()),
            };
            let at = tokio::time::Instant::now();
            examined.reports.push(NodeReport { node, at, facts });
            let details = replies.as_ref().map(Details::read).unwrap_or_default();
            examined.details.push(details);
        }
        examined
    }
}

/// What to ask a node for after its first answer.
fn follow_up(replies: &InfoReply) -> Result<Vec<String>> {
    let mut commands = about_namespaces(replies)?;
    commands.extend(namespaces(replies)?.into_iter().map(lifetimes));
    commands.extend(sindex::about_each(replies));
    Ok(commands)
}

/// The command for the histogram of times to live.
fn lifetimes(namespace: &str) -> String {
    format!("histogram:namespace={namespace};type=ttl")
}

impl Details {
    fn read(replies: &InfoReply) -> Self {
        let text = |command: &str| replies.get(command).unwrap_or_default();
        let statistics = Pairs::parse(text("statistics"), ';');
        let settings = Pairs::parse(text(SETTINGS), ';');
        let mortal = namespaces(replies).unwrap_or_default().into_iter();
        Self {
            skew_limit_seconds: statistics.u64("cluster_clock_skew_stop_writes_sec"),
            since_rebalance: statistics.u64("time_since_rebalance"),
            max_connections: settings.u64("proto-fd-max"),
            indexes: sindex::read(replies),
            mortal: mortal
                .filter_map(|name| Some((name.to_owned(), has_mortal(text(&lifetimes(name)))?)))
                .collect(),
        }
    }
}

/// Whether a histogram of times to live counts records that expire; `None` when the node has not taken
/// it yet. Its range grows with the longest time, and its first bucket holds those that never expire.
fn has_mortal(histogram: &str) -> Option<bool> {
    let buckets = Pairs::parse(histogram, ':').get("buckets")?;
    let counts: Option<Vec<u64>> = buckets
        .split([',', ';'])
        .filter(|count| !count.is_empty())
        .map(|count| count.parse().ok())
        .collect();
    Some(counts?.into_iter().skip(1).any(|count| count > 0))
}

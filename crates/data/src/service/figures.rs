//! Everything nodes count, for who keeps it elsewhere: of the profiles that keep history, exactly as
//! the nodes say it.

use std::{collections::HashMap, sync::Arc, time::Duration};

use acm_aerospike::info::{InfoReply, LIST_INDEXES, Latency, Pairs, latencies};
use acm_core::BoxFuture;
use futures_util::{StreamExt, stream};
use tokio::time::timeout;

use super::{
    access::{InfoAccess, Profile, Profiles},
    asked::{Answers, ask_each},
    facts::{about_namespaces, namespaces},
    fresh::Fresh,
    sindex,
};
use crate::error::Result;

/// Clusters asked at the same time.
const AT_ONCE: usize = 64;
/// How old figures may be that are handed out again.
const FRESH: Duration = Duration::from_secs(1);
/// What every node is asked.
const COMMANDS: [&str; 9] = [
    "statistics",
    "get-config:context=service",
    "build",
    "cluster-name",
    "service-clear-std",
    "latencies:",
    "sets",
    LIST_INDEXES,
    "namespaces",
];

/// Names and values, as a node says them.
pub type Said = Vec<(String, String)>;

/// What a cluster counts.
#[derive(Debug)]
pub struct ClusterFigures {
    /// The profile it was reached through.
    pub profile: Profile,
    /// Its nodes; `None` when it could not be asked in time.
    pub nodes: Option<Arc<Vec<NodeFigures>>>,
}

/// What a node counts.
#[derive(Debug)]
pub struct NodeFigures {
    /// Where it was reached.
    pub address: String,
    /// What it said; `None` when it did not answer.
    pub said: Option<NodeSaid>,
}

/// What a node said.
#[derive(Debug)]
pub struct NodeSaid {
    /// The name of its cluster; `null` when unset.
    pub cluster_name: String,
    /// The address it advertises to clients.
    pub service: String,
    /// Its build.
    pub build: String,
    /// Its statistics, then its settings.
    pub statistics: Said,
    /// Of each namespace its name and statistics.
    pub namespaces: Vec<(String, Said)>,
    /// Of each set its namespace, name and statistics.
    pub sets: Vec<(String, String, Said)>,
    /// Of each secondary index its namespace, name and statistics.
    pub indexes: Vec<(String, String, Said)>,
    /// Its latency histograms.
    pub latencies: Vec<Latency>,
}

type Answer = Result<Arc<Vec<NodeFigures>>>;

/// The figures of all clusters whose profile keeps history. Cheap to clone.
#[derive(Clone)]
pub struct Figures {
    access: Arc<dyn InfoAccess>,
    profiles: Arc<dyn Profiles>,
    answers: Fresh<Answer>,
}

impl Figures {
    /// The figures of the clusters behind `access`.
    #[must_use]
    pub(crate) fn new(access: Arc<dyn InfoAccess>, profiles: Arc<dyn Profiles>) -> Self {
        Self {
            access,
            profiles,
            answers: Fresh::new(FRESH),
        }
    }

    /// Asks every cluster, all at once; one that has not answered `within` this time has no figures.
    pub async fn collect(&self, within: Duration) -> Vec<ClusterFigures> {
        let profiles = self.profiles.profiles().next().await.unwrap_or_default();
        let kept: Vec<Profile> = profiles
            .into_iter()
            .filter(|profile| profile.keeps_history)
            .collect();
        let mut answers: HashMap<String, Arc<Vec<NodeFigures>>> = HashMap::new();
        let ids: Vec<String> = kept.iter().map(|profile| profile.id.clone()).collect();
        let mut asking = std::pin::pin!(
            stream::iter(ids)
                .map(async |id| (self.ask(&id).await, id))
                .buffer_unordered(AT_ONCE)
        );
        let _ = timeout(within, async {
            while let Some((answer, id)) = asking.next().await {
                if let Ok(nodes) = answer {
                    answers.insert(id, nodes);
                }
            }
        })
        .await;
        let figures = kept.into_iter().map(|profile| ClusterFigures {
            nodes: answers.remove(&profile.id),
            profile,
        });
        figures.collect()
    }

    async fn ask(&self, connection: &str) -> Answer {
        let ask = || -> BoxFuture<'static, Answer> {
            let (access, connection) = (Arc::clone(&self.access), connection.to_owned());
            Box::pin(async move {
                let answers = ask_each(&*access, &connection, &COMMANDS, follow_up).await?;
                Ok(Arc::new(answers.into_iter().map(figures).collect()))
            })
        };
        self.answers.get(connection, ask).await
    }
}

fn follow_up(replies: &InfoReply) -> Result<Vec<String>> {
    let mut commands = about_namespaces(replies)?;
    commands.extend(sindex::about_each(replies));
    Ok(commands)
}

fn figures(answers: Answers) -> NodeFigures {
    let address = answers.node.address;
    let replies = answers.replies.ok();
    let said = replies.and_then(|replies| said(&replies, &address));
    NodeFigures { address, said }
}

/// `None` without statistics: the node has said nothing.
fn said(replies: &InfoReply, address: &str) -> Option<NodeSaid> {
    let text = |command: &str| replies.get(command).unwrap_or_default().trim();
    let mut statistics = pairs(replies.get("statistics").ok()?, ';');
    statistics.extend(pairs(text("get-config:context=service"), ';'));
    let service = text("service-clear-std").split([',', ';']).next();
    let service = service.filter(|service| !service.is_empty());
    let spaces = namespaces(replies).unwrap_or_default().into_iter();
    Some(NodeSaid {
        cluster_name: text("cluster-name").to_owned(),
        service: service.unwrap_or(address).to_owned(),
        build: text("build").to_owned(),
        statistics,
        namespaces: spaces
            .map(|name| {
                (
                    name.to_owned(),
                    pairs(text(&format!("namespace/{name}")), ';'),
                )
            })
            .collect(),
        sets: text("sets").split(';').filter_map(set).collect(),
        indexes: sindex::listed(replies)
            .unwrap_or_default()
            .into_iter()
            .map(|index| {
                let said = pairs(text(&sindex::about(&index)), ';');
                (index.namespace, index.name, said)
            })
            .collect(),
        latencies: latencies(text("latencies:")),
    })
}

fn set(text: &str) -> Option<(String, String, Said)> {
    let of = Pairs::parse(text, ':');
    let (namespace, name) = (of.text("ns")?, of.text("set")?);
    let mut said = pairs(text, ':');
    said.retain(|(name, _)| !matches!(name.as_str(), "ns" | "set"));
    Some((namespace.to_owned(), name.to_owned(), said))
}

fn pairs(text: &str, separator: char) -> Said {
    let pairs = Pairs::parse(text, separator);
    let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    pairs.iter().map(owned).collect()
}

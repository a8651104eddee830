//! What clusters can do, found by asking every node.

mod rules;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
    time::Duration,
};

use acm_aerospike::info::{Build, Edition, InfoReply, Pairs};
use acm_core::{ApiError, BoxFuture, Clock, UnixMillis};
use acm_graph::{
    ClusterFeatures, Feature, FeatureKind, FeaturesPort, Problem, ServerEdition, scalars::DateTime,
};

use super::{
    access::InfoAccess,
    fresh::Fresh,
    nodes::{Answer, ask_every, problem},
    sum::{agreed, int32},
};
use crate::error::Result;

/// How long an answer is good as long as no node comes with another build.
const GOOD_FOR: Duration = Duration::from_secs(15);

const SECURITY: &str = "get-config:context=security";
const SERVICE: &str = "get-config:context=service";
const COMMANDS: [&str; 4] = ["build", "edition", SECURITY, SERVICE];

type Found = Result<Arc<ClusterFeatures>>;

/// Tells what clusters can do. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Features {
    access: Arc<dyn InfoAccess>,
    clock: Clock,
    /// By connection and the builds of its nodes: after an upgrade there is nothing to forget.
    answers: Fresh<Found>,
}

/// What one node says of itself.
#[derive(Clone, Debug, Default)]
struct Told {
    build: Option<String>,
    edition: Option<Edition>,
    /// The settings of users and roles; empty on a node that has none, `None` when it does not tell.
    security: Option<BTreeMap<String, String>>,
    /// Whether functions are switched off.
    udf_disabled: Option<bool>,
}

impl Features {
    /// Features of the clusters behind `access`.
    pub(crate) fn new(access: Arc<dyn InfoAccess>, clock: Clock) -> Self {
        Self {
            access,
            clock,
            answers: Fresh::keeping(GOOD_FOR, is_whole),
        }
    }

    /// What the cluster behind a connection can do.
    ///
    /// # Errors
    /// The connection's own; when no node answered, the first one's reason.
    pub(crate) async fn get(&self, connection: &str) -> Found {
        let mut name = connection.to_owned();
        for node in self.access.nodes(connection).await? {
            name.push('\n');
            name.push_str(&node.id);
            name.push(' ');
            name.push_str(&node.build);
        }
        let ask = || -> BoxFuture<'static, Found> {
            let (this, connection) = (self.clone(), connection.to_owned());
            Box::pin(async move { this.ask(&connection).await })
        };
        self.answers.get(&name, ask).await
    }

    async fn ask(&self, connection: &str) -> Found {
        let commands = COMMANDS.map(str::to_owned);
        let commands = commands.as_slice();
        let answers = ask_every(&*self.access, connection, |node| async move {
            Ok(Told::read(&node.info(commands).await?))
        });
        let answers = answers.await?;
        Ok(Arc::new(assemble(connection, &answers, self.clock.now())))
    }
}

impl FeaturesPort for Features {
    fn features<'a>(
        &'a self,
        connection: &'a str,
    ) -> BoxFuture<'a, Result<Arc<ClusterFeatures>, ApiError>> {
        Box::pin(async move { Ok(self.get(connection).await?) })
    }
}

impl Told {
    fn read(replies: &InfoReply) -> Self {
        let text = |command| {
            let text = replies.get(command).ok()?.trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        let settings = |command| {
            let reply = replies.get(command).ok()?;
            let pairs = Pairs::parse(reply, ';');
            let own = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
            Some(pairs.iter().map(own).collect::<BTreeMap<_, _>>())
        };
        let service = settings(SERVICE);
        Self {
            build: text("build"),
            edition: text("edition").and_then(|text| Edition::parse(&text)),
            security: settings(SECURITY),
            udf_disabled: service.and_then(|all| all.get("disable-udf-execution")?.parse().ok()),
        }
    }
}

fn assemble(connection: &str, answers: &[Answer<Told>], now: UnixMillis) -> ClusterFeatures {
    let told: Vec<&Told> = answers
        .iter()
        .filter_map(|answer| answer.result.as_ref().ok())
        .collect();
    let silent = answers.len() - told.len();
    let edition = agreed(told.iter().map(|node| node.edition)).flatten();
    let ordered: BTreeSet<(Option<Build>, &str)> = told
        .iter()
        .filter_map(|node| node.build.as_deref())
        .map(|build| (Build::parse(build), build))
        .collect();
    let builds: Vec<String> = ordered
        .into_iter()
        .map(|(_, build)| build.to_owned())
        .collect();
    let features = FeatureKind::ALL.map(|kind| rules::judge(kind, &told, silent));
    ClusterFeatures {
        connection_id: connection.into(),
        edition: edition.map(shown),
        build: match builds.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        },
        builds,
        features: Vec::<Feature>::from(features),
        nodes_answered: int32(told.len()),
        nodes_total: int32(answers.len()),
        problems: answers.iter().filter_map(failed).collect(),
        asked_at: DateTime(now),
    }
}

/// Whether every node has answered: what is missing is asked for again.
fn is_whole(found: &Found) -> bool {
    found.as_ref().is_ok_and(|found| found.problems.is_empty())
}

fn failed(answer: &Answer<Told>) -> Option<Problem> {
    let error = answer.result.as_ref().err()?;
    Some(problem(&answer.node, error))
}

fn shown(edition: Edition) -> ServerEdition {
    match edition {
        Edition::Community => ServerEdition::Community,
        Edition::Enterprise => ServerEdition::Enterprise,
        Edition::Federal => ServerEdition::Federal,
    }
}

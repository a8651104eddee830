//! Where nodes log to and how much, and changes of that.

use std::sync::Arc;

use acm_aerospike::info::{LogLevel, log_change_command, log_command, log_levels, log_sinks};
use acm_graph::Problem;

use super::{
    access::InfoAccess,
    nodes::{Answer, Asked, Outcome, ask_chosen, ask_every, problem},
};
use crate::error::{Error, Result};

/// Sinks told of one node.
const MAX_SINKS: usize = 32;
/// The name that stands for every context.
const EVERY: &str = "any";

/// The sinks of a node.
#[derive(Clone, Debug)]
pub(crate) struct NodeLogs {
    /// The node.
    pub node: String,
    /// Its sinks.
    pub sinks: Vec<Sink>,
    /// Why they are unknown.
    pub problem: Option<Problem>,
}

/// A sink.
#[derive(Clone, Debug)]
pub(crate) struct Sink {
    /// Its number on the node.
    pub id: u32,
    /// A file's path, or `stderr`.
    pub name: String,
    /// Contexts, each with its level; `None` for a level nobody knows.
    pub levels: Vec<(String, Option<LogLevel>)>,
}

/// A change of a level.
#[derive(Clone, Debug)]
pub(crate) struct LevelChange {
    /// The sink's number.
    pub sink: u32,
    /// The context, or [`EVERY`].
    pub context: String,
    /// Its new level.
    pub level: LogLevel,
    /// On which nodes; all when absent.
    pub nodes: Option<Vec<String>>,
}

/// What became of a change on one node.
#[derive(Clone, Debug)]
pub(crate) struct LevelChanged {
    /// The node.
    pub node: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The level now; `None` when it could not be read, or contexts differ.
    pub level: Option<LogLevel>,
    /// Why it was not applied, or could not be read back.
    pub problem: Option<Problem>,
}

/// Logs of clusters. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Logs {
    access: Arc<dyn InfoAccess>,
}

impl Logs {
    /// Logs over `access`.
    pub(crate) fn new(access: Arc<dyn InfoAccess>) -> Self {
        Self { access }
    }

    /// The sinks of every node.
    ///
    /// # Errors
    /// The connection's own; when no node answered, the first one's reason.
    pub(crate) async fn sinks(&self, connection: &str) -> Result<Vec<NodeLogs>> {
        let answers = ask_every(&*self.access, connection, sinks).await?;
        let told = answers.into_iter().map(|Answer { node, result }| {
            let (sinks, problem) = match result {
                Ok(sinks) => (sinks, None),
                Err(error) => (Vec::new(), Some(problem(&node, &error))),
            };
            NodeLogs {
                node,
                sinks,
                problem,
            }
        });
        Ok(told.collect())
    }

    /// Changes the level of a context on the nodes, all at once, and reads back what each logs.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for a name no context can have; the connection's own.
    pub(crate) async fn set_level(
        &self,
        connection: &str,
        change: &LevelChange,
    ) -> Result<Vec<LevelChanged>> {
        let command = log_change_command(change.sink, &change.context, change.level)
            .map_err(|error| Error::input("input.context", error.to_string()))?;
        let nodes = change.nodes.as_deref();
        let answers = ask_chosen(&*self.access, connection, nodes, |node| {
            apply(node, command.clone(), change)
        });
        let told = answers.await?.into_iter().map(|Answer { node, result }| {
            result.unwrap_or_else(|error| LevelChanged {
                problem: Some(problem(&node, &error)),
                outcome: Outcome::Unknown,
                level: None,
                node,
            })
        });
        Ok(told.collect())
    }
}

async fn sinks(node: Asked<'_>) -> Result<Vec<Sink>> {
    let list = "logs".to_owned();
    let reply = node.info(std::slice::from_ref(&list)).await?;
    let mut sinks: Vec<Sink> = log_sinks(reply.get(&list)?)
        .into_iter()
        .take(MAX_SINKS)
        .map(|sink| Sink {
            id: sink.id,
            name: sink.name.to_owned(),
            levels: Vec::new(),
        })
        .collect();
    let commands: Vec<String> = sinks.iter().map(|sink| log_command(sink.id)).collect();
    if commands.is_empty() {
        return Ok(sinks);
    }
    let reply = node.info(&commands).await?;
    for (sink, command) in sinks.iter_mut().zip(&commands) {
        let own = |(context, level): (&str, Option<LogLevel>)| (context.to_owned(), level);
        sink.levels = log_levels(reply.get(command)?)
            .into_iter()
            .map(own)
            .collect();
    }
    Ok(sinks)
}

async fn apply(node: Asked<'_>, command: String, change: &LevelChange) -> Result<LevelChanged> {
    let said = node.info(std::slice::from_ref(&command)).await;
    let said = said.and_then(|reply| Ok(reply.get(&command).map(|_| ())?));
    let level = running(&node, change).await;
    let runs = level
        .as_ref()
        .ok()
        .map(|level| *level == Some(change.level));
    let outcome = Outcome::of(&said, runs);
    let failure = match (said.err(), &level) {
        (Some(error), _) if outcome != Outcome::Applied => Some(error),
        (None, Err(error)) => Some(error.clone()),
        _ => None,
    };
    Ok(LevelChanged {
        outcome,
        level: level.ok().flatten(),
        problem: failure.map(|error| problem(&node.node, &error)),
        node: node.node,
    })
}

/// The present level of the context; of every context, when they agree.
async fn running(node: &Asked<'_>, change: &LevelChange) -> Result<Option<LogLevel>> {
    let command = log_command(change.sink);
    let reply = node.info(std::slice::from_ref(&command)).await?;
    let levels = log_levels(reply.get(&command)?);
    let meant = levels
        .into_iter()
        .filter(|(context, _)| change.context == EVERY || *context == change.context);
    Ok(super::sum::agreed(meant.map(|(_, level)| level)).flatten())
}

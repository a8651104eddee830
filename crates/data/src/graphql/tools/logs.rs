//! Logs in the schema.

use acm_aerospike::info::LogLevel as ServerLevel;
use acm_core::{ApiError, ContextExt};
use acm_graph::Problem;
use async_graphql::{Context, Enum, ID, InputObject, SimpleObject};

use super::ChangeOutcome;
use crate::{
    error::Error,
    graphql::DataState,
    service::logs::{LevelChange, LevelChanged, NodeLogs, Sink},
};

/// How much is logged: this, and all that matters more.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(remote = "ServerLevel")]
pub enum LogLevel {
    /// What ends the server.
    Critical,
    /// What went wrong, and the above.
    Warning,
    /// What happens at large, and the above. The usual level.
    Info,
    /// What helps to find a fault, and the above.
    Debug,
    /// Everything. Slows a busy node down.
    Detail,
}

/// The log sinks of a node.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct NodeLogSinks {
    /// The node, by node id.
    pub node: String,
    /// Its sinks.
    pub sinks: Vec<LogSink>,
    /// Why they are unknown; null when they are not.
    pub problem: Option<Problem>,
}

/// Where a node logs to.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct LogSink {
    /// Its number on the node; hand it to `setLogLevel`.
    pub id: i32,
    /// A file's path on the node, or `stderr`.
    pub name: String,
    /// What can be logged, in the server's order.
    pub contexts: Vec<LogContext>,
}

/// A part of the server that logs.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct LogContext {
    /// The server's name for it.
    pub name: String,
    /// How much it logs; null for a level this server does not know.
    pub level: Option<LogLevel>,
}

/// A change of a log level.
#[derive(Clone, Debug, InputObject)]
pub(super) struct SetLogLevelInput {
    /// The connection.
    pub connection_id: ID,
    /// The sink's number on the nodes.
    #[graphql(default = 0)]
    pub sink: i32,
    /// The context, or `any` for all of them.
    pub context: String,
    /// Its new level.
    pub level: LogLevel,
    /// On which nodes, by node id; all when absent.
    pub nodes: Option<Vec<String>>,
}

/// What became of a change of a log level.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct SetLogLevelPayload {
    /// What became of it on each node, in order of node ids.
    pub results: Vec<SetLogLevelResult>,
}

/// What became of a change of a log level on one node.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct SetLogLevelResult {
    /// The node, by node id.
    pub node: String,
    /// What became of the change.
    pub outcome: ChangeOutcome,
    /// The level now, as it was read back; null when it could not be read, or contexts differ.
    pub level: Option<LogLevel>,
    /// Why the change was not applied, or could not be read back.
    pub problem: Option<Problem>,
}

impl From<NodeLogs> for NodeLogSinks {
    fn from(logs: NodeLogs) -> Self {
        Self {
            node: logs.node,
            sinks: logs.sinks.into_iter().map(Into::into).collect(),
            problem: logs.problem,
        }
    }
}

impl From<Sink> for LogSink {
    fn from(sink: Sink) -> Self {
        let contexts = sink.levels.into_iter().map(|(name, level)| LogContext {
            name,
            level: level.map(Into::into),
        });
        Self {
            id: i32::try_from(sink.id).unwrap_or(i32::MAX),
            name: sink.name,
            contexts: contexts.collect(),
        }
    }
}

impl From<LevelChanged> for SetLogLevelResult {
    fn from(changed: LevelChanged) -> Self {
        Self {
            node: changed.node,
            outcome: changed.outcome.into(),
            level: changed.level.map(Into::into),
            problem: changed.problem,
        }
    }
}

pub(super) async fn sinks(
    ctx: &Context<'_>,
    connection: &str,
) -> Result<Vec<NodeLogSinks>, ApiError> {
    let logs = &ctx.state::<DataState>()?.logs;
    let sinks = logs.sinks(connection).await?;
    Ok(sinks.into_iter().map(Into::into).collect())
}

pub(super) async fn set_level(
    ctx: &Context<'_>,
    input: SetLogLevelInput,
) -> Result<SetLogLevelPayload, ApiError> {
    let logs = &ctx.state::<DataState>()?.logs;
    let sink = u32::try_from(input.sink)
        .map_err(|_| Error::input("input.sink", "a sink's number is not negative"))?;
    let change = LevelChange {
        sink,
        context: input.context,
        level: input.level.into(),
        nodes: input.nodes,
    };
    let changed = logs.set_level(&input.connection_id, &change).await?;
    Ok(SetLogLevelPayload {
        results: changed.into_iter().map(Into::into).collect(),
    })
}

//! Info commands in the schema.

use acm_aerospike::info::{InfoVerb as Verb, VERBS, VerbClass};
use acm_core::{ApiError, ContextExt, Right};
use acm_graph::Problem;
use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};

use super::DataState;
use crate::service::info::{NodeReply, Replies};

/// Queries by info commands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct InfoQuery;

#[Object]
impl InfoQuery {
    /// Asks nodes with one info command that only reads, one of `infoVerbs`. Each node has its own
    /// reply; null with an error when none answered, or none can: `UNSUPPORTED` for what the edition
    /// or the build of all nodes lacks.
    #[graphql(guard = "Right::ReadInfo")]
    async fn info_command(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
        #[graphql(
            desc = "The command: `verb`, `verb/name` or `verb:name=value;name=value`, without spaces, 1,024 bytes at most."
        )]
        command: String,
        #[graphql(desc = "The node, by node id; every node when absent.")] node: Option<String>,
    ) -> Option<Result<InfoReplies, ApiError>> {
        Some(read(ctx, &connection_id, &command, node.as_deref()).await)
    }

    /// The verbs of info commands that are known here, by name, those that are never sent among them.
    #[graphql(guard = "Right::ReadInfo")]
    async fn info_verbs(&self) -> Vec<InfoVerb> {
        VERBS.iter().map(InfoVerb::from).collect()
    }
}

/// Changes by info commands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct InfoMutation;

#[Object]
impl InfoMutation {
    /// Sends one info command that writes, one of `infoVerbs`, to nodes. Each node has its own reply;
    /// one that did not answer may have done it.
    #[graphql(guard = "Right::WriteClusters")]
    async fn run_info_command(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: RunInfoCommandInput,
    ) -> Result<RunInfoCommandPayload, ApiError> {
        let info = &ctx.state::<DataState>()?.info;
        let nodes = input.nodes.as_deref();
        let confirmed = &input.confirm_verb;
        let asking = info.run(&input.connection_id, &input.command, confirmed, nodes);
        let InfoReplies { command, replies } = asking.await?.into();
        Ok(RunInfoCommandPayload { command, replies })
    }
}

/// What a verb does to a node.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(remote = "VerbClass")]
pub enum InfoVerbClass {
    /// It only tells: `infoCommand`.
    Read,
    /// It changes something, or writes to the node's log: `runInfoCommand`.
    Write,
    /// It is never sent.
    Never,
}

/// A verb of the info protocol.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct InfoVerb {
    /// Its name.
    pub name: &'static str,
    /// What it does to a node.
    pub class: InfoVerbClass,
    /// Whether only the Enterprise Edition answers it.
    pub enterprise_only: bool,
    /// What it is for; of one that is never sent: why, and what to use.
    pub description: &'static str,
}

/// A command that writes.
#[derive(Clone, Debug, InputObject)]
pub(super) struct RunInfoCommandInput {
    /// The connection.
    pub connection_id: ID,
    /// The command: `verb` or `verb:name=value;name=value`, without spaces, 1,024 bytes at most.
    pub command: String,
    /// The verb of the command once more, such as `recluster`: nothing is sent without.
    pub confirm_verb: String,
    /// To which nodes, by node id; to all when absent.
    pub nodes: Option<Vec<String>>,
}

/// What nodes answered to a command.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct InfoReplies {
    /// The command as it was sent.
    pub command: String,
    /// What each node answered, by node id.
    pub replies: Vec<InfoReply>,
}

/// What nodes answered to a command that writes.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct RunInfoCommandPayload {
    /// The command as it was sent.
    pub command: String,
    /// What each node answered, by node id.
    pub replies: Vec<InfoReply>,
}

/// What one node answered.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct InfoReply {
    /// The node, by node id.
    pub node: String,
    /// The reply, as the node wrote it; null when it refused, or did not answer.
    pub reply: Option<String>,
    /// Whether the reply was longer than the mebibyte that is shown.
    pub truncated: bool,
    /// Why there is no reply: `UNSUPPORTED` when the node's edition or build does not know the command.
    pub problem: Option<Problem>,
}

impl From<&'static Verb> for InfoVerb {
    fn from(verb: &'static Verb) -> Self {
        Self {
            name: verb.name,
            class: verb.class.into(),
            enterprise_only: verb.enterprise,
            description: verb.text,
        }
    }
}

impl From<Replies> for InfoReplies {
    fn from(replies: Replies) -> Self {
        let shown = |reply: NodeReply| InfoReply {
            node: reply.node,
            reply: reply.text,
            truncated: reply.truncated,
            problem: reply.problem,
        };
        Self {
            command: replies.command.as_str().to_owned(),
            replies: replies.nodes.into_iter().map(shown).collect(),
        }
    }
}

async fn read(
    ctx: &Context<'_>,
    connection: &str,
    command: &str,
    node: Option<&str>,
) -> Result<InfoReplies, ApiError> {
    let info = &ctx.state::<DataState>()?.info;
    Ok(info.read(connection, command, node).await?.into())
}

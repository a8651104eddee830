//! Asking every node of a cluster at once.
//!
//! A node is asked twice: first for itself, then for what its first answer names. Each node has its
//! own deadline for both; a silent one delays no other.

use acm_aerospike::info::InfoReply;
use acm_core::limits::INFO_DEADLINE;
use futures_util::future::join_all;
use tokio::time::Instant;

use super::access::{InfoAccess, Node};
use crate::error::Result;

/// A node and its replies, or why there are none.
#[derive(Clone, Debug)]
pub(crate) struct Answers {
    /// The node.
    pub node: Node,
    /// When it had answered; for rates.
    pub at: Instant,
    /// Its replies to all commands.
    pub replies: Result<InfoReply>,
}

/// Asks every node of a connection `first`, and then what `then` makes of its replies.
///
/// # Errors
/// The connection's own; a node's failure is in its answers.
pub(crate) async fn ask_each(
    access: &dyn InfoAccess,
    connection: &str,
    first: &[&str],
    then: impl Fn(&InfoReply) -> Result<Vec<String>>,
) -> Result<Vec<Answers>> {
    let first: Vec<String> = first.iter().map(ToString::to_string).collect();
    let (first, then) = (&first, &then);
    let nodes = access.nodes(connection).await?;
    let answers = nodes.into_iter().map(|node| async move {
        let replies = ask_one(access, connection, &node.id, first, then).await;
        let at = Instant::now();
        Answers { node, at, replies }
    });
    Ok(join_all(answers).await)
}

async fn ask_one(
    access: &dyn InfoAccess,
    connection: &str,
    node: &str,
    first: &[String],
    then: &impl Fn(&InfoReply) -> Result<Vec<String>>,
) -> Result<InfoReply> {
    let deadline = Instant::now() + INFO_DEADLINE;
    let replies = access.info(connection, node, first, deadline).await?;
    let more = then(&replies)?;
    if more.is_empty() {
        return Ok(replies);
    }
    let further = access.info(connection, node, &more, deadline).await?;
    Ok(replies.followed_by(further))
}

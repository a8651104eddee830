//! Info commands to one node or to all.

use std::sync::Arc;

use aerospike::{AdminPolicy, Node};
use futures_util::StreamExt as _;
use futures_util::stream;

use super::{Cluster, NodeHandle};
use crate::deadline::{Deadline, Target};
use crate::error::{Error, ErrorKind, Result};
use crate::info::{InfoReply, check_command};

/// The most commands one request may hold.
pub const MAX_INFO_COMMANDS: usize = 256;
/// How many nodes are asked at the same time.
const CONCURRENT_NODES: usize = 64;

impl Cluster {
    /// Sends info commands to one node, all in one request.
    ///
    /// # Errors
    ///
    /// - [`ErrorKind::InvalidInput`] for a command that could carry a second one.
    /// - [`ErrorKind::NotFound`] when the cluster has no such node (any more).
    /// - [`ErrorKind::Unavailable`] or [`ErrorKind::Timeout`] when it does not answer.
    ///
    /// A failure of a single command is in its reply: see [`InfoReply::get`].
    pub async fn info(
        &self,
        node: &str,
        commands: &[&str],
        deadline: Deadline,
    ) -> Result<InfoReply> {
        check_commands(commands)?;
        let node = self.client().get_node(node).map_err(|error| {
            Error::new(
                ErrorKind::NotFound,
                "The cluster has no such node at the moment.",
            )
            .with_source(error)
        })?;
        ask(node, commands, deadline).await
    }

    /// Sends the same info commands to every node, all nodes at once (64 at a time), and returns
    /// what each answered, sorted by node id. A silent node costs the deadline; the answers of the
    /// others are kept.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidInput`] for a command that could carry a second one, and
    /// [`ErrorKind::Unavailable`] when no node is known at all.
    pub async fn info_all(
        &self,
        commands: &[&str],
        deadline: Deadline,
    ) -> Result<Vec<(NodeHandle, Result<InfoReply>)>> {
        check_commands(commands)?;
        let nodes = self.client().nodes();
        if nodes.is_empty() {
            return Err(Error::new(
                ErrorKind::Unavailable,
                "No node of the cluster answers.",
            ));
        }
        let mut replies: Vec<_> = stream::iter(nodes)
            .map(|node| async move {
                let handle = NodeHandle::of(&node);
                (handle, ask(node, commands, deadline).await)
            })
            .buffer_unordered(CONCURRENT_NODES)
            .collect()
            .await;
        replies.sort_unstable_by(|(a, _), (b, _)| a.id.cmp(&b.id));
        Ok(replies)
    }
}

fn check_commands(commands: &[&str]) -> Result<()> {
    if commands.is_empty() || commands.len() > MAX_INFO_COMMANDS {
        return Err(Error::invalid(format!(
            "Send 1 to {MAX_INFO_COMMANDS} info commands."
        )));
    }
    commands
        .iter()
        .try_for_each(|command| check_command(command))
}

async fn ask(node: Arc<Node>, commands: &[&str], deadline: Deadline) -> Result<InfoReply> {
    let policy = AdminPolicy {
        timeout: deadline.remaining_millis(),
    };
    let asking = Box::pin(async {
        let replies = node.info(&policy, commands).await?;
        Ok(InfoReply::new(replies.into_iter().collect()))
    });
    deadline.call(Target::any("info"), asking).await
}

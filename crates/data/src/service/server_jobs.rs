//! Queries and background jobs of the cluster itself, whoever started them.

use std::sync::Arc;

use acm_aerospike::{
    ErrorKind,
    info::{QueryJob, query_jobs},
};
use acm_core::limits::INFO_DEADLINE;
use futures_util::future::join_all;
use tokio::time::Instant;

use super::access::{InfoAccess, Node};
use crate::error::{Error, Result};

/// The jobs of clusters. Cheap to clone.
#[derive(Clone)]
pub(crate) struct ServerJobs(Arc<dyn InfoAccess>);

/// What became of an abort on a node.
pub(crate) type Aborted = (Node, Result<bool>);

impl ServerJobs {
    pub(crate) fn new(info: Arc<dyn InfoAccess>) -> Self {
        Self(info)
    }

    /// The jobs each node tells of: those that run, and those that ended lately.
    ///
    /// # Errors
    /// The connection's own; a node's failure is its own.
    pub(crate) async fn list(
        &self,
        connection: &str,
    ) -> Result<Vec<(Node, Result<Vec<QueryJob>>)>> {
        let answers = self.ask(connection, None, "query-show".to_owned()).await?;
        let read = |(node, reply): (Node, Result<String>)| (node, reply.map(|it| query_jobs(&it)));
        Ok(answers.into_iter().map(read).collect())
    }

    /// Aborts a job on one node, or on all; false where it does not run.
    ///
    /// # Errors
    /// The connection's own; `NOT_FOUND` without such a node.
    pub(crate) async fn abort(
        &self,
        connection: &str,
        node: Option<&str>,
        id: u64,
    ) -> Result<Vec<Aborted>> {
        let command = format!("query-abort:id={id}");
        let answers = self.ask(connection, node, command).await?;
        let judged = |(node, reply): (Node, Result<String>)| {
            let aborted = match reply {
                Ok(_) => Ok(true),
                Err(error) if is_not_there(&error) => Ok(false),
                Err(error) => Err(error),
            };
            (node, aborted)
        };
        Ok(answers.into_iter().map(judged).collect())
    }

    /// Sends a command to one node, or to all at once.
    async fn ask(
        &self,
        connection: &str,
        only: Option<&str>,
        command: String,
    ) -> Result<Vec<(Node, Result<String>)>> {
        let mut nodes = self.0.nodes(connection).await?;
        if let Some(only) = only {
            nodes.retain(|node| node.id == only);
            if nodes.is_empty() {
                let name = only.to_owned();
                return Err(Error::Missing { kind: "node", name });
            }
        }
        let deadline = Instant::now() + INFO_DEADLINE;
        let commands = [command];
        let asked = nodes.into_iter().map(|node| {
            let commands = &commands;
            async move {
                let asking = self.0.info(connection, &node.id, commands, deadline);
                let reply = asking.await;
                let text = reply.and_then(|reply| Ok(reply.get(&commands[0])?.to_owned()));
                (node, text)
            }
        });
        Ok(join_all(asked).await)
    }
}

fn is_not_there(error: &Error) -> bool {
    let cause = error.cluster();
    cause.is_some_and(|cause| cause.kind() == ErrorKind::NotFound && cause.server_code().is_some())
}

//! Making and dropping indexes. One node is told; the server tells the others.

use std::time::Duration;

use acm_aerospike::{
    Error as ClusterError,
    info::{NewIndex, drop_index},
};
use acm_core::{ApiError, ErrorCode, limits::INFO_DEADLINE};
use acm_graph::SecondaryIndex;
use tokio::time::{Instant, sleep};

use super::Indexes;
use crate::error::{Error, Result};

/// How long to wait until the nodes list an index that was made, or no longer one that was dropped.
const SEEN_DEADLINE: Duration = Duration::from_secs(3);
/// The server's result code for an index that is there already.
const INDEX_FOUND: u8 = 200;
/// Time between two looks.
const LOOK: Duration = Duration::from_millis(50);

impl Indexes {
    /// Makes an index. It is being built when this returns; the feed tells how far it is.
    ///
    /// # Errors
    /// `ALREADY_EXISTS` when the namespace has one of this name; what the server refuses; `TIMEOUT`
    /// when nobody knows whether it was made.
    pub(crate) async fn create(&self, connection: &str, new: &NewIndex) -> Result<SecondaryIndex> {
        let found = self.find(connection, &new.namespace, &new.name).await?;
        if found.is_some() {
            return Err(ClusterError::from_server_code(INDEX_FOUND).into());
        }
        let mut told = self.tell(connection, &new.command()).await;
        let is_unknown = told.as_ref().is_err_and(is_unanswered);
        if !is_unknown {
            told.clone()?;
        }
        let deadline = Instant::now() + SEEN_DEADLINE;
        loop {
            let seen = self.find(connection, &new.namespace, &new.name).await;
            let is_late = Instant::now() >= deadline;
            match (seen, told) {
                (Ok(Some(index)), _) => return Ok(index),
                (_, Err(unanswered)) if is_late => return Err(unanswered),
                (Ok(None), Ok(())) if is_late => {
                    return Err(Error::Missing {
                        kind: "index",
                        name: new.name.clone(),
                    });
                }
                (Err(error), Ok(())) if is_late => return Err(Error::Unread(Box::new(error))),
                (_, still) => told = still,
            }
            sleep(LOOK).await;
        }
    }

    /// Drops an index; false when there was none.
    ///
    /// # Errors
    /// What the server refuses; `TIMEOUT` when nobody knows whether it was dropped.
    pub(crate) async fn drop(&self, connection: &str, namespace: &str, name: &str) -> Result<bool> {
        if self.find(connection, namespace, name).await?.is_none() {
            return Ok(false);
        }
        self.tell(connection, &drop_index(namespace, name)).await?;
        let deadline = Instant::now() + SEEN_DEADLINE;
        while Instant::now() < deadline {
            match self.find(connection, namespace, name).await {
                Ok(None) => break,
                Ok(Some(_)) | Err(_) => sleep(LOOK).await,
            }
        }
        Ok(true)
    }

    /// Tells one node, and expects that it says `ok`.
    async fn tell(&self, connection: &str, command: &str) -> Result<()> {
        let nodes = self.access.nodes(connection).await?;
        let Some(node) = nodes.first() else {
            return Ok(());
        };
        let commands = [command.to_owned()];
        let deadline = Instant::now() + INFO_DEADLINE;
        let access = self.access.as_ref();
        let replies = access
            .info(connection, &node.id, &commands, deadline)
            .await?;
        replies.get(command)?;
        Ok(())
    }
}

/// Whether a node gave no answer, so that nobody knows whether it did what it was told.
fn is_unanswered(error: &Error) -> bool {
    let code = ApiError::from(error.clone()).code();
    matches!(code, ErrorCode::Timeout | ErrorCode::Unavailable)
}

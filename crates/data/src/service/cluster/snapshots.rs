//! Snapshots shared by all who ask at the same time.

use std::{sync::Arc, time::Duration};

use acm_core::{ApiError, BoxFuture, Clock};
use acm_graph::{Cluster, ClusterPort};

use super::assemble::assemble;
use crate::{
    error::Result,
    service::{
        access::InfoAccess,
        facts::{Questions, ask_all},
        fresh::Fresh,
    },
};

/// How old a snapshot may be that is handed out again.
const FRESH: Duration = Duration::from_secs(1);

type Answer = Result<Arc<Cluster>>;

/// Asks clusters for their state: one round for all who ask at the same time, and an answer is
/// good for a second. Nothing runs when nobody asks.
#[derive(Clone)]
pub(crate) struct Snapshots {
    access: Arc<dyn InfoAccess>,
    clock: Clock,
    answers: Fresh<Answer>,
}

impl Snapshots {
    /// Snapshots of the clusters behind `access`.
    #[must_use]
    pub(crate) fn new(access: Arc<dyn InfoAccess>, clock: Clock) -> Self {
        Self {
            access,
            clock,
            answers: Fresh::new(FRESH),
        }
    }

    /// The cluster behind a connection, at most a second old.
    ///
    /// # Errors
    /// The connection's own, or the first node's reason when no node answers.
    pub(crate) async fn get(&self, connection: &str) -> Answer {
        let ask = || -> BoxFuture<'static, Answer> {
            let (this, connection) = (self.clone(), connection.to_owned());
            Box::pin(async move { this.ask(&connection).await })
        };
        self.answers.get(connection, ask).await
    }

    async fn ask(&self, connection: &str) -> Answer {
        let reports = ask_all(&*self.access, connection, Questions::Snapshot).await?;
        assemble(connection, &reports, self.clock.now()).map(Arc::new)
    }
}

impl ClusterPort for Snapshots {
    fn cluster<'a>(&'a self, connection: &'a str) -> BoxFuture<'a, Result<Arc<Cluster>, ApiError>> {
        Box::pin(async move { Ok(self.get(connection).await?) })
    }
}

//! Snapshots shared by all who ask at the same time.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use acm_core::{ApiError, BoxFuture, Clock};
use acm_graph::{Cluster, ClusterPort};
use futures_util::{
    FutureExt,
    future::{Shared, WeakShared},
};
use tokio::time::Instant;

use super::assemble::assemble;
use crate::{
    error::Result,
    service::{
        access::InfoAccess,
        facts::{Questions, ask_all},
    },
};

/// How old a snapshot may be that is handed out again.
const FRESH: Duration = Duration::from_secs(1);

type Answer = Result<Arc<Cluster>>;
type Asking = BoxFuture<'static, Answer>;

/// Asks clusters for their state: one round for all who ask at the same time, and an answer is
/// good for a second. Nothing runs when nobody asks.
#[derive(Clone)]
pub(crate) struct Snapshots {
    access: Arc<dyn InfoAccess>,
    clock: Clock,
    slots: Arc<Mutex<HashMap<String, Slot>>>,
}

enum Slot {
    /// Under way, as long as somebody waits for it.
    Asking(WeakShared<Asking>),
    /// Answered.
    Answered(Instant, Answer),
}

impl Snapshots {
    /// Snapshots of the clusters behind `access`.
    #[must_use]
    pub(crate) fn new(access: Arc<dyn InfoAccess>, clock: Clock) -> Self {
        Self {
            access,
            clock,
            slots: Arc::default(),
        }
    }

    /// The cluster behind a connection, at most a second old.
    ///
    /// # Errors
    /// The connection's own, or the first node's reason when no node answers.
    pub(crate) async fn get(&self, connection: &str) -> Answer {
        let asking = match self.join(connection) {
            Ok(asking) => asking,
            Err(answer) => return answer,
        };
        asking.await
    }

    /// The round under way, a new one, or the answer of one that has just ended.
    fn join(&self, connection: &str) -> Result<Shared<Asking>, Answer> {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        match slots.get(connection) {
            Some(Slot::Answered(at, answer)) if at.elapsed() < FRESH => return Err(answer.clone()),
            Some(Slot::Asking(asking)) => {
                if let Some(asking) = asking.upgrade() {
                    return Ok(asking);
                }
            }
            _ => {}
        }
        slots.retain(|_, slot| match slot {
            Slot::Asking(asking) => asking.upgrade().is_some(),
            Slot::Answered(at, _) => at.elapsed() < FRESH,
        });
        let asking = self.clone().ask(connection.to_owned()).boxed().shared();
        if let Some(weak) = asking.downgrade() {
            slots.insert(connection.to_owned(), Slot::Asking(weak));
        }
        Ok(asking)
    }

    async fn ask(self, connection: String) -> Answer {
        let answer = match ask_all(&*self.access, &connection, Questions::Snapshot).await {
            Ok(reports) => assemble(&connection, &reports, self.clock.now()).map(Arc::new),
            Err(error) => Err(error),
        };
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        slots.insert(connection, Slot::Answered(Instant::now(), answer.clone()));
        answer
    }
}

impl ClusterPort for Snapshots {
    fn cluster<'a>(&'a self, connection: &'a str) -> BoxFuture<'a, Result<Arc<Cluster>, ApiError>> {
        Box::pin(async move { Ok(self.get(connection).await?) })
    }
}

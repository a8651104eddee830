//! The health advisor: what is wrong with a cluster, or about to be, found by rules over what its
//! nodes say.

mod examined;
mod feed;
mod report;
mod rules;
mod verdict;

use std::{sync::Arc, time::Duration};

use acm_core::{BoxFuture, Clock};
use acm_graph::{Cluster, FindingsReport};

use self::examined::Examined;
use super::{access::InfoAccess, cluster::assemble, fresh::Fresh};
use crate::error::Result;

pub(crate) use feed::{FindingFeeds, item};

/// How old an examination may be that is handed out again.
const FRESH: Duration = Duration::from_secs(2);

/// What one round of questions tells of a cluster.
pub(crate) struct Examination {
    /// The cluster itself.
    pub(crate) cluster: Cluster,
    /// What the rules say of it.
    pub(crate) report: FindingsReport,
}

type Answer = Result<Arc<Examination>>;

/// Examines clusters: one round for all who ask at the same time. Nothing runs when nobody asks.
#[derive(Clone)]
pub(crate) struct Advisor {
    access: Arc<dyn InfoAccess>,
    clock: Clock,
    answers: Fresh<Answer>,
}

impl Advisor {
    /// An advisor of the clusters behind `access`.
    #[must_use]
    pub(crate) fn new(access: Arc<dyn InfoAccess>, clock: Clock) -> Self {
        Self {
            access,
            clock,
            answers: Fresh::new(FRESH),
        }
    }

    /// What is to be said of the cluster behind a connection, at most two seconds old.
    ///
    /// # Errors
    /// The connection's own, or the first node's reason when no node answers.
    pub(crate) async fn examine(&self, connection: &str) -> Answer {
        let ask = || -> BoxFuture<'static, Answer> {
            let (this, connection) = (self.clone(), connection.to_owned());
            Box::pin(async move { this.ask(&connection).await })
        };
        self.answers.get(connection, ask).await
    }

    async fn ask(&self, connection: &str) -> Answer {
        let examined = Examined::ask(&*self.access, connection).await?;
        let at = self.clock.now();
        let cluster = assemble(connection, &examined.reports, at)?;
        let report = report::report(connection, &examined, at);
        Ok(Arc::new(Examination { cluster, report }))
    }
}

//! What a cluster is busy with: namespaces and sets by rate.
//!
//! Every second all nodes are asked while somebody looks. Rates of namespaces follow the rules of the
//! metrics; a set's growth is the sum of what changed on each node since its answer before.

mod growth;
mod order;

use std::{fmt, sync::Arc, time::Duration};

use acm_core::ApiError;
use acm_graph::{
    Problem, TopChanged, TopNamespace, TopSet,
    polled::{Observed, Polled, Subject},
};

use self::growth::Growth;
use super::{
    access::InfoAccess,
    cluster::assemble,
    facts::{Questions, ask_all},
    metrics::Rows,
    sum::int32,
};
use crate::error::{Error, Result};

pub(crate) use order::Order;

/// Feeds of what clusters are busy with.
pub(crate) type TopFeeds = Polled<Top>;

/// What clusters are busy with. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Top(Arc<dyn InfoAccess>);

impl Top {
    /// The work of the clusters behind `access`.
    #[must_use]
    pub(crate) fn new(access: Arc<dyn InfoAccess>) -> Self {
        Self(access)
    }
}

/// What one round found.
pub(crate) struct Busy {
    namespaces: Vec<TopNamespace>,
    sets: Vec<TopSet>,
    problems: Vec<Problem>,
}

/// What one round leaves for the next.
#[derive(Default)]
pub(crate) struct Memory {
    rows: Rows,
    growth: Growth,
    rounds: u64,
}

impl Subject for Top {
    const TASK: &'static str = "top feed";
    const PACE: Duration = Duration::from_secs(1);
    type Seen = (u64, Busy);
    type Memory = Memory;
    type Error = Error;

    async fn look(&self, connection: &str, memory: &mut Memory) -> Result<Arc<(u64, Busy)>> {
        let reports = ask_all(&*self.0, connection, Questions::Work).await?;
        let cluster = assemble(connection, &reports, 0)?;
        let row = memory.rows.row(&reports);
        let growth = memory.growth.of(&reports);
        let problems = reports.iter().filter_map(|report| {
            let error = ApiError::from(report.facts.as_ref().err()?.clone());
            Some(Problem::of_node(report.node.id.as_str(), &error))
        });
        let namespaces = cluster.namespaces.and_then(Result::ok).unwrap_or_default();
        let busy = Busy {
            namespaces: namespaces
                .iter()
                .map(|namespace| growth::namespace(namespace, &row))
                .collect(),
            sets: namespaces
                .iter()
                .flat_map(|namespace| growth::sets(namespace, &growth))
                .collect(),
            problems: problems.collect(),
        };
        memory.rounds += 1;
        Ok(Arc::new((memory.rounds, busy)))
    }

    /// Every round is news: what has not changed has a rate of 0.
    fn is_profile_missing(error: &Error) -> bool {
        error.is_profile_missing()
    }

    fn noticed((round, _): &(u64, Busy), out: &mut dyn fmt::Write) -> fmt::Result {
        write!(out, "{round}")
    }
}

/// An item of the feed, for a reader that wants this order.
pub(crate) fn item(observed: Observed<(u64, Busy)>, order: Order) -> TopChanged {
    let busy = observed.seen.as_deref().map(|(_, busy)| busy);
    TopChanged {
        at: observed.at,
        kind: observed.kind,
        lagged: observed.lagged,
        problem: observed.problem,
        version: observed.version,
        namespaces: busy.map_or_else(Vec::new, |busy| order.namespaces(&busy.namespaces)),
        namespaces_total: int32(busy.map_or(0, |busy| busy.namespaces.len())),
        sets: busy.map_or_else(Vec::new, |busy| order.sets(&busy.sets)),
        sets_total: int32(busy.map_or(0, |busy| busy.sets.len())),
        problems: busy.map_or_else(Vec::new, |busy| busy.problems.clone()),
    }
}

//! Counts of a node's records by time to live and size.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::Cluster;
use crate::info::census::Census;
use crate::proto::message::PARTITIONS;
use crate::store::namespace::Namespace;

/// How long after its start a node counts for the first time.
const FIRST: Duration = Duration::from_secs(1);

/// The last counts of a node since it started, one for each namespace.
#[derive(Debug)]
pub(crate) struct Censuses(Vec<Mutex<Last>>);

#[derive(Debug, Default)]
struct Last {
    /// When it was last time to count, whether or not there was anything.
    at: Option<Duration>,
    census: Option<Arc<Census>>,
}

impl Censuses {
    pub(crate) fn new(namespaces: usize) -> Self {
        Self((0..namespaces).map(|_| Mutex::default()).collect())
    }

    /// The last count of a namespace; `None` before the first.
    pub(crate) fn last(&self, namespace: usize) -> Option<Arc<Census>> {
        self.entry(namespace).census.clone()
    }

    fn entry(&self, namespace: usize) -> MutexGuard<'_, Last> {
        self.0[namespace]
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Cluster {
    /// Counts the records of a node in the namespaces where it is time to. A node counts soon after
    /// its start, then once in each period; without records it leaves the last count as it is.
    pub(super) fn count(&self, node: usize, now: Duration) {
        let state = self.node(node);
        for (index, namespace) in self.namespaces().iter().enumerate() {
            let Some(settings) = state.config.namespace(namespace.name()) else {
                continue;
            };
            let period = settings.nsup_hist_period;
            let mut last = state.censuses.entry(index);
            let is_due = match last.at {
                Some(at) => now.saturating_sub(at) >= period,
                None => state.started.elapsed() >= FIRST,
            };
            if period.is_zero() || !is_due {
                continue;
            }
            last.at = Some(now);
            if namespace.usage()[node].objects() > 0 {
                let max_size = u32::try_from(settings.max_record_size).unwrap_or(u32::MAX);
                let census = census(namespace, node, self.clock.void_time(), max_size);
                last.census = Some(Arc::new(census));
            }
        }
    }
}

fn census(namespace: &Namespace, node: usize, now: u32, max_size: u32) -> Census {
    let latest = (0..PARTITIONS).filter_map(|id| {
        let partition = namespace.partition(id);
        partition.records(node).map(|record| record.void_time).max()
    });
    let latest = latest.max().unwrap_or(0);
    let mut census = Census::new(latest.saturating_sub(now), max_size);
    for id in 0..PARTITIONS {
        for record in namespace.partition(id).records(node) {
            let set = record.set.as_ref().map(|set| set.name());
            let size = u32::try_from(record.size()).unwrap_or(u32::MAX);
            census.add(set, record.void_time.saturating_sub(now), size);
        }
    }
    census
}

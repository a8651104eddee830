//! Expiration cycles: removing records whose time is over, and counting the others now and then.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::Cluster;
use super::partition_map::MAX_NODES;

/// How often it is looked whether a cycle is due.
const TICK: Duration = Duration::from_millis(200);

impl Cluster {
    /// Runs the expiration cycles of all nodes, until cancelled.
    pub(crate) async fn run_expiration(&self, stop: CancellationToken) {
        let start = self.clock.unix_time();
        let mut last = vec![vec![start; self.namespaces().len()]; MAX_NODES];
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(TICK) => {}
            }
            let now = self.clock.unix_time();
            let membership = self.membership();
            for (node, last) in last.iter_mut().enumerate() {
                if membership.is_up(node) {
                    self.expire(node, last, now);
                    self.count(node, now);
                }
            }
        }
    }

    /// Runs the cycles of a node that are due; `last` is when each namespace had its last one.
    fn expire(&self, node: usize, last: &mut [Duration], now: Duration) {
        let state = self.node(node);
        for (namespace, last) in self.namespaces().iter().zip(last) {
            let period = state
                .config
                .namespace(namespace.name())
                .map_or(Duration::ZERO, |settings| settings.nsup_period);
            if period.is_zero() || now.saturating_sub(*last) < period {
                continue;
            }
            *last = now;
            let removed = namespace.reap(node, self.clock.void_time());
            if removed > 0 {
                tracing::debug!(
                    node = state.id(),
                    namespace = namespace.name(),
                    removed,
                    "expired"
                );
            }
        }
    }
}

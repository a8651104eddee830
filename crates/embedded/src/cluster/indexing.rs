//! Building secondary indexes.

use std::sync::PoisonError;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::Cluster;
use crate::options::IndexPace;
use crate::proto::message::PARTITIONS;

/// How often a paced build does its share.
const TICK: Duration = Duration::from_millis(50);

impl Cluster {
    /// For how many partitions indexes are still to be built, over all namespaces.
    pub(crate) fn index_builds_remaining(&self) -> usize {
        self.build_indexes(0)
    }

    /// Builds indexes for up to `count` partitions of each namespace; for how many they are still to
    /// be built.
    pub(crate) fn build_indexes(&self, count: usize) -> usize {
        let namespaces = self.namespaces().iter();
        namespaces
            .map(|namespace| namespace.build_indexes(count))
            .sum()
    }

    /// Changes how fast indexes are built, those that are being built included.
    pub(crate) fn set_index_pace(&self, pace: IndexPace) {
        *self
            .index_pace
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = pace;
        self.follow_index_pace();
    }

    /// Does for a new index, or at a new pace, what is to be done now.
    pub(crate) fn follow_index_pace(&self) {
        match self.index_pace() {
            IndexPace::AtOnce => while self.build_indexes(usize::from(PARTITIONS)) > 0 {},
            IndexPace::PartitionsPerSecond(_) => self.indexing_due.notify_one(),
            IndexPace::ByHand => {}
        }
    }

    fn index_pace(&self) -> IndexPace {
        *self
            .index_pace
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Builds indexes in the background when the pace says so, until cancelled.
    pub(crate) async fn run_indexing(&self, stop: CancellationToken) {
        let ticks_per_second = Duration::from_secs(1).div_duration_f64(TICK);
        let mut credit = 0.0;
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                () = self.indexing_due.notified() => {}
            }
            while self.index_builds_remaining() > 0 {
                let IndexPace::PartitionsPerSecond(rate) = self.index_pace() else {
                    break;
                };
                tokio::select! {
                    () = stop.cancelled() => return,
                    () = tokio::time::sleep(TICK) => {}
                }
                credit += f64::from(rate.get()) / ticks_per_second;
                let whole = credit as usize;
                credit -= whole as f64;
                self.build_indexes(whole);
            }
        }
    }
}

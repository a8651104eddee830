//! Rebalancing after a node came or went, and moving the partitions that have to move.

use std::sync::PoisonError;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::{Cluster, partition_map};
use crate::options::MigrationPace;
use crate::proto::message::PARTITIONS;
use crate::store::partition::Transfer;

/// How often a paced migration moves its share.
const TICK: Duration = Duration::from_millis(50);

impl Cluster {
    /// Gives every partition its first replicas.
    pub(super) fn form(&self) {
        let up = self.membership().up().to_vec();
        self.retarget(&up);
    }

    /// Notes that a node came up or went down, and rebalances.
    pub(crate) fn set_up(&self, node: usize, is_up: bool) {
        let up = {
            let mut membership = self
                .membership
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            membership.set(node, is_up);
            membership.up().to_vec()
        };
        self.rebalance(&up);
    }

    /// Rebalances without a change of membership.
    pub(crate) fn recluster(&self) {
        let up = {
            let mut membership = self
                .membership
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            membership.touch();
            membership.up().to_vec()
        };
        self.rebalance(&up);
    }

    /// Whether no partition has still to move.
    pub(crate) fn migrations_done(&self) -> bool {
        self.moving
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .is_empty()
    }

    fn rebalance(&self, up: &[bool]) {
        self.retarget(up);
        self.note_plan();
        self.bump_partition_generation();
        match self.options.migration_pace {
            MigrationPace::AtOnce => while self.migrate(usize::from(PARTITIONS)) {},
            MigrationPace::PartitionsPerSecond(_) => self.migration_due.notify_one(),
        }
    }

    /// Gives every partition the replicas it should have, and queues those that have to move.
    fn retarget(&self, up: &[bool]) {
        let mut moving = self.moving.lock().unwrap_or_else(PoisonError::into_inner);
        moving.clear();
        let mut fresh = vec![0_u64; self.namespaces().len()];
        for id in 0..PARTITIONS {
            let succession = partition_map::succession(id, up);
            for (index, namespace) in self.namespaces().iter().enumerate() {
                let copies = namespace.spec().replication_factor as usize;
                let mut partition = namespace.partition(id);
                let replicas = succession.truncated(copies);
                fresh[index] += u64::from(partition.retarget(replicas, up, namespace.usage()));
                if !partition.is_settled() {
                    moving.push_back((index, id));
                }
            }
        }
        for node in 0..self.node_count() {
            let state = self.node(node);
            for (index, &count) in fresh.iter().enumerate() {
                state
                    .metrics
                    .namespace(index)
                    .fresh_partitions
                    .store(count, Ordering::Relaxed);
            }
        }
    }

    /// Notes how many copies each node has to send and to receive.
    fn note_plan(&self) {
        for (index, namespace) in self.namespaces().iter().enumerate() {
            for node in 0..self.node_count() {
                let survey = namespace.survey(node);
                let state = self.node(node);
                let metrics = state.metrics.namespace(index);
                metrics
                    .sends_planned
                    .store(survey.to_send, Ordering::Relaxed);
                metrics
                    .receives_planned
                    .store(survey.to_receive, Ordering::Relaxed);
            }
        }
    }

    /// Moves up to `count` partitions; whether there are more.
    fn migrate(&self, count: usize) -> bool {
        let mut moved = false;
        for _ in 0..count {
            let next = self
                .moving
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .pop_front();
            let Some((index, id)) = next else {
                break;
            };
            let namespace = &self.namespaces()[index];
            let transfers = namespace.partition(id).settle(namespace.usage());
            for transfer in transfers {
                self.count_transfer(index, transfer);
            }
            moved = true;
        }
        if moved {
            self.bump_partition_generation();
        }
        !self.migrations_done()
    }

    fn count_transfer(&self, namespace: usize, transfer: Transfer) {
        let (from, to) = (self.node(transfer.from), self.node(transfer.to));
        from.metrics
            .namespace(namespace)
            .records_sent
            .add(transfer.records);
        to.metrics
            .namespace(namespace)
            .records_received
            .add(transfer.records);
    }

    /// Moves partitions in the background at the pace of the options, until cancelled.
    pub(crate) async fn run_migrations(&self, stop: CancellationToken) {
        let MigrationPace::PartitionsPerSecond(rate) = self.options.migration_pace else {
            return;
        };
        let ticks_per_second = Duration::from_secs(1).div_duration_f64(TICK);
        let share = f64::from(rate.get()) * self.namespaces().len() as f64 / ticks_per_second;
        let mut credit = 0.0;
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                () = self.migration_due.notified() => {}
            }
            while !self.migrations_done() {
                tokio::select! {
                    () = stop.cancelled() => return,
                    () = tokio::time::sleep(TICK) => {}
                }
                credit += share;
                let whole = credit as usize;
                credit -= whole as f64;
                self.migrate(whole);
            }
        }
    }
}

//! Rebalancing after a node came or went, and moving the partitions that have to move.

use std::collections::VecDeque;
use std::sync::atomic::Ordering;
use std::sync::{MutexGuard, PoisonError};
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::{Cluster, Membership, partition_map};
use crate::options::MigrationPace;
use crate::proto::message::PARTITIONS;
use crate::store::partition::Transfer;

/// How often a paced migration moves its share.
const TICK: Duration = Duration::from_millis(50);

impl Cluster {
    /// Gives every partition its first replicas.
    pub(super) fn form(&self) {
        let mut moving = self.moving();
        let membership = self.membership();
        self.retarget(&mut moving, &membership);
    }

    /// Notes that a node came up or went down, and rebalances.
    pub(crate) fn set_up(&self, node: usize, is_up: bool) {
        self.rebalance(|membership| membership.set(node, is_up));
    }

    /// Notes that a node is to hand over all it holds, or stays after all, and rebalances.
    pub(crate) fn set_leaving(&self, node: usize, is_leaving: bool) {
        self.rebalance(|membership| membership.set_leaving(node, is_leaving));
    }

    /// Rebalances without a change of membership.
    pub(crate) fn recluster(&self) {
        self.rebalance(Membership::touch);
    }

    /// How many partitions have still to move, over all namespaces.
    pub(crate) fn migrations_remaining(&self) -> usize {
        self.moving().len()
    }

    /// Changes how fast partitions move, those that wait included.
    pub(crate) fn set_pace(&self, pace: MigrationPace) {
        *self.pace.lock().unwrap_or_else(PoisonError::into_inner) = pace;
        self.follow_pace();
    }

    /// Returns when no partition has still to move.
    pub(crate) async fn migrated(&self) {
        loop {
            let moved = self.migrations_moved.notified();
            if self.migrations_remaining() == 0 {
                return;
            }
            moved.await;
        }
    }

    fn pace(&self) -> MigrationPace {
        *self.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn moving(&self) -> MutexGuard<'_, VecDeque<(usize, u16)>> {
        self.moving.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the membership and plans what follows from it, as one step: the queue is locked
    /// throughout, so that two changes never mix.
    fn rebalance(&self, change: impl FnOnce(&mut Membership)) {
        let mut moving = self.moving();
        let membership = {
            let mut membership = self
                .membership
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            change(&mut membership);
            membership.clone()
        };
        self.retarget(&mut moving, &membership);
        drop(moving);
        self.note_plan();
        self.bump_partition_generation();
        self.follow_pace();
    }

    fn follow_pace(&self) {
        match self.pace() {
            MigrationPace::AtOnce => while self.migrate(usize::from(PARTITIONS)) > 0 {},
            MigrationPace::PartitionsPerSecond(_) => self.migration_due.notify_one(),
            MigrationPace::ByHand => {}
        }
        self.migrations_moved.notify_waiters();
    }

    /// Gives every partition the replicas it should have, and queues those that have to move.
    fn retarget(&self, moving: &mut VecDeque<(usize, u16)>, membership: &Membership) {
        let (up, hosts) = (membership.up(), membership.hosts());
        moving.clear();
        let mut fresh = vec![0_u64; self.namespaces().len()];
        for id in 0..PARTITIONS {
            let succession = partition_map::succession(id, &hosts);
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
        for state in self.states() {
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
            for state in self.states() {
                let survey = namespace.survey(state.index);
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

    /// Moves up to `count` partitions; how many have still to move.
    pub(crate) fn migrate(&self, count: usize) -> usize {
        let mut moved = false;
        for _ in 0..count {
            // Locked until the partition has moved, so that no rebalance comes between.
            let mut moving = self.moving();
            let Some((index, id)) = moving.pop_front() else {
                break;
            };
            let namespace = &self.namespaces()[index];
            let transfers = namespace.partition(id).settle(namespace.usage());
            drop(moving);
            for transfer in transfers {
                self.count_transfer(index, transfer);
            }
            moved = true;
        }
        if moved {
            self.bump_partition_generation();
            self.migrations_moved.notify_waiters();
        }
        self.migrations_remaining()
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

    /// Moves partitions in the background when the pace says so, until cancelled.
    pub(crate) async fn run_migrations(&self, stop: CancellationToken) {
        let ticks_per_second = Duration::from_secs(1).div_duration_f64(TICK);
        let mut credit = 0.0;
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                () = self.migration_due.notified() => {}
            }
            while self.migrations_remaining() > 0 {
                let MigrationPace::PartitionsPerSecond(rate) = self.pace() else {
                    break;
                };
                tokio::select! {
                    () = stop.cancelled() => return,
                    () = tokio::time::sleep(TICK) => {}
                }
                credit += f64::from(rate.get()) * self.namespaces().len() as f64 / ticks_per_second;
                let whole = credit as usize;
                credit -= whole as f64;
                self.migrate(whole);
            }
        }
    }
}

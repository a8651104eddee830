//! A namespace: 4096 partitions, its sets, and what it takes on each node.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::partition::{Partition, Role};
use super::sets::{SetTable, Usage};
use crate::cluster::partition_map::MAX_NODES;
use crate::index::Catalog;
use crate::info::view::ReplicaCounts;
use crate::options::NamespaceSpec;
use crate::proto::message::{Digest, PARTITIONS};

/// A namespace of the cluster.
#[derive(Debug)]
pub(crate) struct Namespace {
    spec: NamespaceSpec,
    partitions: Vec<Mutex<Partition>>,
    sets: SetTable,
    indexes: Catalog,
    usage: [Usage; MAX_NODES],
    truncate_time: AtomicU64,
    expired: [AtomicU64; MAX_NODES],
    last_cycle: [Mutex<ExpirationCycle>; MAX_NODES],
}

/// What an expiration cycle of a node did.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct ExpirationCycle {
    pub(crate) duration: Duration,
    /// Records that never expire.
    pub(crate) non_expirable: u64,
    /// Share of the records that were removed, in percent.
    pub(crate) removed_pct: f64,
}

/// Records and migrations of one node, counted over all partitions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Survey {
    pub(crate) objects: ReplicaCounts,
    /// Copies this node has to send.
    pub(crate) to_send: u64,
    /// Copies this node has to receive.
    pub(crate) to_receive: u64,
}

impl Namespace {
    pub(crate) fn new(spec: NamespaceSpec) -> Self {
        Self {
            spec,
            partitions: (0..PARTITIONS)
                .map(|_| Mutex::new(Partition::default()))
                .collect(),
            sets: SetTable::default(),
            indexes: Catalog::default(),
            usage: Default::default(),
            truncate_time: AtomicU64::new(0),
            expired: Default::default(),
            last_cycle: Default::default(),
        }
    }

    pub(crate) fn name(&self) -> &str {
        &self.spec.name
    }

    pub(crate) fn spec(&self) -> &NamespaceSpec {
        &self.spec
    }

    pub(crate) fn sets(&self) -> &SetTable {
        &self.sets
    }

    pub(crate) fn indexes(&self) -> &Catalog {
        &self.indexes
    }

    /// What the namespace takes, by node.
    pub(crate) fn usage(&self) -> &[Usage] {
        &self.usage
    }

    /// Locks a partition. Never hold the guard across an await point.
    pub(crate) fn partition(&self, id: u16) -> MutexGuard<'_, Partition> {
        let slot = &self.partitions[usize::from(id % PARTITIONS)];
        slot.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Locks the partition a record is in.
    pub(crate) fn partition_of(&self, digest: &Digest) -> MutexGuard<'_, Partition> {
        self.partition(digest.partition())
    }

    /// Whether the namespace is so full on a node that writes are refused; `limit_pct` of its
    /// capacity, 0 for no limit.
    pub(crate) fn is_full(&self, node: usize, limit_pct: u64) -> bool {
        let limit = self.spec.data_size / 100 * limit_pct;
        limit > 0 && self.usage[node].bytes() >= limit
    }

    /// Removes the records of a set (or of all) that were last updated before `before`, or at it
    /// when `inclusive`.
    pub(crate) fn truncate(&self, set: Option<&str>, before: u64, inclusive: bool) {
        let set = match set {
            Some(name) => match self.sets.get(name) {
                Some(set) => Some(set),
                None => return,
            },
            None => None,
        };
        match &set {
            Some(set) => set.set_truncate_time(before.max(set.truncate_time())),
            None => {
                self.truncate_time.fetch_max(before, Ordering::Relaxed);
            }
        }
        let limit = if inclusive {
            before.saturating_add(1)
        } else {
            before
        };
        for id in 0..PARTITIONS {
            self.partition(id).remove_where(&self.usage, |record| {
                record.last_update < limit
                    && set.as_ref().is_none_or(|set| {
                        record
                            .set
                            .as_ref()
                            .is_some_and(|of| of.name() == set.name())
                    })
            });
        }
    }

    /// Forgets the truncate time of a set or of the namespace.
    pub(crate) fn undo_truncate(&self, set: Option<&str>) {
        match set {
            None => self.truncate_time.store(0, Ordering::Relaxed),
            Some(name) => {
                if let Some(set) = self.sets.get(name) {
                    set.set_truncate_time(0);
                }
            }
        }
    }

    pub(crate) fn truncate_time(&self) -> u64 {
        self.truncate_time.load(Ordering::Relaxed)
    }

    /// Removes the expired records of the partitions a node serves; how many.
    pub(crate) fn reap(&self, node: usize, now: u32) -> u64 {
        let started = Instant::now();
        let (mut seen, mut removed, mut non_expirable) = (0, 0, 0);
        for id in 0..PARTITIONS {
            let mut partition = self.partition(id);
            if partition.working_master() != Some(node) {
                continue;
            }
            seen += partition.len(node);
            non_expirable += partition.count(node, |record| record.void_time == 0);
            removed += partition.remove_where(&self.usage, |record| record.is_expired(now));
        }
        self.expired[node].fetch_add(removed, Ordering::Relaxed);
        *self.last_cycle[node]
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = ExpirationCycle {
            duration: started.elapsed(),
            non_expirable,
            removed_pct: if seen == 0 {
                0.0
            } else {
                removed as f64 * 100.0 / seen as f64
            },
        };
        removed
    }

    /// What the last expiration cycle of a node did.
    pub(crate) fn last_cycle(&self, node: usize) -> ExpirationCycle {
        *self.last_cycle[node]
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Expired records removed by a node since it started.
    pub(crate) fn expired(&self, node: usize) -> u64 {
        self.expired[node].load(Ordering::Relaxed)
    }

    /// Forgets what the expiration cycles of a node did, for it starts anew.
    pub(crate) fn reset_expired(&self, node: usize) {
        self.expired[node].store(0, Ordering::Relaxed);
        *self.last_cycle[node]
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = ExpirationCycle::default();
    }

    /// Counts a node's records by role, and the copies it has to send and to receive.
    pub(crate) fn survey(&self, node: usize) -> Survey {
        let mut survey = Survey::default();
        for id in 0..PARTITIONS {
            let partition = self.partition(id);
            let records = partition.len(node);
            match partition.role(node) {
                Role::Master => {
                    survey.objects.master += records;
                    let waiting = partition.replicas();
                    survey.to_send += waiting
                        .iter()
                        .filter(|&to| partition.role(to) == Role::Joining)
                        .count() as u64;
                }
                Role::Replica => survey.objects.prole += records,
                Role::Leaving => survey.objects.non_replica += records,
                Role::Joining => survey.to_receive += 1,
                Role::None => {}
            }
        }
        survey
    }
}

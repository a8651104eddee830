//! The indexes of a namespace, and how far each is built.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, AtomicU16, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use super::Entries;
use super::definition::Definition;
use crate::info::index::{IndexDescription, IndexRefusal, IndexStatistics};
use crate::proto::message::PARTITIONS;
use crate::store::namespace::Namespace;

/// Most indexes of a namespace.
const MAX_INDEXES: usize = 256;
/// Memory is taken in pieces of this many bytes, and this much for each entry of an index of values
/// and of a set.
const STAGE_BYTES: u64 = 16 * 1024 * 1024;
const ENTRY_BYTES: u64 = 32;
const SET_ENTRY_BYTES: u64 = 16;

/// An index of a namespace.
#[derive(Debug)]
pub(crate) struct Index {
    definition: Definition,
    started: Instant,
    /// Partitions that have entries: the first so many. Changed under `building` only.
    built: AtomicU16,
    building: Mutex<()>,
    load_millis: AtomicU64,
    is_dropped: AtomicBool,
}

impl Index {
    fn new(definition: Definition) -> Self {
        Self {
            // The set's own records tell it what it has to know.
            built: AtomicU16::new(if definition.description().values.is_some() {
                0
            } else {
                PARTITIONS
            }),
            definition,
            started: Instant::now(),
            building: Mutex::default(),
            load_millis: AtomicU64::new(0),
            is_dropped: AtomicBool::new(false),
        }
    }

    pub(crate) const fn definition(&self) -> &Definition {
        &self.definition
    }

    /// Whether queries may use it.
    pub(crate) fn is_readable(&self) -> bool {
        self.left_to_build() == 0
    }

    pub(crate) fn is_dropped(&self) -> bool {
        self.is_dropped.load(Ordering::Acquire)
    }

    fn left_to_build(&self) -> u16 {
        PARTITIONS - self.built.load(Ordering::Acquire)
    }

    /// Builds it for the next partition; whether there was one.
    fn build_next(self: &Arc<Self>, namespace: &Namespace) -> bool {
        let _building = self.building.lock().unwrap_or_else(PoisonError::into_inner);
        let next = self.built.load(Ordering::Acquire);
        if next >= PARTITIONS {
            return false;
        }
        namespace.partition(next).index(self);
        let millis = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.load_millis.store(millis, Ordering::Relaxed);
        self.built.store(next + 1, Ordering::Release);
        true
    }

    fn load_time(&self) -> Duration {
        if self.is_readable() {
            Duration::from_millis(self.load_millis.load(Ordering::Relaxed))
        } else {
            self.started.elapsed()
        }
    }
}

/// Memory that the indexes of a namespace take on a node.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct IndexBytes {
    pub(crate) of_values: u64,
    pub(crate) of_sets: u64,
}

/// All indexes of a namespace, in order of creation.
#[derive(Debug, Default)]
pub(crate) struct Catalog {
    indexes: RwLock<Vec<Arc<Index>>>,
}

impl Catalog {
    pub(crate) fn all(&self) -> Vec<Arc<Index>> {
        self.indexes
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(crate) fn find(&self, name: &str) -> Option<Arc<Index>> {
        let mut all = self.all().into_iter();
        all.find(|index| index.definition.description().name == name)
    }

    /// How many indexes are over the values of this set's records alone.
    pub(crate) fn count_of(&self, set: &str) -> u64 {
        let all = self.all().into_iter();
        all.filter(|index| {
            let description = index.definition.description();
            description.values.is_some() && description.set.as_deref() == Some(set)
        })
        .count() as u64
    }

    /// Makes an index, which is still to be built. One that is there already is left as it is.
    ///
    /// # Errors
    ///
    /// Why it is not made.
    pub(crate) fn create(&self, description: IndexDescription) -> Result<(), IndexRefusal> {
        let definition = Definition::read(description)?;
        let new = definition.description();
        let mut indexes = self.indexes.write().unwrap_or_else(PoisonError::into_inner);
        let mut known = indexes.iter().map(|index| index.definition.description());
        if known.clone().any(|known| known == new) {
            return Ok(());
        }
        let is_same = |known: &IndexDescription| {
            known.name == new.name || (known.set == new.set && known.values == new.values)
        };
        if known.any(is_same) {
            return Err(IndexRefusal::Exists);
        }
        if indexes.len() >= MAX_INDEXES {
            return Err(IndexRefusal::TooMany);
        }
        indexes.push(Arc::new(Index::new(definition)));
        Ok(())
    }

    /// Takes an index away. Queries by it end.
    fn remove(&self, name: &str) -> Option<Arc<Index>> {
        let mut indexes = self.indexes.write().unwrap_or_else(PoisonError::into_inner);
        let place = indexes
            .iter()
            .position(|index| index.definition.description().name == name)?;
        let index = indexes.remove(place);
        index.is_dropped.store(true, Ordering::Release);
        Some(index)
    }
}

impl Namespace {
    /// Drops an index, if there is one with this name.
    pub(crate) fn drop_index(&self, name: &str) {
        let Some(index) = self.indexes().remove(name) else {
            return;
        };
        for id in 0..PARTITIONS {
            self.partition(id).forget_index(&index);
        }
    }

    /// Builds indexes for up to `count` partitions; for how many they are still to be built.
    pub(crate) fn build_indexes(&self, count: usize) -> usize {
        let all = self.indexes().all();
        let mut left = count;
        for index in &all {
            while left > 0 && index.build_next(self) {
                left -= 1;
            }
        }
        all.iter()
            .map(|index| usize::from(index.left_to_build()))
            .sum()
    }

    /// What an index holds on a node.
    pub(crate) fn index_statistics(&self, index: &Arc<Index>, node: usize) -> IndexStatistics {
        let built = u64::from(PARTITIONS - index.left_to_build());
        let mut statistics = IndexStatistics {
            loaded_pct: built * 100 / u64::from(PARTITIONS),
            load_time: index.load_time(),
            ..IndexStatistics::default()
        };
        let description = index.definition.description();
        if description.values.is_none() {
            statistics.entries = self.records_of(description, node);
            statistics.used_bytes = statistics.entries * SET_ENTRY_BYTES;
            return statistics;
        }
        let (mut values, mut records) = (HashSet::new(), 0);
        self.each_entries(index, node, |entries| {
            statistics.entries += entries.len();
            values.extend(entries.iter().map(|(value, _)| value));
            let digests: HashSet<_> = entries.iter().map(|(_, digest)| digest).collect();
            records += digests.len() as u64;
        });
        statistics.used_bytes = staged(statistics.entries);
        statistics.entries_per_value = average(statistics.entries, values.len() as u64);
        statistics.entries_per_record = average(statistics.entries, records);
        statistics
    }

    /// Memory that the indexes take on a node.
    pub(crate) fn index_bytes(&self, node: usize) -> IndexBytes {
        let mut bytes = IndexBytes::default();
        for index in self.indexes().all() {
            let description = index.definition.description();
            if description.values.is_some() {
                let mut entries = 0;
                self.each_entries(&index, node, |of_partition| entries += of_partition.len());
                bytes.of_values += staged(entries);
            } else {
                bytes.of_sets += self.records_of(description, node) * SET_ENTRY_BYTES;
            }
        }
        bytes
    }

    /// Records of the set of an index on a node.
    fn records_of(&self, index: &IndexDescription, node: usize) -> u64 {
        let set = index.set.as_ref().and_then(|set| self.sets().get(set));
        set.map_or(0, |set| set.usage(node).objects())
    }

    fn each_entries(&self, index: &Arc<Index>, node: usize, mut look: impl FnMut(&Entries)) {
        for id in 0..PARTITIONS {
            if let Some(entries) = self.partition(id).entries(node, index) {
                look(entries);
            }
        }
    }
}

/// Memory that so many entries of an index of values take.
fn staged(entries: u64) -> u64 {
    (entries * ENTRY_BYTES).div_ceil(STAGE_BYTES).max(1) * STAGE_BYTES
}

/// Rounded; 0 of none.
fn average(sum: u64, count: u64) -> u64 {
    if count == 0 {
        return 0;
    }
    (sum + count / 2) / count
}

//! The sets of a namespace and what each takes on each node.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use crate::cluster::partition_map::MAX_NODES;

/// Longest set name, in bytes.
pub(crate) const MAX_SET_NAME: usize = 63;
/// Most sets a namespace may have.
pub(crate) const MAX_SETS: usize = 4095;

/// A set name from the wire; `None` when it is too long or not UTF-8.
pub(crate) fn name(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes)
        .ok()
        .filter(|name| name.len() <= MAX_SET_NAME)
}

/// Records and bytes on one node. Only ever changed under the lock of the partition the record is
/// in.
#[derive(Debug, Default)]
pub(crate) struct Usage {
    objects: AtomicU64,
    bytes: AtomicU64,
}

impl Usage {
    pub(crate) fn add(&self, bytes: usize) {
        self.objects.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    pub(crate) fn subtract(&self, bytes: usize) {
        self.objects.fetch_sub(1, Ordering::Relaxed);
        self.bytes.fetch_sub(bytes as u64, Ordering::Relaxed);
    }

    pub(crate) fn objects(&self) -> u64 {
        self.objects.load(Ordering::Relaxed)
    }

    pub(crate) fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }
}

/// A set. Known from its first record on, and kept when it is empty again.
#[derive(Debug)]
pub(crate) struct SetEntry {
    name: String,
    usage: [Usage; MAX_NODES],
    truncate_time: AtomicU64,
}

impl SetEntry {
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// What the set takes on a node.
    pub(crate) fn usage(&self, node: usize) -> &Usage {
        &self.usage[node]
    }

    /// Records last updated before this were removed; milliseconds since the Aerospike epoch, 0
    /// when never truncated.
    pub(crate) fn truncate_time(&self) -> u64 {
        self.truncate_time.load(Ordering::Relaxed)
    }

    pub(crate) fn set_truncate_time(&self, time: u64) {
        self.truncate_time.store(time, Ordering::Relaxed);
    }
}

/// All sets of a namespace, in order of creation.
#[derive(Debug, Default)]
pub(crate) struct SetTable {
    inner: RwLock<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    by_name: HashMap<String, Arc<SetEntry>>,
    in_order: Vec<Arc<SetEntry>>,
}

impl SetTable {
    pub(crate) fn get(&self, name: &str) -> Option<Arc<SetEntry>> {
        self.inner
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .by_name
            .get(name)
            .cloned()
    }

    /// The set with this name, made when there is none. `None` when the namespace has as many sets
    /// as it may have.
    pub(crate) fn get_or_create(&self, name: &str) -> Option<Arc<SetEntry>> {
        if let Some(set) = self.get(name) {
            return Some(set);
        }
        let mut inner = self.inner.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(set) = inner.by_name.get(name) {
            return Some(Arc::clone(set));
        }
        if inner.in_order.len() >= MAX_SETS {
            return None;
        }
        let name = name.to_owned();
        let set = Arc::new(SetEntry {
            name: name.clone(),
            usage: Default::default(),
            truncate_time: AtomicU64::new(0),
        });
        inner.by_name.insert(name, Arc::clone(&set));
        inner.in_order.push(Arc::clone(&set));
        Some(set)
    }

    pub(crate) fn all(&self) -> Vec<Arc<SetEntry>> {
        self.inner
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .in_order
            .clone()
    }
}

//! One partition of a namespace, with its copies on all nodes of the cluster.
//!
//! **Invariant**: all copies change together, under the one lock around the partition, so a reader
//! of any copy sees a write either everywhere or nowhere. A node that is to become a replica has no
//! copy until the whole partition is handed to it in one step.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

use super::record::Record;
use super::sets::Usage;
use crate::cluster::partition_map::{MAX_NODES, NodeList};
use crate::index::{Entries, Entry, Index, Search};
use crate::proto::message::Digest;

/// The records of a partition, in order of digest.
type Records = BTreeMap<Digest, Arc<Record>>;

/// A partition and its copies. At first no node holds it; `retarget` gives it replicas.
#[derive(Debug, Default)]
pub(crate) struct Partition {
    /// The nodes that should hold a copy, master first.
    replicas: NodeList,
    /// The copies there are, by node.
    copies: [Option<Records>; MAX_NODES],
    /// The entries of the indexes whose build came here; they are those of every copy.
    entries: Vec<Entries>,
}

/// What one node has to do with a partition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// It serves the partition.
    Master,
    /// It holds a copy that another node serves.
    Replica,
    /// It holds a copy until a new replica has it.
    Leaving,
    /// It will hold a copy, and has none yet.
    Joining,
    /// None of these.
    None,
}

/// A copy handed over during migration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Transfer {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) records: u64,
}

impl Partition {
    /// The node that serves the partition: the first replica with a copy, else a node that is about
    /// to lose its copy. `None` when no node is up.
    pub(crate) fn working_master(&self) -> Option<usize> {
        self.replicas
            .iter()
            .find(|&node| self.copies[node].is_some())
            .or_else(|| self.copies.iter().position(Option::is_some))
    }

    pub(crate) fn replicas(&self) -> NodeList {
        self.replicas
    }

    pub(crate) fn role(&self, node: usize) -> Role {
        let is_replica = self.replicas.contains(node);
        match (self.copies[node].is_some(), is_replica) {
            (true, _) if self.working_master() == Some(node) => Role::Master,
            (true, true) => Role::Replica,
            (true, false) => Role::Leaving,
            (false, true) => Role::Joining,
            (false, false) => Role::None,
        }
    }

    /// The place clients see a node at: 0 serves the partition, the others hold copies. `None`
    /// without a copy.
    pub(crate) fn serving_place(&self, node: usize) -> Option<usize> {
        let master = self.working_master()?;
        if node == master {
            return Some(0);
        }
        let others = self.replicas.iter().filter(|&other| other != master);
        let mut holders = others.filter(|&other| self.copies[other].is_some());
        holders
            .position(|other| other == node)
            .map(|place| place + 1)
    }

    /// Number of records in a node's copy.
    pub(crate) fn len(&self, node: usize) -> u64 {
        self.copies[node]
            .as_ref()
            .map_or(0, |records| records.len() as u64)
    }

    /// Number of records in a node's copy for which `wanted` holds.
    pub(crate) fn count(&self, node: usize, wanted: impl Fn(&Record) -> bool) -> u64 {
        self.records(node).filter(|record| wanted(record)).count() as u64
    }

    /// The records in a node's copy.
    pub(crate) fn records(&self, node: usize) -> impl Iterator<Item = &Record> {
        let records = self.copies[node].iter().flat_map(BTreeMap::values);
        records.map(|record| &**record)
    }

    /// The record the serving node has under this digest, expired or not.
    pub(crate) fn get(&self, digest: &Digest) -> Option<&Arc<Record>> {
        self.copies[self.working_master()?].as_ref()?.get(digest)
    }

    /// Up to `limit` records of a node's copy that come after `after`, in order of digest.
    pub(crate) fn page(
        &self,
        node: usize,
        after: Option<Digest>,
        limit: usize,
    ) -> Vec<(Digest, Arc<Record>)> {
        let Some(records) = self.copies[node].as_ref() else {
            return Vec::new();
        };
        let start = after.map_or(Bound::Unbounded, Bound::Excluded);
        records
            .range((start, Bound::Unbounded))
            .take(limit)
            .map(|(digest, record)| (*digest, Arc::clone(record)))
            .collect()
    }

    /// Puts a record into every copy. `usage` is the namespace's, by node.
    pub(crate) fn insert(&mut self, digest: Digest, record: &Arc<Record>, usage: &[Usage]) {
        let mut replaced = None;
        for (node, records) in held(&mut self.copies) {
            account(node, record, usage, Usage::add);
            if let Some(old) = records.insert(digest, Arc::clone(record)) {
                account(node, &old, usage, Usage::subtract);
                replaced = Some(old);
            }
        }
        for entries in &mut self.entries {
            if let Some(old) = &replaced {
                entries.remove(digest, old);
            }
            entries.add(digest, record);
        }
    }

    /// Removes a record from every copy.
    pub(crate) fn remove(&mut self, digest: &Digest, usage: &[Usage]) {
        let mut removed = None;
        for (node, records) in held(&mut self.copies) {
            if let Some(old) = records.remove(digest) {
                account(node, &old, usage, Usage::subtract);
                removed = Some(old);
            }
        }
        if let Some(old) = removed {
            for entries in &mut self.entries {
                entries.remove(*digest, &old);
            }
        }
    }

    /// Removes the records for which `doomed` holds from every copy; how many the serving node
    /// lost.
    pub(crate) fn remove_where(
        &mut self,
        usage: &[Usage],
        mut doomed: impl FnMut(&Record) -> bool,
    ) -> u64 {
        let Some(master) = self.working_master() else {
            return 0;
        };
        let mut removed = 0;
        let Self {
            copies, entries, ..
        } = self;
        for (node, records) in held(copies) {
            records.retain(|digest, record| {
                let keep = !doomed(record);
                if !keep {
                    account(node, record, usage, Usage::subtract);
                }
                if !keep && node == master {
                    removed += 1;
                    for entries in entries.iter_mut() {
                        entries.remove(*digest, record);
                    }
                }
                keep
            });
        }
        removed
    }

    /// Gives the partition new replicas. Copies on nodes that are not up are lost; when none is
    /// left the partition starts again empty, as a server without strong consistency does. Whether
    /// it did.
    pub(crate) fn retarget(&mut self, replicas: NodeList, up: &[bool], usage: &[Usage]) -> bool {
        let is_up = |node: usize| up.get(node).copied().unwrap_or(false);
        for node in (0..MAX_NODES).filter(|&node| !is_up(node)) {
            self.drop_copy(node, usage);
        }
        self.replicas = replicas;
        let fresh = self.copies.iter().all(Option::is_none);
        if fresh {
            self.entries.iter_mut().for_each(Entries::clear);
            for node in replicas.iter() {
                self.copies[node] = Some(Records::new());
            }
        }
        fresh
    }

    /// Makes the entries of an index that has none here yet, unless it was dropped meanwhile.
    pub(crate) fn index(&mut self, index: &Arc<Index>) {
        if index.is_dropped() {
            return;
        }
        let copy = self.working_master().map(|node| &self.copies[node]);
        let records = copy.into_iter().flatten().flatten();
        self.entries.push(Entries::of(Arc::clone(index), records));
    }

    /// Drops the entries of an index.
    pub(crate) fn forget_index(&mut self, index: &Arc<Index>) {
        self.entries.retain(|entries| !entries.is_of(index));
    }

    /// The entries of an index, which hold for a node's copy; `None` when it has no copy, or when the
    /// index has no entries here.
    pub(crate) fn entries(&self, node: usize, index: &Arc<Index>) -> Option<&Entries> {
        self.copies[node].as_ref()?;
        self.entries.iter().find(|entries| entries.is_of(index))
    }

    /// Up to `limit` entries that a search goes through after one, in order, with the records of a
    /// node's copy; `None` when the index is gone.
    pub(crate) fn search(
        &self,
        node: usize,
        search: &Search,
        after: Option<Entry>,
        limit: usize,
    ) -> Option<Vec<(Entry, Arc<Record>)>> {
        let Some(records) = self.copies[node].as_ref() else {
            return Some(Vec::new());
        };
        let entries = self.entries(node, search.index())?;
        let found = entries.range(search.range(), after).take(limit);
        Some(
            found
                .filter_map(|entry| Some((entry, Arc::clone(records.get(&entry.1)?))))
                .collect(),
        )
    }

    /// Whether exactly the replicas hold copies.
    pub(crate) fn is_settled(&self) -> bool {
        self.copies
            .iter()
            .enumerate()
            .all(|(node, copy)| copy.is_some() == self.replicas.contains(node))
    }

    /// Hands a copy to every replica that has none, then drops the copies of nodes that are no
    /// replicas.
    pub(crate) fn settle(&mut self, usage: &[Usage]) -> Vec<Transfer> {
        let Some(from) = self.working_master() else {
            return Vec::new();
        };
        let mut transfers = Vec::new();
        for to in self.replicas.iter() {
            if self.copies[to].is_some() {
                continue;
            }
            let records = self.copies[from].clone().unwrap_or_default();
            records
                .values()
                .for_each(|record| account(to, record, usage, Usage::add));
            transfers.push(Transfer {
                from,
                to,
                records: records.len() as u64,
            });
            self.copies[to] = Some(records);
        }
        let replicas = self.replicas;
        for node in (0..self.copies.len()).filter(|&node| !replicas.contains(node)) {
            self.drop_copy(node, usage);
        }
        transfers
    }

    fn drop_copy(&mut self, node: usize, usage: &[Usage]) {
        if let Some(records) = self.copies[node].take() {
            records
                .values()
                .for_each(|record| account(node, record, usage, Usage::subtract));
        }
    }
}

fn held(copies: &mut [Option<Records>]) -> impl Iterator<Item = (usize, &mut Records)> {
    copies
        .iter_mut()
        .enumerate()
        .filter_map(|(node, copy)| Some((node, copy.as_mut()?)))
}

fn account(node: usize, record: &Record, usage: &[Usage], change: fn(&Usage, usize)) {
    let size = record.size();
    change(&usage[node], size);
    if let Some(set) = &record.set {
        change(set.usage(node), size);
    }
}

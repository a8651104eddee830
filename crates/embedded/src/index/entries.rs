//! The entries of an index in one partition.

use std::collections::BTreeSet;
use std::ops::{Bound, RangeInclusive};
use std::sync::Arc;

use super::Index;
use crate::proto::message::Digest;
use crate::store::record::Record;

/// What stands for a value, and a record that has it.
pub(crate) type Entry = (i64, Digest);

/// The lowest and the highest digest.
const LOWEST: Digest = Digest([0; 20]);
const HIGHEST: Digest = Digest([u8::MAX; 20]);

/// The entries of an index for the records of one partition.
#[derive(Debug)]
pub(crate) struct Entries {
    index: Arc<Index>,
    entries: BTreeSet<Entry>,
}

impl Entries {
    /// Entries of these records.
    pub(crate) fn of<'a>(
        index: Arc<Index>,
        records: impl Iterator<Item = (&'a Digest, &'a Arc<Record>)>,
    ) -> Self {
        let mut entries = Self {
            index,
            entries: BTreeSet::new(),
        };
        for (digest, record) in records {
            entries.add(*digest, record);
        }
        entries
    }

    pub(crate) fn is_of(&self, index: &Arc<Index>) -> bool {
        Arc::ptr_eq(&self.index, index)
    }

    pub(crate) fn add(&mut self, digest: Digest, record: &Record) {
        let keys = self.index.definition().keys(digest, record);
        let entries = keys.iter().map(|key| (key.number(), digest));
        self.entries.extend(entries);
    }

    pub(crate) fn remove(&mut self, digest: Digest, record: &Record) {
        for key in self.index.definition().keys(digest, record) {
            self.entries.remove(&(key.number(), digest));
        }
    }

    pub(crate) fn clear(&mut self) {
        self.entries.clear();
    }

    pub(crate) fn len(&self) -> u64 {
        self.entries.len() as u64
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Entry> {
        self.entries.iter().copied()
    }

    /// The entries in a range of values that come after one.
    pub(crate) fn range(
        &self,
        range: &RangeInclusive<i64>,
        after: Option<Entry>,
    ) -> impl Iterator<Item = Entry> {
        let first = Bound::Included((*range.start(), LOWEST));
        let last = (*range.end(), HIGHEST);
        // Whoever goes on after another value than was asked for gets no more than was asked for.
        let start = match after {
            Some(after) if after >= (*range.start(), LOWEST) => Bound::Excluded(after),
            _ => first,
        };
        let is_empty = after.is_some_and(|after| after >= last) || range.is_empty();
        let found = (!is_empty).then(|| self.entries.range((start, Bound::Included(last))));
        found.into_iter().flatten().copied()
    }
}

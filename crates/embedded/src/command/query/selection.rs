//! Which records a query is over.

use std::sync::Arc;

use crate::clock::Clock;
use crate::command::filter;
use crate::expression::{Filter, Subject, Verdict};
use crate::index::{Entry, Search};
use crate::proto::ResultCode;
use crate::proto::flags::field;
use crate::proto::message::Fields;
use crate::queries::Query;
use crate::store::namespace::Namespace;
use crate::store::partition::Role;
use crate::store::record::Record;

/// Records taken from a partition under one lock.
pub(super) const PAGE_RECORDS: usize = 256;

/// The records of a set or of the namespace, all of them or those that an index finds and a filter
/// lets through.
#[derive(Debug)]
pub(super) struct Selection {
    pub(super) set: Option<String>,
    pub(super) filter: Option<Filter>,
    search: Option<Search>,
}

impl Selection {
    /// Reads it out of the fields of a query.
    ///
    /// # Errors
    ///
    /// The result code the query is refused with.
    pub(super) fn read(fields: &Fields, namespace: &Namespace) -> Result<Self, ResultCode> {
        let filter = filter::read(fields)?;
        let set = match fields.get(field::SET).filter(|name| !name.is_empty()) {
            Some(name) => Some(
                std::str::from_utf8(name)
                    .map_err(|_| ResultCode::PARAMETER)?
                    .to_owned(),
            ),
            None => None,
        };
        let of_set = set.as_deref().unwrap_or_default();
        let search = Search::read(fields, of_set, namespace.indexes())?;
        Ok(Self {
            set,
            filter,
            search,
        })
    }

    /// Whether a secondary index finds the records.
    pub(super) const fn is_by_index(&self) -> bool {
        self.search.is_some()
    }

    /// Whether the index was dropped.
    pub(super) fn index_is_gone(&self) -> bool {
        let search = self.search.as_ref();
        search.is_some_and(|search| search.index().is_dropped())
    }

    /// A page of a partition's copy on a node, and which role the node has for it.
    pub(super) fn page(
        &self,
        namespace: &Namespace,
        node: usize,
        id: u16,
        after: Option<Entry>,
    ) -> (Role, Vec<(Entry, Arc<Record>)>) {
        let partition = namespace.partition(id);
        let page = match &self.search {
            // An index that is gone ends the query.
            Some(search) => partition
                .search(node, search, after, PAGE_RECORDS)
                .unwrap_or_default(),
            None => {
                let after = after.map(|(_, digest)| digest);
                let page = partition.page(node, after, PAGE_RECORDS).into_iter();
                page.map(|(digest, record)| ((0, digest), record)).collect()
            }
        };
        (partition.role(node), page)
    }

    /// Whether a record is in the set.
    pub(super) fn is_of_set(&self, record: &Record) -> bool {
        let set = self.set.as_ref();
        set.is_none_or(|set| record.set.as_ref().is_some_and(|of| of.name() == set))
    }

    /// Whether a record is one of those; one that the filter leaves out is counted.
    pub(super) fn selects(
        &self,
        clock: &Clock,
        query: &Query,
        (number, digest): Entry,
        record: &Record,
    ) -> bool {
        if !self.is_of_set(record) || record.is_expired(clock.void_time()) {
            return false;
        }
        let search = self.search.as_ref();
        if search.is_some_and(|search| !search.finds(number, digest, record)) {
            return false;
        }
        let Some(filter) = &self.filter else {
            return true;
        };
        let subject = Subject::stored(digest, record, clock.update_time());
        let verdict = filter.judge(&subject, &record.bins);
        query.record_judged(verdict);
        verdict == Verdict::Admitted
    }
}

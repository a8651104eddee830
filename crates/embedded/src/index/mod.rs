//! Secondary indexes: from values inside of records to the records.
//!
//! A `Definition` says which values of a record an index is over. Each partition keeps the `Entries`
//! of its records, which change with the records under the one lock of the partition; all copies of
//! a partition share them, for they hold the same records. The `Catalog` of a namespace knows its
//! indexes and how far each is built: a partition has entries from when the build came to it.
//!
//! An entry is an integer and a digest, in this order. The integer is the value itself for integers,
//! and a hash of it for all others; a query looks at the record to know.

mod catalog;
mod definition;
mod entries;
mod key;
mod predicate;

pub(crate) use catalog::{Catalog, Index};
pub(crate) use entries::{Entries, Entry};
pub(crate) use predicate::Search;

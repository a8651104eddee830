//! Reads by key.

use std::sync::Arc;

use acm_aerospike::{
    Key,
    records::{Projection, ReadOptions},
};
use acm_core::limits::MAX_BATCH_KEYS;

use super::{Records, ShownRecord};
use crate::error::{Error, Result};

/// Bins a projection may name.
const MAX_PROJECTED_BINS: usize = 1_000;
/// What to tell who names more.
pub(crate) const TOO_MANY_BINS: &str = "name at most 1000 bins";

/// Which parts of a record are wanted.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub(crate) struct Wanted {
    /// Bins by name; `None` for all, none for metadata only.
    pub bins: Option<Vec<String>>,
    /// Whether the time of the last update is wanted: the server reads the record twice for it.
    pub last_update: bool,
}

impl Wanted {
    /// All there is to know.
    pub(super) const fn everything() -> Self {
        Self {
            bins: None,
            last_update: true,
        }
    }

    /// Whether it is all known of a record that was just written.
    pub(super) fn is_told_by_a_write(&self) -> bool {
        !self.last_update && self.bins.as_ref().is_some_and(Vec::is_empty)
    }

    /// Refuses projections that are too long.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` at the field `bins`.
    pub(crate) fn check(&self) -> Result<()> {
        if self.is_short() {
            Ok(())
        } else {
            Err(Error::input("bins", TOO_MANY_BINS))
        }
    }

    /// Whether no more bins are named than a projection may.
    pub(crate) fn is_short(&self) -> bool {
        let bins = self.bins.as_ref();
        bins.is_none_or(|bins| bins.len() <= MAX_PROJECTED_BINS)
    }

    /// Those bins, for the client.
    pub(crate) fn projection(&self) -> Projection {
        match &self.bins {
            None => Projection::All,
            Some(bins) if bins.is_empty() => Projection::Header,
            Some(bins) => Projection::Bins(bins.clone()),
        }
    }

    fn options(&self) -> ReadOptions {
        ReadOptions {
            projection: self.projection(),
            last_update: self.last_update,
        }
    }
}

impl Records {
    /// One record; `None` when there is none.
    ///
    /// # Errors
    /// The connection's own, or the cluster's; `NOT_FOUND` without such a namespace.
    pub(crate) async fn get(
        &self,
        connection: &str,
        key: &Key,
        wanted: &Wanted,
    ) -> Result<Option<ShownRecord>> {
        let record = self.access.get(connection, key, &wanted.options()).await?;
        Ok(record.map(|record| ShownRecord::new(connection.into(), record, self.clock.now())))
    }

    /// Several records of one connection, in the order of the keys: one batch command per node for
    /// each thousand keys. A single key is read without a batch.
    pub(crate) async fn get_many(
        &self,
        connection: &str,
        keys: &[Key],
        wanted: &Wanted,
    ) -> Vec<Result<Option<ShownRecord>>> {
        if let [key] = keys {
            return vec![self.get(connection, key, wanted).await];
        }
        let mut records = Vec::with_capacity(keys.len());
        for keys in keys.chunks(MAX_BATCH_KEYS) {
            match self.batch(connection, keys, wanted).await {
                Ok(batch) => records.extend(batch),
                Err(error) => records.extend(keys.iter().map(|_| Err(error.clone()))),
            }
        }
        records
    }

    /// Several records by one batch command per node.
    pub(super) async fn batch(
        &self,
        connection: &str,
        keys: &[Key],
        wanted: &Wanted,
    ) -> Result<Vec<Result<Option<ShownRecord>>>> {
        let options = wanted.options();
        let batch = self.access.get_many(connection, keys, &options).await?;
        let (connection, now) = (Arc::from(connection), self.clock.now());
        let shown = |record| ShownRecord::new(Arc::clone(&connection), record, now);
        let rows = batch.into_iter();
        Ok(rows.map(|row| row.map(|found| found.map(shown))).collect())
    }
}

//! Writes, touches and deletes. Each is sent once: a write whose answer was lost is reported as in
//! doubt and never repeated.

use std::sync::Arc;

use acm_aerospike::{
    ErrorKind, Key, Record, RecordMeta, Value,
    records::{PutOptions, Ttl},
};

use super::{Records, ShownRecord, Wanted, many::check_bins};
use crate::error::{Error, Result};

/// A write.
#[derive(Clone, Debug)]
pub(crate) struct PutRequest {
    /// Connection.
    pub connection: String,
    /// Which record.
    pub key: Key,
    /// Bins to set; nil removes one.
    pub bins: Vec<(String, Value)>,
    /// How to write them.
    pub options: PutOptions,
    /// Which parts of the record to read back.
    pub wanted: Wanted,
}

/// A new lifetime for a record.
#[derive(Clone, Debug)]
pub(crate) struct TouchRequest {
    /// Connection.
    pub connection: String,
    /// Which record.
    pub key: Key,
    /// How long it shall live.
    pub ttl: Ttl,
    /// The generation it must be in.
    pub expected_generation: Option<u32>,
    /// Which parts of the record to read back.
    pub wanted: Wanted,
}

impl Records {
    /// Writes bins and tells of the record what is wanted; `None` when it went with its last bin.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` without bins; `CONFLICT` with the present record when it is not in the
    /// expected generation; `ALREADY_EXISTS`, `NOT_FOUND` by mode; the cluster's own.
    pub(crate) async fn put(&self, request: PutRequest) -> Result<Option<ShownRecord>> {
        check_bins("input.bins", &request.bins, request.options.rule)?;
        let PutRequest {
            connection,
            key,
            bins,
            options,
            wanted,
        } = request;
        let stays = bins.iter().all(|(_, value)| *value != Value::Nil);
        let written = self.access.put(&connection, &key, bins, options).await;
        let written = self.or_conflict(&connection, &key, written).await?;
        let left = stays.then_some(written);
        self.read_back(&connection, &key, left, &wanted).await
    }

    /// Gives a record a new lifetime and tells of it what is wanted; `None` when it is gone already.
    ///
    /// # Errors
    /// `NOT_FOUND` without such a record; `CONFLICT` as for [`Self::put`]; the cluster's own.
    pub(crate) async fn touch(&self, request: &TouchRequest) -> Result<Option<ShownRecord>> {
        let TouchRequest {
            connection,
            key,
            ttl,
            expected_generation,
            wanted,
        } = request;
        let touched = self
            .access
            .touch(connection, key, *ttl, *expected_generation)
            .await;
        let touched = self.or_conflict(connection, key, touched).await?;
        self.read_back(connection, key, Some(touched), wanted).await
    }

    /// Deletes a record; false when there was none.
    ///
    /// # Errors
    /// `CONFLICT` as for [`Self::put`]; the cluster's own.
    pub(crate) async fn delete(
        &self,
        connection: &str,
        key: &Key,
        expected_generation: Option<u32>,
    ) -> Result<bool> {
        let deleted = self
            .access
            .delete(connection, key, expected_generation)
            .await;
        self.or_conflict(connection, key, deleted).await
    }

    /// The record after a write: as the write `left` it, when that is known and all that is wanted,
    /// else read again. A write that removes bins does not tell whether any was left.
    pub(super) async fn read_back(
        &self,
        connection: &str,
        key: &Key,
        left: Option<RecordMeta>,
        wanted: &Wanted,
    ) -> Result<Option<ShownRecord>> {
        if let Some(meta) = left.filter(|_| wanted.is_told_by_a_write()) {
            let record = Record {
                key: key.clone(),
                bins: Vec::new(),
                meta,
            };
            let shown = ShownRecord::new(connection.into(), record, self.clock.now());
            return Ok(Some(shown));
        }
        let read = self.get(connection, key, wanted).await;
        read.map_err(|error| Error::Unread(Box::new(error)))
    }

    /// Adds the present record to a conflict, so that nobody has to ask for it. When that read
    /// fails the conflict is told without it.
    async fn or_conflict<T>(&self, connection: &str, key: &Key, done: Result<T>) -> Result<T> {
        match done {
            Err(Error::Cluster(source)) if source.kind() == ErrorKind::GenerationConflict => {
                let current = self
                    .get(connection, key, &Wanted::everything())
                    .await
                    .map(|found| found.map(Arc::new));
                Err(Error::Conflict {
                    current: current.ok(),
                    source,
                })
            }
            done => done,
        }
    }
}

/// Whether the record was not in the generation that was expected.
pub(super) fn is_conflict(error: &Error) -> bool {
    matches!(error, Error::Cluster(source) if source.kind() == ErrorKind::GenerationConflict)
}

/// Whether there was no such record; other things that are not there stay errors.
pub(super) fn is_not_found(error: &Error) -> bool {
    const KEY_NOT_FOUND: u8 = 2;
    let code = error.cluster().and_then(|error| error.server_code());
    code.is_some_and(|server| server.code == KEY_NOT_FOUND)
}

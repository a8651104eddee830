//! Reading records: one by one, or many as one batch command per node.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use aerospike::expressions::last_update;
use aerospike::operations::exp::{ExpReadFlags, read_exp};
use aerospike::{
    BatchOperation, BatchPolicy, BatchReadPolicy, BatchRecord, Bins, ReadPolicy, Value as Driver,
};
use futures_util::future::ready;

use super::batch::unanswered;
use super::{Key, Record};
use crate::client::Cluster;
use crate::deadline::{Deadline, Target};
use crate::error::{Error, ErrorKind, Result};
use crate::names::check_bin;
use crate::value::driver_bytes;

/// The most keys of one read.
pub const MAX_BATCH_KEYS: usize = 5_000;
/// About how much memory the records of one read of many may take. Records beyond fail.
pub const MAX_BATCH_BYTES: usize = 32 * 1024 * 1024;
/// The name under which the last update is asked for, in a row of its own, so that it hides no bin.
const LAST_UPDATE: &str = "last_update";

/// Which bins to read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Projection {
    /// All bins.
    #[default]
    All,
    /// No bins: the record's metadata only.
    Header,
    /// Bins of these names; names a record does not have are left out of it. No names: as `Header`.
    Bins(Vec<String>),
}

impl Projection {
    /// # Errors
    ///
    /// [`ErrorKind::InvalidInput`] for names outside the server's limits.
    pub(crate) fn driver(&self) -> Result<Bins> {
        Ok(match self {
            Self::All => Bins::All,
            Self::Header => Bins::None,
            Self::Bins(names) if names.is_empty() => Bins::None,
            Self::Bins(names) => {
                names.iter().try_for_each(|name| check_bin(name))?;
                Bins::Some(names.clone())
            }
        })
    }
}

/// How to read records.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadOptions {
    /// Which bins.
    pub projection: Projection,
    /// Whether to ask for the time of the last update too. It costs a second read on the server,
    /// in the same command.
    pub last_update: bool,
}

impl Cluster {
    /// Reads a record; `None` when there is none.
    ///
    /// # Errors
    ///
    /// By result code; a missing namespace is [`ErrorKind::NotFound`].
    pub async fn get(
        &self,
        key: &Key,
        options: &ReadOptions,
        deadline: Deadline,
    ) -> Result<Option<Record>> {
        if options.last_update {
            let keys = std::slice::from_ref(key);
            let mut rows = Box::pin(self.get_many(keys, options, deadline)).await?;
            return rows.pop().unwrap_or(Ok(None));
        }
        let bins = options.projection.driver()?;
        let mut policy = ReadPolicy::default();
        policy.base_policy.total_timeout = deadline.remaining_millis();
        let read = Box::pin(async {
            let record = self.client().get(&policy, key.driver(), bins).await;
            let record = record.map_err(|error| self.failure(error));
            found(record.map(|record| Record::new(key.clone(), record)))
        });
        deadline.call(Target::of("get", key), read).await
    }

    /// Reads records, as one batch command per node, and returns them in the order of the keys;
    /// `None` where there is none. A node that fails fails its own keys only. Records that no longer
    /// fit into [`MAX_BATCH_BYTES`] are [`ErrorKind::LimitExceeded`].
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidInput`] for more than [`MAX_BATCH_KEYS`] keys or bad names;
    /// [`ErrorKind::Timeout`] when the batch as a whole has no answer in time.
    pub async fn get_many(
        &self,
        keys: &[Key],
        options: &ReadOptions,
        deadline: Deadline,
    ) -> Result<Vec<Result<Option<Record>>>> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        if keys.len() > MAX_BATCH_KEYS {
            return Err(Error::invalid(format!(
                "Read at most {MAX_BATCH_KEYS} keys at once."
            )));
        }
        let mut rows = rows(keys, options)?;
        let mut policy = BatchPolicy::default();
        policy.base_policy.total_timeout = deadline.remaining_millis_of_rows();
        let taken = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&taken);
        let fits = move |_, row: &BatchRecord| {
            let bins = row.record.iter().flat_map(|record| record.bins.values());
            let bytes = bins.map(driver_bytes).sum::<usize>();
            let taken = counter.fetch_add(bytes, Ordering::Relaxed) + bytes;
            ready(taken <= MAX_BATCH_BYTES)
        };
        let client = self.client();
        let batch =
            Box::pin(async { Ok(client.batch_foreach(&policy, &mut rows, fits).await.err()) });
        let failure = deadline.call(Target::any("batch_read"), batch).await?;
        let updates = rows.split_off(keys.len());
        let is_full = taken.load(Ordering::Relaxed) > MAX_BATCH_BYTES;
        let unanswered = failure.map_or_else(unanswered, |error| self.failure(error));
        let told = |record| match record {
            Err(error) if is_full && was_given_up(&error) => Err(too_large()),
            record => found(record),
        };
        let mut records: Vec<_> = keys
            .iter()
            .zip(rows)
            .map(|(key, row)| told(self.row(key, row, &unanswered)))
            .collect();
        for (record, update) in records.iter_mut().zip(updates) {
            if let Ok(Some(record)) = record {
                record.meta.last_update = update_of(update, record.meta.generation);
            }
        }
        Ok(records)
    }

    fn row(&self, key: &Key, mut row: BatchOperation, unanswered: &Error) -> Result<Record> {
        if let Some(record) = row.take_record() {
            return Ok(Record::new(key.clone(), record));
        }
        Err(row
            .error()
            .map_or_else(|| unanswered.clone(), |error| self.failure(error.clone())))
    }
}

/// Whether no server answered: so it is for what was left of a batch that took too much memory.
fn was_given_up(error: &Error) -> bool {
    error.server_code().is_none()
}

fn too_large() -> Error {
    Error::new(
        ErrorKind::LimitExceeded,
        "The records are too large to be read together; ask for fewer at once.",
    )
}

/// The rows of a batch: one per key and, when asked for, as many again for the last updates.
fn rows(keys: &[Key], options: &ReadOptions) -> Result<Vec<BatchOperation>> {
    let bins = options.projection.driver()?;
    let policy = BatchReadPolicy::default();
    let records = keys
        .iter()
        .map(|key| BatchOperation::read(&policy, key.driver().clone(), bins.clone()));
    if !options.last_update {
        return Ok(records.collect());
    }
    let operation = read_exp(LAST_UPDATE, last_update(), ExpReadFlags::EVAL_NO_FAIL);
    let updates = keys.iter().map(|key| {
        BatchOperation::read_ops(&policy, key.driver().clone(), vec![operation.clone()])
    });
    Ok(records.chain(updates).collect())
}

/// The last update, if the server tells and means the same generation of the record.
fn update_of(mut row: BatchOperation, generation: u32) -> Option<u64> {
    let record = row
        .take_record()
        .filter(|record| record.generation == generation)?;
    match record.bins.get(LAST_UPDATE)? {
        Driver::Int(nanoseconds) => u64::try_from(*nanoseconds).ok(),
        _ => None,
    }
}

/// Turns "there is no such record" into `None`; other kinds of "not found" stay errors.
fn found(record: Result<Record>) -> Result<Option<Record>> {
    const KEY_NOT_FOUND: u8 = 2;
    match record {
        Ok(record) => Ok(Some(record)),
        Err(error)
            if error
                .server_code()
                .is_some_and(|code| code.code == KEY_NOT_FOUND) =>
        {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

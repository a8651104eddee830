//! Many records at once, each with an outcome of its own.

use std::{collections::HashMap, sync::Arc};

use acm_aerospike::{
    ErrorKind, Key, RecordMeta, Value,
    records::{Change, PutRule, Write},
};
use acm_core::limits::MAX_BATCH_KEYS;

use super::{
    Records, ShownRecord, ShownTtl, Wanted,
    write::{is_conflict, is_not_found},
};
use crate::error::{Error, Result};

/// What a write of many left of a record.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ShownWritten {
    /// The record's generation.
    pub generation: u32,
    /// How long it lives.
    pub ttl: ShownTtl,
}

impl Records {
    /// Records by their keys, in the order of the keys, which may name one twice; `None` where there
    /// is none.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for too many keys or bins; the connection's own, or the batch as a whole.
    pub(crate) async fn by_keys(
        &self,
        connection: &str,
        keys: &[Key],
        wanted: &Wanted,
    ) -> Result<Vec<Result<Option<ShownRecord>>>> {
        wanted.check()?;
        check_count("keys", keys.len())?;
        self.batch(connection, keys, wanted).await
    }

    /// Writes, touches or replaces records; `None` for one that went with its last bin. Each is sent
    /// once, and one that fails fails alone; a conflict carries the present record.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` when one breaks a rule, or a record is named twice; the connection's own.
    /// Then none was written.
    pub(crate) async fn write_many(
        &self,
        connection: &str,
        writes: Vec<Write>,
    ) -> Result<Vec<Result<Option<ShownWritten>>>> {
        let outcomes = self.apply(connection, writes).await?;
        let now = self.clock.now();
        let shown = |meta: RecordMeta| {
            (meta.generation > 0).then(|| ShownWritten {
                generation: meta.generation,
                ttl: ShownTtl::new(meta.ttl, now),
            })
        };
        Ok(outcomes
            .into_iter()
            .map(|outcome| outcome.map(shown))
            .collect())
    }

    /// Deletes records; false for one that was not there. Otherwise as [`Self::write_many`].
    ///
    /// # Errors
    /// As for [`Self::write_many`].
    pub(crate) async fn delete_many(
        &self,
        connection: &str,
        writes: Vec<Write>,
    ) -> Result<Vec<Result<bool>>> {
        let outcomes = self.apply(connection, writes).await?;
        let deleted = |outcome: Result<RecordMeta>| match outcome {
            Err(error) if is_not_found(&error) => Ok(false),
            outcome => outcome.map(|_| true),
        };
        Ok(outcomes.into_iter().map(deleted).collect())
    }

    async fn apply(&self, connection: &str, writes: Vec<Write>) -> Result<Vec<Result<RecordMeta>>> {
        check(&writes)?;
        let keys: Vec<Key> = writes.iter().map(|write| write.key.clone()).collect();
        let outcomes = self.access.write_many(connection, writes).await?;
        Ok(self.with_present(connection, &keys, outcomes).await)
    }

    /// Adds the present records to conflicts, all read together. Where that fails, the conflict is
    /// told without.
    async fn with_present(
        &self,
        connection: &str,
        keys: &[Key],
        outcomes: Vec<Result<RecordMeta>>,
    ) -> Vec<Result<RecordMeta>> {
        let contested: Vec<Key> = keys
            .iter()
            .zip(&outcomes)
            .filter(|(_, outcome)| outcome.as_ref().is_err_and(is_conflict))
            .map(|(key, _)| key.clone())
            .collect();
        let wanted = Wanted::everything();
        let present = self.get_many(connection, &contested, &wanted).await;
        let mut present = present.into_iter();
        let told = |outcome| match outcome {
            Err(Error::Cluster(source)) if source.kind() == ErrorKind::GenerationConflict => {
                let current = present.next().and_then(Result::ok);
                Err(Error::Conflict {
                    current: current.map(|found| found.map(Arc::new)),
                    source,
                })
            }
            outcome => outcome,
        };
        outcomes.into_iter().map(told).collect()
    }
}

/// Refuses what is too much, says nothing, or could be applied in either order.
fn check(writes: &[Write]) -> Result<()> {
    check_count("input.records", writes.len())?;
    let mut seen = HashMap::with_capacity(writes.len());
    for (index, Write { key, change }) in writes.iter().enumerate() {
        if let Some(first) = seen.insert((key.namespace(), key.digest()), index) {
            let reason = format!("this is the record of input.records.{first}; name it once");
            return Err(Error::input(format!("input.records.{index}.key"), reason));
        }
        if let Change::Put { bins, options } = change {
            check_bins(&format!("input.records.{index}.bins"), bins, options.rule)?;
        }
    }
    Ok(())
}

/// Refuses a write that names no bin. Removals say nothing where all bins are replaced.
///
/// # Errors
/// `BAD_USER_INPUT` at `field`.
pub(crate) fn check_bins(field: &str, bins: &[(String, Value)], rule: PutRule) -> Result<()> {
    let replaces = matches!(rule, PutRule::Replace | PutRule::ReplaceOnly);
    let says = |(_, value): &(String, Value)| !replaces || *value != Value::Nil;
    if bins.iter().any(says) {
        return Ok(());
    }
    let reason = if replaces {
        "name at least one bin to set"
    } else {
        "name at least one bin to set or to remove"
    };
    Err(Error::input(field, reason))
}

fn check_count(field: &str, count: usize) -> Result<()> {
    if count > MAX_BATCH_KEYS {
        let reason = format!("name at most {MAX_BATCH_KEYS} records");
        return Err(Error::input(field, reason));
    }
    Ok(())
}

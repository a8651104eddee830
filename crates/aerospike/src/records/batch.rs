//! Writing many records, as one batch command per node.

use aerospike::operations;
use aerospike::{
    BatchDeletePolicy, BatchOperation, BatchPolicy, BatchWritePolicy, GenerationPolicy,
};

use super::write::{expiration, put_operations};
use super::{Digest, Key, MAX_BATCH_KEYS, PutOptions, RecordMeta, Ttl};
use crate::client::Cluster;
use crate::deadline::{Deadline, Target};
use crate::error::{Error, ErrorKind, Result};
use crate::expression::Filter;
use crate::value::Value;

/// One write of many.
#[derive(Debug, Clone, PartialEq)]
pub struct Write {
    /// Which record.
    pub key: Key,
    /// What becomes of it.
    pub change: Change,
}

/// What becomes of a record.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Bins are written, as by [`Cluster::put`].
    Put {
        /// Bins by name; [`Value::Nil`] removes one.
        bins: Vec<(String, Value)>,
        /// How.
        options: PutOptions,
    },
    /// It lives as long as this from now on, as by [`Cluster::touch`].
    Touch {
        /// How long.
        ttl: Ttl,
        /// The generation the record must be in; `None` for any.
        expected_generation: Option<u32>,
    },
    /// It is deleted. Unlike [`Cluster::delete`], one that is not there is [`ErrorKind::NotFound`].
    Delete {
        /// The generation the record must be in; `None` for any.
        expected_generation: Option<u32>,
    },
}

impl Cluster {
    /// Writes records, as one batch command per node sent once, and returns what became of each, in
    /// order. A record that fails fails alone; one whose node gave no answer is
    /// [in doubt](Error::is_in_doubt) if the command was sent. The generation is 0 where no record
    /// is left. Name no record twice: a server runs the rows of a batch in any order.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidInput`] for more than [`MAX_BATCH_KEYS`] writes, or one that
    /// [`Cluster::put`] would refuse; then nothing was written.
    pub async fn write_many(
        &self,
        writes: Vec<Write>,
        deadline: Deadline,
    ) -> Result<Vec<Result<RecordMeta>>> {
        self.write_many_if(writes, None, deadline).await
    }

    /// The same for records of which a filter holds at the moment of the write. One of which it does
    /// not is refused with the server's code 27, and not changed.
    ///
    /// # Errors
    ///
    /// As [`Cluster::write_many`].
    pub async fn write_many_if(
        &self,
        writes: Vec<Write>,
        filter: Option<&Filter>,
        deadline: Deadline,
    ) -> Result<Vec<Result<RecordMeta>>> {
        if writes.is_empty() {
            return Ok(Vec::new());
        }
        if writes.len() > MAX_BATCH_KEYS {
            return Err(Error::invalid(format!(
                "Write at most {MAX_BATCH_KEYS} records at once."
            )));
        }
        let digests: Vec<Digest> = writes.iter().map(|write| write.key.digest()).collect();
        let mut rows: Vec<BatchOperation> =
            writes.into_iter().map(operation).collect::<Result<_>>()?;
        let mut policy = BatchPolicy::write_default();
        policy.base_policy.total_timeout = deadline.remaining_millis_of_rows();
        policy.base_policy.filter_expression = filter.map(Filter::compile);
        let batch = Box::pin(async { Ok(self.client().batch(&policy, &mut rows).await.err()) });
        let failure = match deadline.call(Target::any("batch_write"), batch).await {
            Ok(failure) => failure.map_or_else(unanswered, |error| self.failure(error)),
            Err(late) => {
                let late = late.into_in_doubt();
                return Ok(digests.iter().map(|_| Err(late.clone())).collect());
            }
        };
        // What holds neither record nor error may have been sent: nobody knows. Without a node to
        // send it to it was not.
        let failure = match failure.kind() {
            ErrorKind::NotFound | ErrorKind::InvalidInput => failure,
            _ => failure.into_in_doubt(),
        };
        let outcomes = digests.into_iter().zip(rows);
        Ok(outcomes
            .map(|(digest, mut row)| match (row.take_record(), row.error()) {
                (Some(record), None) => Ok(RecordMeta::of(digest, &record)),
                (_, Some(error)) => Err(self.failure(error.clone())),
                (None, None) => Err(failure.clone()),
            })
            .collect())
    }
}

/// What became of a row that no node answered for.
pub(super) fn unanswered() -> Error {
    Error::new(
        ErrorKind::Unavailable,
        "The node did not answer for the record.",
    )
}

fn operation(Write { key, change }: Write) -> Result<BatchOperation> {
    let key = key.driver().clone();
    Ok(match change {
        Change::Put { bins, options } => {
            let operations = put_operations(bins, options.rule)?;
            let policy = BatchWritePolicy {
                record_exists_action: options.rule.into(),
                expiration: expiration(options.ttl)?,
                send_key: options.send_key,
                ..write_policy(options.expected_generation)
            };
            BatchOperation::write(&policy, key, operations)
        }
        Change::Touch {
            ttl,
            expected_generation,
        } => {
            let policy = BatchWritePolicy {
                expiration: expiration(ttl)?,
                ..write_policy(expected_generation)
            };
            BatchOperation::write(&policy, key, vec![operations::touch()])
        }
        Change::Delete {
            expected_generation,
        } => {
            let mut policy = BatchDeletePolicy::default();
            if let Some(generation) = expected_generation {
                policy.generation = generation;
                policy.generation_policy = GenerationPolicy::ExpectGenEqual;
            }
            BatchOperation::delete(&policy, key)
        }
    })
}

fn write_policy(expected_generation: Option<u32>) -> BatchWritePolicy {
    let mut policy = BatchWritePolicy::default();
    if let Some(generation) = expected_generation {
        policy.generation = generation;
        policy.generation_policy = GenerationPolicy::ExpectGenEqual;
    }
    policy
}

//! Writing records.

use aerospike::operations::{self, Operation};
use aerospike::{Bin, Expiration, GenerationPolicy, RecordExistsAction, WritePolicy};

use super::{Key, RecordMeta};
use crate::client::Cluster;
use crate::deadline::{Deadline, Target};
use crate::error::{Error, ErrorKind, Result};
use crate::names::check_bin;
use crate::value::Value;

/// The longest time a record may live, in seconds: ten years, the server's own limit.
pub const MAX_TTL_SECONDS: u32 = 10 * 365 * 24 * 60 * 60;
/// The most bins of one write: what the command's 16-bit count can hold, signed as servers read it.
const MAX_BINS: usize = 32_767;

/// How long a written record lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ttl {
    /// As the namespace says.
    #[default]
    NamespaceDefault,
    /// Until it is deleted.
    Never,
    /// As long as before the write.
    Keep,
    /// So many seconds, from 1 to [`MAX_TTL_SECONDS`].
    Seconds(u32),
}

/// What a write asks of the record that is there, or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PutRule {
    /// Create it, or change the bins named.
    #[default]
    Upsert,
    /// Create it; fail when it exists.
    CreateOnly,
    /// Change the bins named; fail when it does not exist.
    UpdateOnly,
    /// Create it, or replace all its bins.
    Replace,
    /// Replace all its bins; fail when it does not exist.
    ReplaceOnly,
}

impl From<PutRule> for RecordExistsAction {
    fn from(rule: PutRule) -> Self {
        match rule {
            PutRule::Upsert => Self::Update,
            PutRule::CreateOnly => Self::CreateOnly,
            PutRule::UpdateOnly => Self::UpdateOnly,
            PutRule::Replace => Self::Replace,
            PutRule::ReplaceOnly => Self::ReplaceOnly,
        }
    }
}

/// How to write a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PutOptions {
    /// What is asked of the record that is there.
    pub rule: PutRule,
    /// The generation the record must be in; `None` for any.
    pub expected_generation: Option<u32>,
    /// How long the record lives after the write.
    pub ttl: Ttl,
    /// Whether to store the user key with the record.
    pub send_key: bool,
}

impl Cluster {
    /// Writes bins of a record, and tells what the server knows of it afterwards. A bin of
    /// [`Value::Nil`] is removed; the record goes with its last bin.
    ///
    /// # Errors
    ///
    /// - [`ErrorKind::InvalidInput`]: no bins, names or TTL outside the server's limits, or a value
    ///   that cannot be written without loss.
    /// - [`ErrorKind::AlreadyExists`], [`ErrorKind::NotFound`], [`ErrorKind::GenerationConflict`]:
    ///   by rule and expected generation.
    /// - [`ErrorKind::LimitExceeded`]: the record is too big, or the server has no space.
    /// - [`ErrorKind::Timeout`] and [`ErrorKind::Unavailable`]: see [`Error::is_in_doubt`].
    pub async fn put(
        &self,
        key: &Key,
        bins: Vec<(String, Value)>,
        options: &PutOptions,
        deadline: Deadline,
    ) -> Result<RecordMeta> {
        let operations = put_operations(bins, options.rule)?;
        let policy = WritePolicy {
            record_exists_action: options.rule.into(),
            expiration: expiration(options.ttl)?,
            send_key: options.send_key,
            ..policy(options.expected_generation, deadline)
        };
        self.write("put", key, &policy, &operations, deadline).await
    }

    /// Sets how long a record lives, and counts its generation up, without changing a bin.
    ///
    /// # Errors
    ///
    /// As [`Cluster::put`]; [`ErrorKind::NotFound`] when there is no such record.
    pub async fn touch(
        &self,
        key: &Key,
        ttl: Ttl,
        expected_generation: Option<u32>,
        deadline: Deadline,
    ) -> Result<RecordMeta> {
        let policy = WritePolicy {
            expiration: expiration(ttl)?,
            ..policy(expected_generation, deadline)
        };
        self.write("touch", key, &policy, &[operations::touch()], deadline)
            .await
    }

    /// Deletes a record; `false` when there was none.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::GenerationConflict`] when the record is in another generation than expected.
    pub async fn delete(
        &self,
        key: &Key,
        expected_generation: Option<u32>,
        deadline: Deadline,
    ) -> Result<bool> {
        let policy = policy(expected_generation, deadline);
        let delete = Box::pin(async {
            let existed = self.client().delete(&policy, key.driver()).await;
            existed.map_err(|error| self.failure(error))
        });
        in_doubt(deadline.call(Target::of("delete", key), delete).await)
    }

    async fn write(
        &self,
        operation: &'static str,
        key: &Key,
        policy: &WritePolicy,
        operations: &[Operation],
        deadline: Deadline,
    ) -> Result<RecordMeta> {
        let write = Box::pin(async {
            let record = self
                .client()
                .operate(policy, key.driver(), operations)
                .await;
            record.map_err(|error| self.failure(error))
        });
        let record = in_doubt(deadline.call(Target::of(operation, key), write).await)?;
        Ok(RecordMeta::of(key.digest(), &record))
    }
}

/// A write given up at the deadline may have been applied.
fn in_doubt<T>(result: Result<T>) -> Result<T> {
    result.map_err(|error| {
        let unanswered = error.kind() == ErrorKind::Timeout && error.server_code().is_none();
        if unanswered {
            error.into_in_doubt()
        } else {
            error
        }
    })
}

fn policy(expected_generation: Option<u32>, deadline: Deadline) -> WritePolicy {
    let mut policy = WritePolicy::default();
    policy.base_policy.total_timeout = deadline.remaining_millis();
    if let Some(generation) = expected_generation {
        policy.generation = generation;
        policy.generation_policy = GenerationPolicy::ExpectGenEqual;
    }
    policy
}

pub(super) fn expiration(ttl: Ttl) -> Result<Expiration> {
    match ttl {
        Ttl::NamespaceDefault => Ok(Expiration::NamespaceDefault),
        Ttl::Never => Ok(Expiration::Never),
        Ttl::Keep => Ok(Expiration::DontUpdate),
        Ttl::Seconds(seconds @ 1..=MAX_TTL_SECONDS) => Ok(Expiration::Seconds(seconds)),
        Ttl::Seconds(_) => Err(Error::invalid(format!(
            "A TTL is 1 to {MAX_TTL_SECONDS} seconds (ten years)."
        ))),
    }
}

/// The writes of the bins. Replacing leaves out removals: bins that are not named go anyway.
pub(super) fn put_operations(bins: Vec<(String, Value)>, rule: PutRule) -> Result<Vec<Operation>> {
    let replaces = matches!(rule, PutRule::Replace | PutRule::ReplaceOnly);
    let mut operations = Vec::with_capacity(bins.len());
    for (name, value) in bins {
        check_bin(&name)?;
        if replaces && value == Value::Nil {
            continue;
        }
        let value = value.into_driver().map_err(|error| {
            Error::invalid(format!(
                "The value of bin {name:?} cannot be written. {error}"
            ))
        })?;
        operations.push(operations::put(&Bin::new(name, value)));
    }
    match operations.len() {
        0 => Err(Error::invalid("Name at least one bin to write.")),
        1..=MAX_BINS => Ok(operations),
        _ => Err(Error::invalid(format!(
            "Write at most {MAX_BINS} bins at once."
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_TTL_SECONDS, PutRule, Ttl, expiration, put_operations};
    use crate::value::Value;

    #[test]
    fn lifetimes_outside_the_servers_limits_are_refused() {
        assert!(expiration(Ttl::Seconds(0)).is_err());
        assert!(expiration(Ttl::Seconds(1)).is_ok());
        assert!(expiration(Ttl::Seconds(MAX_TTL_SECONDS)).is_ok());
        assert!(expiration(Ttl::Seconds(MAX_TTL_SECONDS + 1)).is_err());
    }

    #[test]
    fn a_write_has_at_least_one_bin_that_says_something() {
        let removal = || vec![("a".to_owned(), Value::Nil)];
        assert!(put_operations(vec![], PutRule::Upsert).is_err());
        assert!(put_operations(removal(), PutRule::Upsert).is_ok());
        assert!(put_operations(removal(), PutRule::Replace).is_err());
    }

    #[test]
    fn bins_past_the_limits_are_refused() {
        let named =
            |name: &str| put_operations(vec![(name.into(), Value::Int(1))], PutRule::Upsert);
        assert!(named("fifteen-bytes-b").is_ok());
        assert!(named("sixteen-bytes-bi").is_err());
        assert!(named("").is_err());
    }
}
